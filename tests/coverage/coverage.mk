# What the tests, the calls that fail and stage 8 have run of common/ and stages/, counted
# with gcc. Of the loops of gemm.c, which are made anew for each width and processor, those
# count that check_gemm runs, each once.
COUNTED = BUILD=$(BUILD)/coverage CC=gcc CFLAGS="-O1 -fno-inline --coverage \
    -fprofile-update=atomic" CPPFLAGS=-DKERNELS_PLAIN \
    LDFLAGS="$(abspath $(BUILD))/coverage/dump.o -Wl,--wrap=_exit"
coverage: $(BUILD)/coverage/dump.o  ## which lines and branches do the tests run? (gcovr)
	@find $(BUILD)/coverage -name '*.gcda' -exec rm {} +
	@umask 0 && CK_TIMEOUT_MULTIPLIER=20 $(MAKE) -s $(COUNTED) test  # another user counts too
	@$(MAKE) -s $(COUNTED) check-mpi check-death faults KILLS=2
	@find $(BUILD)/coverage/common -name 'gemm.gc*' -exec rm {} +
	@sh tests/coverage/report.sh $(BUILD)/coverage $(LINES_RUN) $(BRANCHES_RUN)
LINES_RUN    = 99
BRANCHES_RUN = 91
ONCE = $(if $(findstring --coverage,$(CFLAGS)),-Dalways_inline=unused)
LINK_check_gemm = $(ONCE)
LINK_check_gemm_avx2 = $(ONCE)
LINK_check_gemm_plain = $(ONCE)

$(BUILD)/coverage/dump.o: tests/coverage/dump.c
	@mkdir -p $(@D)
	$(call say,cc $<)gcc -std=c11 -O1 $(WARNINGS) -c $< -o $@

.PHONY: coverage
