# What the tests, the calls that fail and stage 8 have run of common/ and stages/, counted
# with gcc. Every loop is there once, not once for each kind of processor.
COUNTED = BUILD=$(BUILD)/coverage CC=gcc CFLAGS="-O1 -fno-inline --coverage \
    -fprofile-update=atomic" CPPFLAGS="-DKERNELS_PLAIN -Dalways_inline=unused" \
    LDFLAGS="$(abspath $(BUILD))/coverage/dump.o -Wl,--wrap=_exit"
coverage: $(BUILD)/coverage/dump.o  ## which lines and branches do the tests run? (gcovr)
	@find $(BUILD)/coverage -name '*.gcda' -exec rm {} +
	@CK_TIMEOUT_MULTIPLIER=5 $(MAKE) -s $(COUNTED) test
	@$(MAKE) -s $(COUNTED) check-mpi faults
	@sh tests/coverage/report.sh $(BUILD)/coverage

$(BUILD)/coverage/dump.o: tests/coverage/dump.c
	@mkdir -p $(@D)
	$(call say,cc $<)gcc -std=c11 -O1 $(WARNINGS) -c $< -o $@

.PHONY: coverage
