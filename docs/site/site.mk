# The site: the book with an editor and a grader on each exercise's page, as files for
# any web host. node and npm are needed for this alone; what npm brings, the versions of
# package-lock.json, stays in SITE_TOOLS.
SITE       = $(BUILD)/site
SITE_TOOLS = $(BUILD)/site-tools
SITE_JS    = $(wildcard docs/site/*.mjs) docs/live/wasi.js
SITE_WORK  = $(BUILD)/site-work
# The worker and the player are files of their own, and so is what stands on a page.
SITE_PARTS = exercise player progress site worker

site: book $(SITE)/kit/kit.json $(SITE)/clang/list.json $(SITE)/exercises/made \
    $(SITE_TOOLS)/bundles  ## the book with exercises to be done in the page: build/site
	@cp $(SITE_PARTS:%=$(SITE_TOOLS)/%.js) $(SITE)
	@node docs/site/pages.mjs $(BOOK) $(SITE)

has-node:
	@command -v npm >/dev/null && command -v node >/dev/null || \
	    { echo "make site needs node and npm: ./setup.sh site installs them" >&2; exit 1; }

$(SITE_TOOLS)/installed: docs/site/package.json docs/site/package-lock.json | has-node
	@mkdir -p $(@D) && cp docs/site/package.json docs/site/package-lock.json $(@D)
	@npm ci --prefix $(@D) --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@

$(SITE_TOOLS)/bundles: $(SITE_TOOLS)/installed $(SITE_JS)
	@NODE_PATH=$(SITE_TOOLS)/node_modules $(SITE_TOOLS)/node_modules/.bin/esbuild \
	    $(SITE_PARTS:%=docs/site/%.mjs) --bundle --minify --format=esm --target=es2022 \
	    --outdir=$(SITE_TOOLS) --log-level=warning
	@touch $@

# The same compiler makes these parts and is in the page, so they fit.
$(SITE)/kit/kit.json: $(SITE_TOOLS)/installed $(SOURCES) $(HEADERS) docs/live/page.c \
    $(wildcard docs/site/*.[ch] tests/grader/*.[ch]) docs/site/kit.mjs docs/site/toolchain.mjs
	$(call say,wasm $(@D))node docs/site/kit.mjs $(SITE_TOOLS) $(@D)

$(SITE)/clang/list.json: $(SITE_TOOLS)/installed docs/site/trim.mjs
	@node docs/site/trim.mjs $(SITE_TOOLS) $(@D)

# As make start gives them.
$(SITE)/exercises/made: $(EXERCISES:%=$(GRADE)/%/$(ANSWERS)) $(GRADE)/grader \
    $(wildcard stages/*/exercises/*.c $(EX_DIR)/*/*) docs/site/exercises.mjs docs/site/text.lua \
    tests/grader/work.sh | has-node has-pandoc
	@rm -rf $(SITE_WORK) $(@D)
	@$(foreach e,$(EXERCISES),WORK=$(SITE_WORK) sh tests/grader/work.sh start \
	    '$(firstword $(subst -, ,$e))' $e >/dev/null &&) :
	@node docs/site/exercises.mjs $(BUILD) $(SEED) $(SITE_WORK) $(@D) $(EXERCISES)
	@touch $@

serve:  ## the site on this machine, for a browser here: PORT=8000
	@sh docs/site/serve.sh $(SITE) '$(PORT)'

# The known mistakes are graded under node, which runs the same code; with ALL=1 all of
# them, else a sample.
check-site: site has-check $(OBJECTS)/sight.txt $(GRADE)/grader  ## check the site (ALL=1: more)
	@ALL='$(ALL)' $(LEARNER_ENV) sh docs/site/check-site.sh $(BUILD) $(SITE_TOOLS)

.PHONY: site has-node serve check-site
