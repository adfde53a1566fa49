# The book: build/book/index.html, woven by pandoc from the chapters that
# docs/book.txt lists, from recorded runs and from figures.
#
# Two passes over each chapter: labels.lua writes down what others can refer to,
# weave.lua makes the page. A record, a figure or a list of labels that comes out
# the same keeps its date, so only pages that change are made again.
BOOK     = $(BUILD)/book
WEAVE    = $(BUILD)/weave
CHAPTERS := $(shell sed '/^\#/d' docs/book.txt)
PAGES    = $(foreach c,$(CHAPTERS),$(BOOK)/$(basename $(notdir $c)).html)
LABELS   = $(PAGES:$(BOOK)/%.html=$(WEAVE)/labels/%.txt)
JSON     = $(PAGES:$(BOOK)/%.html=$(WEAVE)/json/%.json)
RECORDS  = $(WEAVE)/records.stamp
PALETTE  = $(WEAVE)/palette.css
include docs/live/live.mk
WEAVER   = $(wildcard docs/weaver/*.lua) docs/weaver/weave.sh docs/weaver/page.html docs/book.txt \
    docs/records.txt $(PALETTE) $(LIVE)/widgets.txt
ASSETS   = book.js search.js $(notdir $(wildcard docs/weaver/*.woff2))

book: has-pandoc $(PAGES) $(BOOK)/search-index.js  ## weave the book: build/book/index.html
book: $(ASSETS:%=$(BOOK)/%) $(BOOK)/book.css live

has-pandoc:
	@command -v pandoc >/dev/null || \
	    { echo "make book needs pandoc: ./setup.sh book installs it" >&2; exit 1; }

# The small programs that open the chapters of the core.
EXAMPLES = $(patsubst docs/%.c,$(BUILD)/%,$(wildcard docs/examples/*.c))
$(BUILD)/examples/%: docs/examples/%.c $(CORE)
	@mkdir -p $(@D)
	$(call say,cc $<)$(COMPILE) $< $(CORE) $(LIBS) -o $@

$(RECORDS): docs/records.txt docs/weaver/record.sh docs/weaver/changed.sh $(PROGRAMS) $(EXAMPLES) \
    common/program/plot.gp $(wildcard stages/*/*.gp docs/figures/*.gp docs/figures/*.dot)
	$(call say,run docs/records.txt)sh docs/weaver/record.sh $(BUILD) $(WEAVE)
	@touch $@

$(WEAVE)/records/%.txt $(WEAVE)/figures/%.svg: $(RECORDS) ;

# Which file the page % is made of: $(call chapter,%).
chapter = $(filter %/$1.c %/$1.h %/$1.md,$(CHAPTERS))
PASS    = BOOK=$(BOOK) WEAVE=$(WEAVE) sh docs/weaver/weave.sh

READER = $(addprefix docs/weaver/,labels.lua reader.lua common.lua weave.sh)
$(LABELS:.txt=.stamp): $(WEAVE)/labels/%.stamp: $$(call chapter,$$*) $(READER) | $(RECORDS)
	@$(PASS) labels $< $(@:.stamp=) && touch $@

$(LABELS) $(LABELS:.txt=.words): $(WEAVE)/labels/%: $$(basename $$@).stamp ;

$(PAGES): $(BOOK)/%.html: $$(call chapter,$$*) $(LABELS) $(WEAVER) | $(RECORDS)
	$(call say,weave $<)$(PASS) html $< $@

$(JSON): $(WEAVE)/json/%.json: $$(call chapter,$$*) $(LABELS) $(WEAVER) | $(RECORDS)
	@$(PASS) json $< $@

-include $(wildcard $(WEAVE)/labels/*.d)
$(BOOK)/functions.html $(WEAVE)/json/functions.json: $(wildcard common/*.h common/*/*.h)

$(BOOK)/search-index.js: $(LABELS:.txt=.words) docs/weaver/search.awk
	@awk -f docs/weaver/search.awk $(LABELS:.txt=.words) >$@

$(ASSETS:%=$(BOOK)/%): $(BOOK)/%: docs/weaver/%
	@mkdir -p $(@D) && cp -f $< $@

# The colours of the figures are said once, in plot.gp.
$(PALETTE): docs/weaver/palette.awk common/program/plot.gp
	@mkdir -p $(@D) && awk -f $^ >$@

$(BOOK)/book.css $(WEAVE)/epub.css: %.css: docs/weaver/$$(notdir $$*).css $(PALETTE)
	@mkdir -p $(@D) && cat $(PALETTE) $< >$@

# The same chapters in one file.
ONE = pandoc -f docs/weaver/join.lua $(JSON)

epub: $(BUILD)/kindling.epub  ## the book as an EPUB: build/kindling.epub
pdf: $(BUILD)/kindling.pdf  ## the book as a PDF, printed by Chromium

# Nothing in it says when it was made: the same sources give the same file.
$(BUILD)/kindling.epub: $(JSON) docs/weaver/join.lua docs/weaver/cover.svg $(WEAVE)/epub.css \
    | has-pandoc
	@day=$$(sed -n 's/^[^0-9]*\([0-9]*-[0-9]*-[0-9]*\).*/\1/p' docs/CHANGELOG.md | head -n 1); \
	    SOURCE_DATE_EPOCH=$$(date -u -d "$$day" +%s 2>/dev/null || \
	        date -u -j -f '%F %T' "$$day 00:00:00" +%s); export SOURCE_DATE_EPOCH; \
	    $(ONE) -t epub3 --standalone --mathml --toc --toc-depth=2 --epub-chapter-level=2 \
	    --epub-cover-image docs/weaver/cover.svg --css $(WEAVE)/epub.css -o $@

CHROMIUM ?= $(shell command -v chromium chromium-browser google-chrome | head -n 1)
$(BUILD)/kindling.pdf: $(JSON) docs/weaver/join.lua docs/weaver/print.html docs/weaver/print.sh \
    $(ASSETS:%=$(BOOK)/%) $(BOOK)/book.css | has-pandoc
	@test -n "$(CHROMIUM)" || \
	    { echo "make pdf needs Chromium: install the package chromium" >&2; exit 1; }
	@BOOK=$(BOOK) WEAVE=$(WEAVE) CHROMIUM="$(CHROMIUM)" sh docs/weaver/print.sh $@ $(JSON)

check-book: book epub pdf  ## check the book: HTML, links, accessibility, spelling, EPUB, PDF
	@sh docs/weaver/check-book.sh $(BUILD)
	@sh tests/docs/check_weaver.sh $(BUILD) $(BUILD)/check/copy

.PHONY: book epub pdf check-book has-pandoc
