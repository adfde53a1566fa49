# The tests: one program for each core file, tests/common/check_<module>.c, and
# the stage programs against recorded output, tests/stages/check_stages.c.
CHECK_FLAGS = $(shell pkg-config --cflags check)
CHECK_LIBS  = $(shell pkg-config --libs check)
TESTS = $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard tests/*/check_*.c))

test: $(TESTS) $(STAGES)  ## run all tests
	@failed=0; for t in $(TESTS); do ./$$t || failed=1; done; exit $$failed

$(BUILD)/tests/%: tests/%.c $(CORE) $(BUILD)/flags
	@mkdir -p $(@D)
	$(COMPILE) -Itests $(CHECK_FLAGS) $< $(CORE) $(CHECK_LIBS) $(LIBS) -o $@

.PHONY: test
