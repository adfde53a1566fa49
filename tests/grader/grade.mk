# Grading: make grade, make grade EX=3.2, make grade STAGE=3.
#
# What comes from the learner's files goes to RESULTS, the rest (the runner, the
# grader, solutions and wrong solutions) to $(BUILD)/grade, so that somebody
# else's work can be graded without touching one's own:
#     make grade WORK=submission/work RESULTS=build/submission SEED=123
WORK    ?= work
RESULTS ?= $(BUILD)/grade
SEED    ?= $(TREE_SEED)
ASAN    ?= yes
# bubblewrap, landlock or none; left empty: what works here.
SANDBOX ?=

# The first time there is much to build: on all cores, unless make is told -j.
MUCH = grade progress run solution check-exercises record-answers student grade-all
ifneq ($(filter $(MUCH),$(MAKECMDGOALS)),)
ifeq ($(findstring -j,$(MAKEFLAGS))$(findstring jobserver,$(MAKEFLAGS)),)
MAKEFLAGS += -j$(shell nproc 2>/dev/null || echo 2)
endif
endif

GRADE      = $(BUILD)/grade
EX_DIR     = tests/exercises
# A tree without solutions has answers for one seed.
TREE_SEED := $(or $(shell cat tests/exercises/seed.txt 2>/dev/null),1)
# Every exercise is a folder whose name begins with its number.
EXERCISES  = $(sort $(notdir $(patsubst %/run.c,%,$(wildcard $(EX_DIR)/[1-9].*/run.c))))
OF_STAGE   = $(filter $(if $(STAGE),$(STAGE).)%,$(EXERCISES))
WANTED     = $(if $(EX),$(foreach x,$(EX),$(filter $x-% $x,$(EXERCISES))),$(OF_STAGE))
HAS_SOLUTION = $(patsubst $(EX_DIR)/%/solution.c,%,$(wildcard $(EX_DIR)/*/solution.c))
STARTED    = $(foreach e,$(WANTED),$(if $(wildcard $(WORK)/$e.c),$e))
GRADE_FLAGS = -Itests/grader
GRADER_OBJECTS = $(patsubst tests/grader/%.c,$(GRADE)/%.o,$(wildcard tests/grader/grade*.c))
RUNNER     = $(GRADE)/sandbox.o $(GRADE)/runner.o
# What the learner's program is made with.
OBJECTS    = $(GRADE)/learner
GRADER     = $(LEARNER_ENV) $(GRADE)/grader --build $(GRADE) --seed $(SEED)
ANSWERS    = answers-$(SEED).txt
RECORDER   = $(patsubst %,$(GRADE)/grade_%.o,exercise record play answers calls item_seed run)
# Of an exercise that is not begun only its points are needed: the solution
# knows them, and in a tree without solutions the recorded answers.
NEEDED     = has-check seed $(GRADE)/begun $(GRADE)/grader \
    $(STARTED:%=$(RESULTS)/%/learner) $(STARTED:%=$(GRADE)/%/$(ANSWERS)) \
    $(foreach e,$(filter-out $(STARTED),$(WANTED)), \
        $(GRADE)/$e/$(if $(filter $e,$(HAS_SOLUTION)),solution,$(ANSWERS)))

# Who grades sees one line of what is compiled, not a line a file.
QUIET += $(filter grade grade-all progress start hint reset run solution watch,$(MAKECMDGOALS))
$(GRADE)/begun: $(BUILD)/flags
	@mkdir -p $(@D) && touch $@
	@echo "The grader is being built, once." >&2

# Without a shell between them: who ends make, as make watch does, ends the grader.
grade: wanted $(NEEDED)  ## grade your exercises: EX=3.2, STAGE=3 or all
	@mkdir -p $(RESULTS)
	@exec env $(GRADER) --results $(RESULTS) --work $(WORK) --json $(RESULTS)/results.json \
	    --junit $(RESULTS)/results.xml --tap $(RESULTS)/results.tap \
	    --points $(RESULTS)/points.txt $(if $(NOTES),--notes $(NOTES)) \
	    --visibility $(VISIBILITY) $(if $(EX),--named) $(WANTED)

progress: $(NEEDED)  ## what is done, and what comes next
	@$(GRADER) --results $(RESULTS) --work $(WORK) --progress $(WANTED) || true

wanted:
	@test -n "$(WANTED)" || { \
	    echo "make: there is no exercise $(EX)$(STAGE); there are:" \
	        $(foreach e,$(EXERCISES),$(firstword $(subst -, ,$e))) | \
	    fold -s -w 80 >&2; exit 2; }

start hint reset run solution watch: wanted
	@MAKE='$(MAKE)' FORCE='$(FORCE)' CASE='$(CASE)' PART='$(PART)' \
	    WORK='$(WORK)' RESULTS='$(RESULTS)' \
	    GRADER='$(GRADE)/grader --seed $(SEED)' \
	    sh tests/grader/work.sh $@ '$(EX)' $(WANTED)
run: $(STARTED:%=$(RESULTS)/%/learner) $(GRADE)/grader seed
start: ## put an exercise into work/: EX=1.1
hint: ## one hint more each time: EX=1.1
reset: ## begin an exercise anew, with a backup of yours: EX=1.1
run: ## see what your code prints: EX=1.1, CASE=2, PART=loss
solution: ## the solution, once yours is right (or FORCE=1): EX=1.1
watch: ## grade an exercise whenever you save it: EX=1.1

$(GRADE)/grader: $(GRADER_OBJECTS) $(CORE)
	@$(COMPILE) $^ $(CHECK_LIBS) $(LIBS) -o $@
$(GRADER_OBJECTS): $(patsubst %,tests/grader/%.h,grader symptom diagnose)
LINK_check_points = $(filter-out %/grade.o,$(GRADER_OBJECTS))
LINK_check_symptom = $(LINK_check_points)
LINK_check_diagnose = $(LINK_check_points)
LINK_check_calls = $(LINK_check_points)
LINK_check_failure = $(LINK_check_points)
$(patsubst %,$(BUILD)/tests/grader/check_%,points symptom diagnose calls failure): \
    $(LINK_check_points)
$(GRADER_OBJECTS): GRADE_FLAGS += $(CHECK_FLAGS)

$(GRADE)/%.o: tests/grader/%.c tests/grader/exercise.h $(HEADERS) $(BUILD)/flags
	@mkdir -p $(@D)
	@$(COMPILE) $(GRADE_FLAGS) -c $< -o $@

# The learner's program is made with AddressSanitizer, where the compiler has it,
# and the library once more: so it sees what goes wrong inside the library by a
# mistake of the learner.
ADDRESS    = -fsanitize=address -fno-omit-frame-pointer -fno-inline -fno-pie
ASAN_FLAGS = $(if $(filter no,$(ASAN)),,$(ADDRESS))
PROBE = printf '%s\n' '\#include <math.h>' \
    'int main(int n, char **v) { return !v[0] && sqrt(n) > 1; }' | \
    $(COMPILE) -x c - -o $@.probe
$(OBJECTS)/sanitize.txt: $(BUILD)/flags
	@mkdir -p $(@D)
	@$(PROBE) $(ASAN_FLAGS) -no-pie $(LIBS) 2>/dev/null && $(abspath $@).probe && \
	    echo '$(ASAN_FLAGS)' > $@ || : > $@
# Some atomic operations of C are in a library of their own; gold, where it is, links in half
# the time.
GOLD       = -fuse-ld=gold
$(OBJECTS)/libs.txt: $(BUILD)/flags
	@mkdir -p $(@D)
	@for more in '$(GOLD) -pthread -Wl,--as-needed -latomic' \
	    '-pthread -Wl,--as-needed -latomic' -pthread ''; do \
	    $(PROBE) $$more $(LIBS) 2>/dev/null && echo $$more '$(LIBS)' > $@ && break; done
SANITIZE = $$(cat $(OBJECTS)/sanitize.txt 2>/dev/null)

CORE_LEARNER = $(patsubst %.c,$(OBJECTS)/%.o,$(wildcard common/*.c common/*/*.c))
$(OBJECTS)/core.a: $(CORE_LEARNER)
	@rm -f $@ && $(AR) rcs $@ $^
