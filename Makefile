# make stage3 && ./stage3    build and run a stage
# make help                  all targets
#
# CFLAGS is yours (make CC=clang CFLAGS=-O0). The flags that the digits depend
# on stand apart and come last: no fused multiply-add, no reordering of sums.
CC      ?= cc
CFLAGS  ?= -O3 -g
DIGITS   = -fno-fast-math -ffp-contract=off -fno-math-errno -fno-trapping-math
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow
BUILD   ?= build
COMPILE  = $(CC) -std=c11 $(CPPFLAGS) $(CFLAGS) $(DIGITS) $(WARNINGS) -Icommon
LIBS     = $(LDFLAGS) -lm
CORE     = $(BUILD)/common.a
SOURCES  = $(wildcard common/*.c common/*/*.c)
HEADERS  = $(wildcard common/*.h common/*/*.h)
STAGES   = $(notdir $(basename $(wildcard stages/stage?/stage?.c)))

all: $(STAGES)  ## build all stages

$(STAGES): stage%: $(BUILD)/bin/stage%
	@cmp -s $< $@ || cp $< $@; touch $@

# A stage is all the C files of its folder; stage 2 takes the points of stage 1.
.SECONDEXPANSION:
$(BUILD)/bin/stage%: $$(wildcard stages/stage$$*/*.c) $(wildcard stages/*/*.h) $(CORE)
	@mkdir -p $(@D)
	$(COMPILE) $(filter-out %.h,$^) $(LIBS) -o $@

$(CORE): $(SOURCES:%.c=$(BUILD)/%.o)
	rm -f $@ && $(AR) rcs $@ $^

$(BUILD)/common/%.o: common/%.c $(HEADERS) $(BUILD)/flags
	@mkdir -p $(@D)
	$(COMPILE) -c $< -o $@

# With other flags than last time everything is built anew.
$(BUILD)/flags: always
	@mkdir -p $(@D)
	@echo '$(COMPILE) $(LIBS)' | cmp -s - $@ || echo '$(COMPILE) $(LIBS)' > $@
always:

figures: $(STAGES:%=$(BUILD)/%-figures)  ## draw the figures of all stages

$(BUILD)/%-figures: % always
	./$< --png --quiet

deps:  ## install what is missing: compiler, gnuplot, Check
	./setup.sh

include common/library/library.mk
include tests/tests.mk
include docs/weaver/book.mk
include $(wildcard tests/grader/*.mk)

clean:  ## remove everything that was built
	rm -rf build $(STAGES)

help:  ## this list
	@printf '  %-22s %s\n' 'stage1 to stage5' 'build a stage; run it: ./stage3'
	@sed -n 's/^\([a-z][^:=]*\):.*##  *\(.*\)/\1	\2/p' $(MAKEFILE_LIST) | \
	    awk -F '\t' '{ printf "  %-22s %s\n", $$1, $$2 }'

.DELETE_ON_ERROR:
.PHONY: all $(STAGES) figures deps clean help always
