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
WANTED     = $(if $(EX),$(filter $(EX)-% $(EX),$(EXERCISES)),$(if $(STAGE),$(filter $(STAGE).%,$(EXERCISES)),$(EXERCISES)))
HAS_SOLUTION = $(patsubst $(EX_DIR)/%/solution.c,%,$(wildcard $(EX_DIR)/*/solution.c))
LEARNERS   = $(foreach e,$(WANTED),$(if $(wildcard $(WORK)/$e.c),$(RESULTS)/$e/learner))
GRADE_FLAGS = -Itests/grader
GRADER_SOURCES = $(wildcard tests/grader/grade*.c)
RUNNER     = $(GRADE)/sandbox.o $(GRADE)/runner.o $(GRADE)/headers.txt
GRADER     = $(GRADE)/grader --build $(GRADE) --results $(RESULTS) --work $(WORK)

grade: has-check $(GRADE)/grader $(LEARNERS) $(foreach e,$(WANTED),$(GRADE)/$e/answers.txt)  ## grade your exercises: EX=3.2, STAGE=3 or all
	@test -n "$(WANTED)" || { echo "make grade: no exercise $(EX)$(STAGE)" >&2; exit 2; }
	@$(GRADER) --seed $(SEED) --json $(RESULTS)/results.json \
	    --junit $(RESULTS)/results.xml --tap $(RESULTS)/results.tap $(WANTED)

$(GRADE)/grader: $(GRADER_SOURCES) tests/grader/grader.h
	@mkdir -p $(@D)
	@$(COMPILE) $(CHECK_FLAGS) $(GRADER_SOURCES) $(CHECK_LIBS) $(LIBS) -o $@

$(GRADE)/%.o: tests/grader/%.c tests/grader/exercise.h $(HEADERS) $(BUILD)/flags
	@mkdir -p $(@D)
	@$(COMPILE) $(GRADE_FLAGS) -c $< -o $@
	@$(COMPILE) $(GRADE_FLAGS) -fsanitize=address -c $< -o $(@:.o=-asan.o) \
	    2>/dev/null || rm -f $(@:.o=-asan.o)

# All that a learner's file may include: what the headers of the course and of
# the C standard consist of.
$(GRADE)/headers.txt: tests/grader/learner.h $(HEADERS) $(BUILD)/flags
	@mkdir -p $(@D)
	@{ printf '#include "exercise.h"\n'; printf '#include "%s"\n' $(notdir $(HEADERS)); \
	    printf '#include "learner.h"\n'; } > $(GRADE)/headers.c
	@$(COMPILE) $(GRADE_FLAGS) -DLEARNER='"/dev/null"' -M $(GRADE)/headers.c | \
	    tr -s ' \\' '\n\n' | grep / > $@

# A learner's file that does not compile is no error of make: no program is
# made, and the grader shows the log.
$(RESULTS)/%/learner: $(WORK)/%.c $(EX_DIR)/%/run.c $(RUNNER) $(CORE) tests/grader/compile.sh
	@COMPILE='$(COMPILE)' CORE=$(CORE) LIBS='$(LIBS)' OBJECTS=$(GRADE) ASAN=$(ASAN) \
	    tests/grader/compile.sh $< $(EX_DIR)/$* $(@D)

# The right answers and those of the known mistakes, for the seed 1. A tree for
# students has no solutions: there they are recorded already.
define answer_rules
$(GRADE)/$1/answers.txt: $(if $(filter $1,$(HAS_SOLUTION)),$(GRADE)/grader $(GRADE)/$1/solution $(patsubst $(EX_DIR)/$1/wrong/%.c,$(GRADE)/$1/wrong-%,$(wildcard $(EX_DIR)/$1/wrong/*.c)),$(EX_DIR)/$1/answers.txt)
	$(if $(filter $1,$(HAS_SOLUTION)),@$(GRADE)/grader --build $(GRADE) --record $1,@mkdir -p $$(@D) && cp $(EX_DIR)/$1/answers.txt $$@)

$(GRADE)/$1/solution: $(EX_DIR)/$1/solution.c $(EX_DIR)/$1/run.c $(RUNNER) $(CORE)
	@mkdir -p $$(@D)
	@$$(TRUSTED) -DEXERCISE='"$(EX_DIR)/$1/solution.c"' $(EX_DIR)/$1/run.c $$(TRUSTED_END)

$(GRADE)/$1/wrong-%: $(EX_DIR)/$1/wrong/%.c $(EX_DIR)/$1/run.c $(RUNNER) $(CORE)
	@mkdir -p $$(@D)
	@$$(TRUSTED) -DEXERCISE='"$$<"' $(EX_DIR)/$1/run.c $$(TRUSTED_END)
endef
TRUSTED     = $(COMPILE) -O1 -w $(GRADE_FLAGS) -I.
TRUSTED_END = $(GRADE)/sandbox.o $(GRADE)/runner.o $(CORE) $(LIBS) -o $@
$(foreach e,$(EXERCISES),$(eval $(call answer_rules,$e)))

record-answers: $(foreach e,$(EXERCISES),$(GRADE)/$e/answers.txt)  ## record right and wrong answers, for a tree without solutions

.PHONY: grade record-answers
