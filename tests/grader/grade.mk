# Grading: make grade, make grade EX=3.2, make grade STAGE=3.
#
# What comes from the learner's files goes to RESULTS, the rest (the runner, the
# grader, solutions and wrong solutions) to $(BUILD)/grade, so that somebody
# else's work can be graded without touching one's own:
#     make grade WORK=submission/work RESULTS=build/submission SEED=123
WORK    ?= work
RESULTS ?= $(BUILD)/grade
SEED    ?= 1
ASAN    ?= yes

GRADE      = $(BUILD)/grade
EX_DIR     = tests/exercises
# Every exercise is a folder whose name begins with its number.
EXERCISES  = $(sort $(notdir $(patsubst %/run.c,%,$(wildcard $(EX_DIR)/[1-9].*/run.c))))
WANTED     = $(if $(EX),$(foreach x,$(EX),$(filter $x-% $x,$(EXERCISES))),$(if $(STAGE),$(filter $(STAGE).%,$(EXERCISES)),$(EXERCISES)))
HAS_SOLUTION = $(patsubst $(EX_DIR)/%/solution.c,%,$(wildcard $(EX_DIR)/*/solution.c))
STARTED    = $(foreach e,$(WANTED),$(if $(wildcard $(WORK)/$e.c),$e))
GRADE_FLAGS = -Itests/grader
GRADER_SOURCES = $(wildcard tests/grader/grade*.c)
RUNNER     = $(GRADE)/sandbox.o $(GRADE)/runner.o $(GRADE)/core.a $(GRADE)/headers.txt
GRADER     = $(GRADE)/grader --build $(GRADE) --seed $(SEED)
ANSWERS    = answers-$(SEED).txt
# Of an exercise that is not begun only its points are needed: the solution
# knows them, and in a tree without solutions the recorded answers.
NEEDED     = has-check seed $(GRADE)/grader $(STARTED:%=$(RESULTS)/%/learner) $(STARTED:%=$(GRADE)/%/$(ANSWERS)) \
    $(foreach e,$(filter-out $(STARTED),$(WANTED)),$(GRADE)/$e/$(if $(filter $e,$(HAS_SOLUTION)),solution,$(ANSWERS)))

grade: wanted $(NEEDED)  ## grade your exercises: EX=3.2, STAGE=3 or all
	@mkdir -p $(RESULTS)
	@$(GRADER) --results $(RESULTS) --work $(WORK) --json $(RESULTS)/results.json \
	    --junit $(RESULTS)/results.xml --tap $(RESULTS)/results.tap \
	    --points $(RESULTS)/points.txt $(WANTED)

progress: $(NEEDED)  ## what is done, and what comes next
	@$(GRADER) --results $(RESULTS) --work $(WORK) --progress $(WANTED) || true

wanted:
	@test -n "$(WANTED)" || { echo "make: there is no exercise $(EX)$(STAGE); there are:" $(foreach e,$(EXERCISES),$(firstword $(subst -, ,$e))) >&2; exit 2; }

start hint reset run solution watch: wanted
	@MAKE='$(MAKE)' FORCE='$(FORCE)' WORK='$(WORK)' RESULTS='$(RESULTS)' tests/grader/work.sh $@ '$(EX)' $(WANTED)
run: $(STARTED:%=$(RESULTS)/%/learner)
start: ## put an exercise into work/: EX=1.1
hint: ## one hint more each time: EX=1.1
reset: ## begin an exercise anew, with a backup of yours: EX=1.1
run: ## run an exercise and see what your code prints: EX=1.1
solution: ## the solution, once yours is right (or FORCE=1): EX=1.1
watch: ## grade an exercise whenever you save it: EX=1.1

$(GRADE)/grader: $(GRADER_SOURCES) tests/grader/grader.h $(CORE)
	@mkdir -p $(@D)
	@$(COMPILE) $(CHECK_FLAGS) $(GRADER_SOURCES) $(CORE) $(CHECK_LIBS) $(LIBS) -o $@

$(GRADE)/%.o: tests/grader/%.c tests/grader/exercise.h $(HEADERS) $(BUILD)/flags
	@mkdir -p $(@D)
	@$(COMPILE) $(GRADE_FLAGS) -c $< -o $@

# The library once more with AddressSanitizer, where the compiler has it: so it
# sees what goes wrong inside the library by a mistake of the learner.
CORE_ASAN = $(SOURCES:common/%.c=$(GRADE)/asan/%.o)
$(GRADE)/core.a: $(CORE) $(if $(filter no,$(ASAN)),,$(CORE_ASAN) $(GRADE)/asan/sandbox.o $(GRADE)/asan/runner.o)
	@echo "The grader is being built, once." >&2
	@cp $(CORE) $@
	@rm -f $(@D)/*-asan.*
	@if test -s $(GRADE)/asan/sandbox.o; then $(AR) rcs $(@D)/core-asan.a $(CORE_ASAN); \
	    cp $(GRADE)/asan/sandbox.o $(@D)/sandbox-asan.o; \
	    cp $(GRADE)/asan/runner.o $(@D)/runner-asan.o; fi

$(GRADE)/asan/%.o: common/%.c $(HEADERS) $(BUILD)/flags
	@mkdir -p $(@D)
	@$(AS_ASAN)
$(GRADE)/asan/%.o: tests/grader/%.c tests/grader/exercise.h $(HEADERS) $(BUILD)/flags
	@mkdir -p $(@D)
	@$(AS_ASAN)
AS_ASAN = $(COMPILE) $(GRADE_FLAGS) -O1 -fsanitize=address -fno-omit-frame-pointer -c $< -o $@ 2>/dev/null || : > $@

# All that a learner's file may include: what the headers of the course and of
# the C standard consist of.
$(GRADE)/headers.txt: tests/grader/learner.h $(HEADERS) $(BUILD)/flags
	@mkdir -p $(@D)
	@{ printf '#include "exercise.h"\n'; printf '#include "%s"\n' $(HEADERS:common/%=%); \
	    printf '#include "learner.h"\n'; } > $(GRADE)/headers.c
	@$(COMPILE) $(GRADE_FLAGS) -DLEARNER='"/dev/null"' -M $(GRADE)/headers.c | \
	    tr -s ' \\' '\n\n' | grep / > $@

# A learner's file that does not compile is no error of make: no program is
# made, and the grader shows the log.
AS_LEARNER = @COMPILE='$(COMPILE)' LIBS='$(LIBS)' OBJECTS=$(GRADE) ASAN=$(ASAN) \
    tests/grader/compile.sh $<
$(RESULTS)/%/learner: $(WORK)/%.c $(EX_DIR)/%/run.c $(RUNNER) $(CORE) tests/grader/compile.sh
	$(AS_LEARNER) $(EX_DIR)/$* $(@D)

# The right answers and those of the known mistakes. A tree for students has no
# solutions: there they are recorded already, for the seed 1.
define answer_rules
ifneq ($(filter $1,$(HAS_SOLUTION)),)
$(GRADE)/$1/$(ANSWERS): $(GRADE)/grader $(GRADE)/$1/solution $(GRADE)/$1/mistakes.txt
	@$$(GRADER) --record $1
else
$(GRADE)/$1/$(ANSWERS): $(EX_DIR)/$1/answers.txt
	@test $(SEED) = 1 || { echo "make: in a tree without solutions the seed is 1" >&2; exit 2; }
	@mkdir -p $$(@D) && cp $$< $$@
endif

$(GRADE)/$1/solution: $(EX_DIR)/$1/solution.c $(EX_DIR)/$1/run.c $(RUNNER) $(CORE)
	@mkdir -p $$(@D)
	@$$(TRUSTED) -DEXERCISE='"$(EX_DIR)/$1/solution.c"' $(EX_DIR)/$1/run.c $$(TRUSTED_END)

$(GRADE)/$1/as-stub/learner: $(wildcard stages/*/exercises/$1.c) $(EX_DIR)/$1/run.c $(RUNNER) $(CORE) tests/grader/compile.sh
	$$(AS_LEARNER) $(EX_DIR)/$1 $$(@D)

$(GRADE)/$1/as-solution/learner: $(EX_DIR)/$1/solution.c $(EX_DIR)/$1/run.c $(RUNNER) $(CORE) tests/grader/compile.sh
	$$(AS_LEARNER) $(EX_DIR)/$1 $$(@D)
endef
TRUSTED     = $(COMPILE) -O1 -w $(GRADE_FLAGS) -I.
TRUSTED_OBJECTS = $(GRADE)/sandbox.o $(GRADE)/runner.o $(CORE)
TRUSTED_END = $(TRUSTED_OBJECTS) $(LIBS) -o $@
$(foreach e,$(EXERCISES),$(eval $(call answer_rules,$e)))

# The solution with each of the known mistakes.
MISTAKES = tests/grader/mistakes.sh tests/grader/mistakes.awk
$(GRADE)/%/mistakes.txt: $(EX_DIR)/%/mistakes $(EX_DIR)/%/solution.c $(EX_DIR)/%/run.c \
    $(MISTAKES) $(RUNNER) $(CORE)
	@COMPILE='$(TRUSTED)' LIBS='$(LIBS)' OBJECTS='$(TRUSTED_OBJECTS)' \
	    tests/grader/mistakes.sh $(EX_DIR)/$* $(@D)

record-answers: seed $(EXERCISES:%=$(GRADE)/%/$(ANSWERS))

# What tries to cheat is written for this exercise.
TRICKED = 1.1-mse-gradient
TRICKS = $(patsubst tests/grader/tricks/%.c,%,$(wildcard tests/grader/tricks/*.c))
$(GRADE)/tricks/%/learner: tests/grader/tricks/%.c $(EX_DIR)/$(TRICKED)/run.c $(RUNNER) $(CORE) tests/grader/compile.sh
	$(AS_LEARNER) $(EX_DIR)/$(TRICKED) $(@D)

check-exercises: wanted has-check  ## are the exercises right, is every mistake named?
check-exercises: $(foreach e,$(WANTED),$(GRADE)/$e/$(ANSWERS) $(GRADE)/$e/as-stub/learner $(GRADE)/$e/as-solution/learner) \
    $(if $(filter $(TRICKED),$(WANTED)),$(TRICKS:%=$(GRADE)/tricks/%/learner))
	@tests/grader/check_mistakes.sh $(GRADE)/check-mistakes
	@$(GRADER) --check $(WANTED)

# For instructors: docs/instructor.md.
student: $(if $(DIR),record-answers)  ## a tree without solutions: DIR=../students
	@tests/grader/student.sh $(GRADE) '$(DIR)' $(EXERCISES)

gradescope: seed  ## the autograder for Gradescope: build/gradescope.zip
	@tests/grader/gradescope.sh $(BUILD)/gradescope $(SEED)

grade-all: class has-check $(GRADE)/grader $(RUNNER) record-answers  ## grade a class: DIR=submissions OUT=grades.csv SEED=…
	@MAKE='$(MAKE)' SEED=$(SEED) JOBS=$(JOBS) tests/grader/grade_all.sh '$(DIR)' '$(OUT)' $(BUILD)/grade-all $(EXERCISES)
JOBS ?= 2

class:
	@test -n '$(OUT)' && test -d '$(DIR)' && test -n "$(filter command% environment%,$(origin SEED))" || { \
	    echo "make grade-all: for example: make grade-all DIR=submissions OUT=grades.csv SEED=a-number-of-yours" >&2; exit 2; }
	@: >> '$(OUT)'

seed:
	@case '$(SEED)' in *[!0-9]* | '') echo "make: SEED=$(SEED): a whole number is wanted" >&2; exit 2 ;; esac

.PHONY: grade progress wanted start hint reset run solution watch record-answers \
    check-exercises student gradescope grade-all class seed
