# make stage3 && ./stage3    build and run a stage
# make BLAS=openblas         large products by OpenBLAS: other last digits there
# make help                  all targets
# make V=1                   shows the whole commands
# make BUILD=/some/folder    builds there (the programs: bin/), writes nothing here
#
# CFLAGS is yours (make CC=clang CFLAGS=-O0). The flags that the digits depend
# on stand apart and come last: no fused multiply-add, no reordering of sums.
CC      ?= cc
CFLAGS  ?= -O3 -g
DIGITS   = -fno-fast-math -ffp-contract=off -fno-math-errno -fno-trapping-math
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow
BUILD   ?= build
COMPILE  = $(CC) -std=c11 $(CPPFLAGS) $(CFLAGS) $(DIGITS) $(WARNINGS) -Icommon \
           $(if $(BLAS),-DBLAS $(shell pkg-config --cflags $(BLAS)))
LIBS     = $(LDFLAGS) $(if $(BLAS),$(shell pkg-config --libs $(BLAS))) -lm
CORE     = $(BUILD)/common.a
SOURCES  = $(wildcard common/*.c common/*/*.c)
HEADERS  = $(wildcard common/*.h common/*/*.h)
STAGES   = $(filter-out stage8,$(notdir $(basename $(wildcard stages/stage?/stage?.c))))

PROGRAMS = $(STAGES:%=$(BUILD)/bin/%)

# The terminal that somebody likes to see gnuplot in is none that a figure needs.
unexport GNUTERM

$(if $(word 2,$(BUILD)),$(error BUILD=$(BUILD): make knows no folders with blanks))

# A recipe that begins with $(call say,cc x) prints this line in the place of the
# command: not with V=1, and not with make -s.
QUIET   = $(findstring s,$(firstword -$(MAKEFLAGS)))
say     = $(if $(filter 1,$(V)),,@$(if $(strip $(QUIET)),,echo '$1';))

all: $(STAGES)  ## build all stages

# Where one builds here, a program is put beside the data that it reads; elsewhere
# the data are put beside the program.
$(STAGES): stage%: $(BUILD)/bin/stage%
	@test $(BUILD) != build || cmp -s $< $@ || cp $< $@

# A stage is all the C files of its folder; stage 2 takes the points of stage 1.
.SECONDEXPANSION:
$(PROGRAMS): $(BUILD)/bin/stage%: $$(wildcard stages/stage$$*/*.c) $(wildcard stages/*/*.h) $(CORE)
	@mkdir -p $(@D) && ln -sfn '$(CURDIR)/data' '$(CURDIR)/stages' $(@D)
	$(call say,cc $(@F))$(COMPILE) $(filter-out %.h,$^) $(LIBS) -o $@

$(CORE): $(SOURCES:%.c=$(BUILD)/%.o)
	$(call say,ar $(@F))rm -f $@ && $(AR) rcs $@ $^

$(BUILD)/common/%.o: common/%.c $(HEADERS) $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,cc $<)$(COMPILE) -c $< -o $@

# With other flags than last time everything is built anew.
$(BUILD)/flags: always
	@mkdir -p $(@D)
	@echo '$(COMPILE) $(LIBS)' | cmp -s - $@ || echo '$(COMPILE) $(LIBS)' > $@
always:

# The programs write build/stageN/ in the folder where they are started.
HERE = $(if $(filter build,$(BUILD)),.,$(BUILD))
figures: $(STAGES:%=$(BUILD)/%-figures)  ## draw the figures of all stages

$(BUILD)/%-figures: $(BUILD)/bin/% always
	@cd $(HERE) && '$(abspath $<)' --png --quiet

deps:  ## install what is missing: compiler, gnuplot, Check
	@sh setup.sh

include common/library/library.mk
include stages/stage8/stage8.mk
include tests/fuzz/fuzz.mk
include tests/coverage/coverage.mk
include tests/tests.mk
include tests/mutants/mutants.mk
include docs/weaver/book.mk
include tests/grader/grade.mk
include tests/grader/class.mk
include docs/site/site.mk

clean:  ## remove everything that was built
	@test ! -e $(BUILD)/Makefile || \
	    { echo "BUILD=$(BUILD) is no folder of its own" >&2; exit 2; }
	rm -rf $(BUILD) $(if $(filter build,$(BUILD)),$(STAGES) stage8)

help:  ## this list
	@printf '  %-22s %s\n' 'stage1 to stage8' 'build a stage; run it: ./stage3'
	@sed -n 's/^\([a-z][^:=]*\):.*##  *\(.*\)/\1	\2/p' $(MAKEFILE_LIST) | \
	    awk -F '\t' '{ printf "  %-22s %s\n", $$1, $$2 }'

.DELETE_ON_ERROR:
.PHONY: all $(STAGES) figures deps clean help always
