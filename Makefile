# make stage3 && ./stage3    build and run a stage
# make help                  all targets
#
# CFLAGS is yours (CC=clang CFLAGS=-O0 …). The flags that the digits depend on
# stand apart and come last: no fused multiply-add, no reordering of sums.
CC      ?= cc
CFLAGS  ?= -O3 -g
DIGITS   = -fno-fast-math -ffp-contract=off -fno-math-errno
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow
BUILD   ?= build
COMPILE  = $(CC) -std=c11 $(CPPFLAGS) $(CFLAGS) $(DIGITS) $(WARNINGS) -Icommon
LIBS     = $(LDFLAGS) -lm

STAGES   = $(notdir $(wildcard stages/stage[0-9]))
CORE     = $(patsubst common/%.c,$(BUILD)/common/%.o,$(wildcard common/*.c))
HEADERS  = $(wildcard common/*.h)

all: $(STAGES)  ## build all stages

stage1 stage2 stage3 stage4 stage5: stage%: $(BUILD)/stage%  ## build a stage
	@cp $< $@

$(BUILD)/stage%: stages/stage%/*.c $(CORE) $(BUILD)/flags
	$(COMPILE) $(filter %.c %.o,$^) $(LIBS) -o $@

$(BUILD)/common/%.o: common/%.c $(HEADERS) $(BUILD)/flags
	@mkdir -p $(@D)
	$(COMPILE) -c $< -o $@

# Other flags than last time: everything is built anew.
$(BUILD)/flags: .FORCE
	@mkdir -p $(@D)
	@echo '$(COMPILE) $(LIBS)' | cmp -s - $@ || echo '$(COMPILE) $(LIBS)' > $@
.FORCE:

include tests/tests.mk

clean:  ## remove everything that was built
	rm -rf build $(STAGES)

help:  ## this list
	@sed -n 's/^\([a-z][^:=]*\):.*##  *\(.*\)/\1\t\2/p' $(MAKEFILE_LIST)

.DELETE_ON_ERROR:
.PHONY: all clean help .FORCE
