# For instructors: docs/instructor.md.
#
# The class tool and the collector share the grader's parts, but for its main.
PARTS_OF = $(patsubst tests/grader/%.c,$(GRADE)/%.o,$(wildcard tests/grader/$1*.c))
CLASS_PARTS   = $(call PARTS_OF,class)
COLLECT_PARTS = $(filter-out %_main.o,$(call PARTS_OF,collect)) \
    $(filter-out %/grade.o,$(GRADER_OBJECTS)) $(CORE)

$(GRADE)/class: $(CLASS_PARTS) $(COLLECT_PARTS)
	@$(COMPILE) $^ $(CHECK_LIBS) $(LIBS) -o $@
$(GRADE)/collector: $(GRADE)/collect_main.o $(COLLECT_PARTS)
	@$(COMPILE) $^ $(CHECK_LIBS) $(LIBS) -o $@
$(CLASS_PARTS) $(call PARTS_OF,collect): $(wildcard tests/grader/*.h)

# Answers on record that are older than this are made anew.
$(GRADE)/class-stamp: $(GRADE)/grader $(RUNNER) tests/grader/compile.sh
	@touch $@

JOBS  ?= $(shell nproc 2>/dev/null || echo 2)
LIMIT ?= 300
CLASS  = $(GRADE)/class --build $(GRADE) --scratch $(BUILD)/grade-all
grade-all: class-wanted has-check seed $(GRADE)/class $(GRADE)/class-stamp record-answers  ## grade a class: DIR=submissions OUT=grades.csv SEED=…
	@$(LEARNER_ENV) $(CLASS) --seed $(SEED) --dir '$(DIR)' --out '$(OUT)' --jobs '$(JOBS)' \
	    --limit '$(LIMIT)' --only '$(ONLY)' $(EXERCISES)

class-report: $(GRADE)/class  ## what the class got wrong, as a page: build/class-report.html
	@$(CLASS) --report $(BUILD)/class-report.html

class-wanted:
	@test -n '$(OUT)' && test -d '$(DIR)' && test -n "$(filter command% environment%,$(origin SEED))" || { \
	    echo "make grade-all: for example: make grade-all DIR=submissions OUT=grades.csv SEED=a-number-of-yours" >&2; exit 2; }
	@: >> '$(OUT)'

.PHONY: grade-all class-report class-wanted
