# What moves in the pages: the book's own C as WebAssembly, where there is a clang
# that can make it (./setup.sh book). Without it the book has its still figures.
#
# A widget NAME is docs/live/NAME.c, the program's side of it, if the program alone is
# not enough, NAME.js, which draws and listens, and NAME.html, what stands in the page
# (docs/CONTRIBUTING.md).
WIDGETS  = $(basename $(notdir $(wildcard docs/live/*.html)))
LIVE     = $(WEAVE)/live
WASM_CC ?= clang
WASM     = $(WASM_CC) --target=wasm32-wasi -std=c11 -O2 $(DIGITS) -Wno-deprecated-declarations \
           -Icommon -Idocs/live
WRAP     = $(patsubst %,-Wl$(comma)--wrap=%,$1)
comma    = ,

# Everything but file.c: docs/live/page.c stands in for it.
LIVE_OBJECTS = $(patsubst %.c,$(LIVE)/%.o,$(filter-out common/file.c,$(SOURCES)) \
    docs/live/page.c)
LIVE_JS = $(addprefix docs/live/,wasi.js live.js draw.js)

# The widgets that can be built here, one a line; none is a line of its own.
$(LIVE)/widgets.txt: always
	@mkdir -p $(@D)
	@if echo 'int main(void) { return 0; }' | $(WASM) -xc - -o $(LIVE)/probe.wasm 2>/dev/null; \
	then printf '%s\n' $(WIDGETS); else \
	    echo "make book: nothing moves in it: clang, lld, wasi-libc or" \
	        "libclang-rt-dev-wasm32 is missing (./setup.sh book)" >&2; fi >$@.new
	@cmp -s $@.new $@ || cp $@.new $@; rm -f $@.new

$(LIVE)/%.o: %.c $(HEADERS) docs/live/live.mk docs/live/sys/wait.h
	@mkdir -p $(@D)
	@$(WASM) -c $< -o $@

WRAP_one_step = tensor_requires_grad tensor_from graph_write
WRAP_tape = graph_write
WRAP_scores = decision_map_write
WRAP_stage1 = tensor_requires_grad dataloader_new backward tape_reset run_write_history
WRAP_stage3 = adam_new optimizer_free run_record decision_map_write
WRAP_stage4 = model_file_describe memory_new free kindling_bytes_number
PARTS_stage4 = $(wildcard stages/stage4/*.c)
FILES_stage4 = tests/golden/model_files/refused_evil.pt
WRAP_stage5 = tensor_max
PARTS_stage5 = $(wildcard stages/stage5/*.c)
PARTS_tape = stages/stage3/decision_map.c
WRAP_stage6 = draw
PARTS_stage6 = $(wildcard stages/stage6/*.c)
PACKED_stage6 = data/digits.csv
WRAP_stage7 = make_name tensor_softmax model_load_state model_save_state
PARTS_stage7 = $(wildcard stages/stage7/*.c)
PACKED_stage7 = data/names.txt
PARTS_stage3 = stages/stage3/stage3.c stages/stage3/decision_map.c
SIDE_OF = $(wildcard docs/live/$1.c) $(PARTS_$1)
$(LIVE)/%.wasm: $$(call SIDE_OF,$$*) $(wildcard stages/*/stage?.*) $(LIVE_OBJECTS)
	$(call say,wasm $(@F))$(WASM) -mexec-model=reactor $(call SIDE_OF,$*) $(LIVE_OBJECTS) \
	    $(call WRAP,$(WRAP_$*)) -Wl,--export=__main_void -Wl,--strip-all -o $@

# From a file on disk a page may load no bytes but those of a script: so they stand in
# one, packed and as text.
as_text = base64 | tr -d '\n'
embed = printf 'live.files["$1"] = live.unpack("'; cat $1 | $(as_text); echo '");';
embed_packed = printf 'live.packed["$1"] = "'; gzip -9nc $1 | $(as_text); echo '";';
$(BOOK)/live-%.js: $(LIVE)/%.wasm docs/live/%.js $$(FILES_$$*) $$(PACKED_$$*)
	@{ printf 'live.code.%s = "' $*; gzip -9nc $< | $(as_text); echo '";'; \
	    $(foreach file,$(PACKED_$*),$(call embed_packed,$(file))) \
	    $(foreach file,$(FILES_$*),$(call embed,$(file))) cat docs/live/$*.js; } >$@

$(BOOK)/live.js: $(LIVE_JS) data/iris.csv
	@{ cat $(LIVE_JS); $(call embed,data/iris.csv) } >$@

# A program as it is, for outputs that are run again.
RUNS = $(filter-out stage8,$(patsubst stages/%,%,$(wildcard stages/stage[1-9])))
$(LIVE)/program_%.wasm: $$(wildcard stages/$$*/*.[ch]) $(LIVE_OBJECTS)
	$(call say,wasm $(@F))$(WASM) $(filter %.c,$^) $(LIVE_OBJECTS) \
	    -mexec-model=reactor -Wl,--export=__main_void -Wl,--strip-all -o $@

$(BOOK)/program-%.js: $(LIVE)/program_%.wasm $$(FILES_program_$$*) $$(PACKED_$$*)
	@{ printf 'live.code.program_%s = "' $*; gzip -9nc $< | $(as_text); echo '";'; \
	    $(foreach file,$(PACKED_$*),$(call embed_packed,$(file))) \
	    $(foreach file,$(FILES_program_$*),$(call embed,$(file))) } >$@
FILES_program_stage4 = tests/golden/stage4/state.pt tests/golden/model_files/refused_evil.pt

# Without "use strict" the functions in its block would be those of the page, too.
$(BOOK)/run.js: $(addprefix docs/live/,wasi.js worker.js run.js) docs/live/live.mk
	@{ echo '"use strict";'; printf 'live.worker = live.unpack("'; \
	    cat docs/live/wasi.js docs/live/worker.js | $(as_text); echo '");'; \
	    cat docs/live/run.js; } >$@

$(BOOK)/live.css: docs/live/live.css
	@cp -f $< $@

live: $(LIVE)/widgets.txt
	@! test -s $< || $(MAKE) --no-print-directory $(addprefix $(BOOK)/,live.js live.css run.js \
	    $(WIDGETS:%=live-%.js) $(RUNS:%=program-%.js))

check-live: book $(PROGRAMS)  ## check what moves in the book, in two browsers (FEW=1: less)
	@FEW='$(FEW)' sh docs/live/check-live.sh $(BUILD)

.SECONDARY: $(LIVE_OBJECTS) \
    $(WIDGETS:%=$(LIVE)/%.wasm) $(RUNS:%=$(LIVE)/program_%.wasm)
.PHONY: live check-live
