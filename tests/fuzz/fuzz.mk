# Random bytes for whatever reads what somebody else has made, with AddressSanitizer and
# UndefinedBehaviorSanitizer. What they have found, and what reaches far, is kept in
# tests/fuzz/corpus/, and make test reads all of it.
FUZZED   = csv model_file command_line answers
REPLAYED = $(FUZZED:%=$(BUILD)/tests/fuzz/replay_%)
WITH_command_line = -Wl,--wrap=exit,--wrap=output_expect
WITH_answers = tests/grader/grade_answers.c tests/grader/grade_text.c

$(REPLAYED): $(BUILD)/tests/fuzz/replay_%: tests/fuzz/fuzz_%.c tests/fuzz/replay.c $(CORE)
	@mkdir -p $(@D)
	$(call say,cc $<)$(COMPILE) -Itests tests/fuzz/replay.c $< $(WITH_$*) $(CORE) $(LIBS) -o $@

fuzz:  ## throw random bytes at what reads, FUZZ_SECONDS (300) each, of FUZZED="csv answers"
	@$(MAKE) BUILD=$(BUILD)/fuzz CC=clang CFLAGS="-O1 -g -fno-omit-frame-pointer \
	    -fsanitize=fuzzer-no-link,address,undefined \
	    -fno-sanitize-recover=undefined" $(FUZZED:%=fuzz-%)
FUZZ_SECONDS ?= 300

# It begins with the corpus and with what the tests read, and goes on where it ended.
SEEDS_csv = data/iris.csv tests/golden/*.csv
SEEDS_model_file = tests/golden/model_files/*.pt tests/golden/stage4/*.pt
MOST_model_file = 16384
$(FUZZED:%=fuzz-%): fuzz-%: $(BUILD)/fuzz_%
	@mkdir -p $(BUILD)/$*
	cp -f tests/fuzz/corpus/$*/* $(SEEDS_$*) $(BUILD)/$*
	$< -max_total_time=$(FUZZ_SECONDS) -timeout=10 -verbosity=0 -print_final_stats=1 \
	    -artifact_prefix=$(BUILD)/ -max_len=$(or $(MOST_$*),4096) $(BUILD)/$*

$(BUILD)/fuzz_%: tests/fuzz/fuzz_%.c $(CORE)
	$(call say,cc $<)$(COMPILE) -Itests -fsanitize=fuzzer $< $(WITH_$*) $(CORE) $(LIBS) -o $@

.PHONY: fuzz $(FUZZED:%=fuzz-%)