$(OBJECTS)/common/%.o: common/%.c $(HEADERS) $(OBJECTS)/sanitize.txt
	@mkdir -p $(@D)
	@$(COMPILE) -O1 -g0 -ffunction-sections $(SANITIZE) -c $< -o $@
$(OBJECTS)/%.o: tests/grader/%.c tests/grader/exercise.h tests/grader/filter.h \
    $(HEADERS) $(OBJECTS)/sanitize.txt
	@$(COMPILE) -O1 -g0 $(SANITIZE) $(GRADE_FLAGS) -c $< -o $@

# All that a learner's file may include: what the headers of the course and of
# the C standard consist of.
C_HEADERS = complex iso646 stdatomic tgmath threads uchar wchar wctype
$(OBJECTS)/headers.txt: tests/grader/learner.h $(HEADERS) $(OBJECTS)/sanitize.txt
	@{ printf '#include "exercise.h"\n'; printf '#include "%s"\n' $(HEADERS); \
	    printf '#include "learner.h"\n'; \
	    for h in $(C_HEADERS); do \
	        printf '#if __has_include(<%s.h>)\n#include <%s.h>\n#endif\n' $$h $$h; \
	    done; } > $(@D)/headers.c
	@$(COMPILE) -O1 $(SANITIZE) $(GRADE_FLAGS) -I. -DLEARNER='"/dev/null"' \
	    -M $(@D)/headers.c > $@

