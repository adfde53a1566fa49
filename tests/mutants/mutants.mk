# Do the tests see a small mistake? One operator, constant or index at a time is changed
# in the core, and the tests must fail; equivalent.txt has those that change nothing. The
# core is what computes. What only decides how fast (gemm, threads) is no part of it, nor
# what reads files.
MUTATED = $(addprefix common/,tensor.c tensor_print.c autograd.c gradcheck.c init.c nn.c \
    module.c optim.c random.c data.c metrics.c) $(wildcard common/ops_*.c)
# The tests that such a mistake is shown to, the fastest and likeliest first.
SHOWN = properties optim nn random autograd tensor data metrics ops_mistakes ops checkpoint
SHARED_FLAGS = -O1 -g0 -w -fPIC

mutants:  ## change the core in one place at a time: do the tests see it? EVERY=20 FILES=optim
	@$(MAKE) BUILD=$(BUILD)/mutants CFLAGS="$(SHARED_FLAGS)" shared
	@$(MAKE) BUILD=$(BUILD)/mutants/asan CFLAGS="$(SHARED_FLAGS) $(ASAN)" shared
	@ASAN='$(ASAN)' COMPILE='$(COMPILE) -g0 -w -fPIC' EVERY=$(EVERY) SHOWN='$(SHOWN)' \
	    sh tests/mutants/mutants.sh $(BUILD)/mutants $(foreach word,$(or $(FILES),.), \
	    $(foreach file,$(MUTATED),$(if $(or $(filter .,$(word)), \
	    $(findstring $(word),$(file))),$(file))))
ASAN = -fsanitize=address,undefined -fno-sanitize-recover=undefined
EVERY ?= 1

# The test programs take the core from a shared library, of which each mutant is one.
shared: $(BUILD)/changes $(SHOWN:%=$(BUILD)/check_%) \
    $(BUILD)/check_model_file $(BUILD)/check_model_file_faults

$(BUILD)/libcommon.so: $(CORE)
	$(call say,ld $(@F))$(COMPILE) -shared $(SOURCES:%.c=$(BUILD)/%.o) $(LIBS) -o $@

$(BUILD)/check_%: tests/common/check_%.c $(BUILD)/libcommon.so
	$(call say,cc $<)$(COMPILE) -Itests $(AT_PROGRAMS) $(CHECK_FLAGS) $< -L$(BUILD) -lcommon \
	    $(CHECK_LIBS) $(LIBS) -o $@

CHANGES = tests/mutants/changes.c tests/grader/tokens.c tests/grader/syntax.c
$(BUILD)/changes: $(CHANGES) $(CORE)
	$(call say,cc $<)$(CC) -std=c11 -I. $(CHANGES) -o $@

.PHONY: mutants shared
