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
$(GRADE)/class-stamp: $(GRADE)/grader $(OBJECTS)/sight.txt
	@touch $@

# What names a folder or a person is read from the environment, where make puts
# what stands on its command line: it may hold blanks and quotes.
JOBS  ?= $(shell nproc 2>/dev/null || echo 2)
LIMIT ?= 300
CLASS  = $(GRADE)/class --build $(GRADE) --scratch $(BUILD)/grade-all
grade-all: class-wanted wanted has-check  ## grade a class: DIR=submissions OUT=grades.csv SEED=…
	@$(LEARNER_ENV) $(CLASS) --seed $(SEED) --dir "$$DIR" --out "$$OUT" --only "$$ONLY" \
	    --jobs '$(JOBS)' --limit '$(LIMIT)' $(WANTED)
grade-all: seed $(GRADE)/begun sandboxed $(GRADE)/class $(GRADE)/class-stamp \
    $(WANTED:%=$(GRADE)/%/$(ANSWERS))

class-report: $(GRADE)/class  ## what the class got wrong, as a page: build/class-report.html
	@$(CLASS) --report $(BUILD)/class-report.html

# Without a submission nothing is built, and nothing of the last time is touched.
class-wanted:
	@test -n "$$OUT" && test -n "$$DIR" && \
	    test -n "$(filter command% environment%,$(origin SEED))" || { \
	    echo "make grade-all: for example:" \
	        "make grade-all DIR=submissions OUT=grades.csv SEED=4711" >&2; exit 2; }
	@test -d "$$DIR" || { echo "make grade-all: there is no folder $$DIR" >&2; exit 2; }

collect: wanted $(GRADE)/collector  ## take the files from one submission: DIR=… WORK=…
	@$(GRADE)/collector "$$DIR" "$$WORK" $(WANTED)

student: seed $(if $(DIR),record-answers)  ## a tree without solutions: DIR=../students
	@sh tests/grader/student_copy.sh $(GRADE) $(SEED) "$$DIR" $(EXERCISES)

VISIBILITY ?= visible
gradescope: wanted seed visibility  ## the autograder for Gradescope: build/gradescope.zip
	@UNSAFE='$(UNSAFE)' sh tests/grader/gradescope.sh $(BUILD)/gradescope $(SEED) \
	    $(VISIBILITY) "$(foreach e,$(WANTED),$(firstword $(subst -, ,$e)))"

visibility:
	@case '$(VISIBILITY)' in visible | hidden | after_due_date | after_published) ;; *) \
	    echo "make: VISIBILITY=$(VISIBILITY):" \
	        "visible, after_due_date, after_published or hidden" >&2; exit 2 ;; esac

# The status is 0 also where points are missing: they stand in result.json.
classroom50: wanted $(NEEDED)  ## grade for Classroom 50: result.json and release-body.md
	@mkdir -p $(RESULTS)
	@status=0; $(GRADER) --results $(RESULTS) --work "$${WORK:-work}" \
	    --classroom50 "$${OUT:-.}/result.json" $(WANTED) >$(RESULTS)/report.txt || status=$$?; \
	cat $(NOTES) $(RESULTS)/report.txt; \
	sed 's/^/    /' $(NOTES) $(RESULTS)/report.txt >"$${OUT:-.}/release-body.md"; \
	test $$status -le 1

check-class: $(GRADE)/collector $(GRADE)/class $(GRADE)/class-stamp \
    $(EXERCISES:%=$(GRADE)/%/answers-1.txt)
	@sh tests/grader/check_collect.sh $(GRADE)/collector
	@sh tests/grader/check_pack.sh $(GRADE)
	@sh tests/grader/check_work.sh '$(MAKE)'
	@$(LEARNER_ENV) sh tests/grader/check_class.sh $(GRADE)

.PHONY: grade-all class-report class-wanted collect student gradescope visibility classroom50 \
    check-class