# What the learner's file does not define: functions of the course.
$(OBJECTS)/names.txt: $(OBJECTS)/core.a $(OBJECTS)/runner.o
	@nm -g $^ | awk 'NF == 3 { print $$3 }' | grep -v '[.$$]' | sort -u > $@

# Nor functions of the C library, whose names the C standard reserves: all that its
# headers declare. The linker may have them with a line in front.
$(OBJECTS)/library.txt: tests/grader/learner.h $(OBJECTS)/runner.o
	@line=$$(nm $(OBJECTS)/runner.o | sed -n 's/.* T \(_*\)main$$/\1/p') && \
	    $(COMPILE) -D__NO_INLINE__ -DLEARNER='"/dev/null"' -E tests/grader/learner.h | \
	    grep -oE '[A-Za-z_][A-Za-z0-9_]* *\(' | grep -v '^_' | \
	    sed "s/^/$$line/; s/[ (]*\$$//" | sort -u > $@

# All that the compiler may see of this tree.
IN_SIGHT = $(HEADERS) tests/grader/learner.h tests/grader/exercise.h \
    tests/grader/compile.sh tests/grader/refuse.awk \
    $(OBJECTS)/core.a $(OBJECTS)/sandbox.o $(OBJECTS)/runner.o $(OBJECTS)/headers.txt \
    $(OBJECTS)/names.txt $(OBJECTS)/library.txt
$(OBJECTS)/sight.txt: $(IN_SIGHT) $(OBJECTS)/sanitize.txt $(OBJECTS)/libs.txt
	@printf '%s\n' $(IN_SIGHT) > $@

# A learner's file that does not compile is no error of make: no program is
# made, and the grader shows the log.
LEARNER_ENV = SANDBOX='$(SANDBOX)' OBJECTS='$(OBJECTS)' COMPILE='$(COMPILE)' \
    SANITIZE="$(SANITIZE)" LIBS="$$(cat $(OBJECTS)/libs.txt 2>/dev/null)"
AS_LEARNER = @$(LEARNER_ENV) $(GRADE)/grader --compile $<
$(RESULTS)/%/learner: $(WORK)/%.c $(EX_DIR)/%/run.c $(OBJECTS)/sight.txt | $(GRADE)/grader
	$(AS_LEARNER) $(EX_DIR)/$* $(@D)

# The right answers and those of the known mistakes, which are recorded anew if
# the part of the grader has changed that does it. A tree for students has no
# solutions: there they are recorded already, for one seed.
define answer_rules
ifneq ($(filter $1,$(HAS_SOLUTION)),)
$(GRADE)/$1/$(ANSWERS): $(RECORDER) $(GRADE)/$1/solution $(GRADE)/$1/mistakes.txt | \
    $(GRADE)/grader
	@$$(GRADER) --record $1
else
$(GRADE)/$1/$(ANSWERS): $(EX_DIR)/$1/answers.txt
	@test $(SEED) = $(TREE_SEED) || { \
	    echo "make: in a tree without solutions the seed is $(TREE_SEED)" >&2; exit 2; }
	@mkdir -p $$(@D) && cp $$< $$@
endif

$(GRADE)/$1/solution: $(EX_DIR)/$1/solution.c $(EX_DIR)/$1/run.c $(RUNNER) $(CORE)
	@mkdir -p $$(@D)
	@$$(TRUSTED) -DEXERCISE='"$(EX_DIR)/$1/solution.c"' $(EX_DIR)/$1/run.c $$(TRUSTED_END)

$(GRADE)/$1/as-stub/learner: $(wildcard stages/*/exercises/$1.c) $(EX_DIR)/$1/run.c \
    $(OBJECTS)/sight.txt | $(GRADE)/grader
	$$(AS_LEARNER) $(EX_DIR)/$1 $$(@D)

$(GRADE)/$1/as-solution/learner: $(EX_DIR)/$1/solution.c $(EX_DIR)/$1/run.c \
    $(OBJECTS)/sight.txt | $(GRADE)/grader
	$$(AS_LEARNER) $(EX_DIR)/$1 $$(@D)
endef
TRUSTED     = $(COMPILE) -O1 -g0 -w $(GRADE_FLAGS) -I.
TRUSTED_OBJECTS = $(GRADE)/sandbox.o $(GRADE)/runner.o $(CORE)
TRUSTED_END = $(TRUSTED_OBJECTS) $(LIBS) -o $@
$(foreach e,$(EXERCISES),$(eval $(call answer_rules,$e)))

# The solution with each of the known mistakes, and with those of the rules.
TOOLS     = $(GRADE)/mutate $(GRADE)/merge_mutants
MISTAKES  = tests/grader/build_mutants.sh tests/grader/apply_mistakes.awk $(TOOLS)
# Without -w, which would hide that a function is not there.
COMPILE_WRONG = $(filter-out $(WARNINGS),$(COMPILE)) -g0 $(GRADE_FLAGS) -I.
WRONG     = $(GRADE)/wrong.o $(GRADE)/wrong-runner.o $(CORE)
.SECONDARY: $(WRONG)
$(GRADE)/%/mistakes.txt: $(EX_DIR)/%/mistakes $(EX_DIR)/%/solution.c $(EX_DIR)/%/run.c \
    $$(wildcard $(EX_DIR)/$$*/words) $(MISTAKES) $(WRONG)
	@COMPILE='$(COMPILE_WRONG)' LIBS='$(LIBS)' OBJECTS='$(WRONG)' TOOLS='$(GRADE)' \
	    sh tests/grader/build_mutants.sh $(EX_DIR)/$* $(@D)
$(TOOLS): %: %.o $(GRADE)/tokens.o $(GRADE)/syntax.o
	@$(COMPILE) $^ -o $@
RULES     = $(patsubst tests/grader/%.c,$(GRADE)/%.o,$(wildcard tests/grader/mutate_*.c))
$(GRADE)/mutate: $(RULES)
$(RULES) $(GRADE)/mutate.o: tests/grader/mutate.h
$(RULES) $(TOOLS:%=%.o) $(GRADE)/tokens.o $(GRADE)/syntax.o: tests/grader/tokens.h
$(GRADE)/wrong-runner.o: tests/grader/runner.c tests/grader/exercise.h $(HEADERS) $(BUILD)/flags
	@mkdir -p $(@D)
	@$(COMPILE) $(GRADE_FLAGS) -Dmain=runner_main -c $< -o $@

record-answers: seed $(EXERCISES:%=$(GRADE)/%/$(ANSWERS))

# What tries to cheat, and what is right although it looks odd; written for one
# exercise, but for a few.
TRICKED = 1.1-mse-gradient
TRICK_FILES = $(wildcard tests/grader/tricks/*.c)
NAMES_OF = $(if $(TRICK_FILES),$(shell sed -nE $1 $(TRICK_FILES) | sort -u))
TRICKS  := $(call NAMES_OF,'s!^// EARNS [0-9]+ ((of|though) [^ ]+ )?([^:]+): .*!\3!p')
TRICKED_TOO := $(call NAMES_OF,'s|^// EARNS [0-9]+ of ([^ ]+) .*|\1|p')
$(GRADE)/tricks/list.txt: tests/grader/tricks.sh $(TRICK_FILES) \
    $(wildcard tests/grader/tricks/rest/*.c)
	@sh tests/grader/tricks.sh $(@D)
$(GRADE)/tricks/%/learner: $(GRADE)/tricks/list.txt $(EX_DIR)/$(TRICKED)/run.c \
    $(OBJECTS)/sight.txt | $(GRADE)/grader
	@$(LEARNER_ENV) $(GRADE)/grader --compile $(GRADE)/tricks/$*.c \
	    $(EX_DIR)/$$(sed -n 's/^$*	\([^	]*\)	.*/\1/p' $<) $(@D)

$(GRADE)/intruder: tests/grader/intruder.c
	@mkdir -p $(@D)
	@$(COMPILE) $< -o $@

check-exercises: wanted has-check  ## are the exercises right, is every mistake named?
check-exercises: $(foreach e,$(WANTED:%=$(GRADE)/%), \
    $e/$(ANSWERS) $e/as-stub/learner $e/as-solution/learner) \
    $(if $(filter $(TRICKED),$(WANTED)), \
        $(TRICKS:%=$(GRADE)/tricks/%/learner) $(TRICKED_TOO:%=$(GRADE)/%/$(ANSWERS)) \
        $(GRADE)/intruder)
	@sh tests/grader/check_mutants.sh $(GRADE)/check-mistakes $(GRADE)
	@$(GRADER) --check $(WANTED)
	@$(if $(filter $(TRICKED),$(WANTED)), \
	    $(LEARNER_ENV) sh tests/grader/check_sandbox.sh '$(MAKE)' $(GRADE))
check-exercises: $(if $(EX)$(STAGE),,check-class)

# Where strangers' work is graded: a sandbox there must be, or one says UNSAFE=1.
sandboxed: $(GRADE)/grader $(OBJECTS)/sight.txt
	@test '$(UNSAFE)' = 1 || $(LEARNER_ENV) $(GRADE)/grader --sandbox >/dev/null || exit 4

seed:
	@case '$(SEED)' in *[!0-9]* | '') \
	    echo "make: SEED=$(SEED): a whole number is wanted" >&2; exit 2 ;; esac

.PHONY: grade progress wanted start hint reset run solution watch record-answers \
    check-exercises seed sandboxed
