# The book: build/book/index.html, woven by pandoc from the chapters that
# docs/book.txt lists, from recorded runs and from figures.
#
# Two passes over each chapter: labels.lua writes down what others can refer to,
# weave.lua makes the page. A record, a figure or a list of labels that comes out
# the same keeps its date, so only pages that change are made again.
BOOK     = build/book
WEAVE    = build/weave
CHAPTERS = $(shell sed '/^\#/d' docs/book.txt)
PAGES    = $(foreach c,$(CHAPTERS),$(BOOK)/$(basename $(notdir $c)).html)
LABELS   = $(PAGES:$(BOOK)/%.html=$(WEAVE)/labels/%.txt)
WEAVER   = $(wildcard docs/weaver/*.lua) docs/weaver/page.html docs/book.txt docs/weaver/book.mk
PANDOC   = BOOK=$(BOOK) WEAVE=$(WEAVE) pandoc -f docs/weaver/reader.lua --fail-if-warnings
# Links on numbered lines of code are no stops for the keyboard, and the empty
# corner of a table is no heading.
MEND = s|<a href="\(.cb[0-9-]*\)"></a>|<a href="\1" aria-hidden="true" tabindex="-1"></a>|; \
	s|<th[^>]*></th>|<td></td>|
ASSETS   = book.css book.js latinmodern-math.woff2
book: has-pandoc $(PAGES) $(BOOK)/search-index.js $(ASSETS:%=$(BOOK)/%)  ## weave the book: build/book/index.html

has-pandoc:
	@command -v pandoc >/dev/null || \
	    { echo "make book needs pandoc: ./setup.sh book installs it" >&2; exit 1; }

# The small programs that open the chapters of the core.
EXAMPLES = $(patsubst docs/%.c,$(BUILD)/%,$(wildcard docs/examples/*.c))
$(BUILD)/examples/%: docs/examples/%.c $(CORE)
	@mkdir -p $(@D)
	$(COMPILE) $< $(CORE) $(LIBS) -o $@

$(WEAVE)/records.stamp: docs/records.txt docs/weaver/record.sh $(STAGES:%=$(BUILD)/bin/%) $(EXAMPLES) \
    common/program/plot.gp $(wildcard stages/*/*.gp docs/figures/*.gp docs/figures/*.dot) | $(STAGES)
	@mkdir -p $(@D)
	docs/weaver/record.sh $(WEAVE)
	@touch $@

$(WEAVE)/records/%.txt $(WEAVE)/figures/%.svg: $(WEAVE)/records.stamp ;

define chapter_rules
$(WEAVE)/labels/$1.stamp: $2 docs/weaver/labels.lua docs/weaver/reader.lua docs/weaver/common.lua | $(WEAVE)/records.stamp
	@mkdir -p $$(@D)
	@LABELS=$(WEAVE)/labels/$1.new $$(PANDOC) -L docs/weaver/labels.lua -t plain -o /dev/null $2
	@grep -v '^text' $(WEAVE)/labels/$1.new >$(WEAVE)/labels/$1.few
	@cmp -s $(WEAVE)/labels/$1.few $(WEAVE)/labels/$1.txt || \
	    cp $(WEAVE)/labels/$1.few $(WEAVE)/labels/$1.txt
	@mv $(WEAVE)/labels/$1.new $(WEAVE)/labels/$1.words
	@rm $(WEAVE)/labels/$1.few; touch $$@

$(WEAVE)/labels/$1.txt $(WEAVE)/labels/$1.words: $(WEAVE)/labels/$1.stamp ;

$(BOOK)/$1.html: $2 $(LABELS) $(WEAVER) | $(WEAVE)/records.stamp
	@mkdir -p $$(@D); echo "weave $2"
	@$$(PANDOC) -L docs/weaver/weave.lua -t html5 --template docs/weaver/page.html $2 -o $$@.new
	@sed '$(MEND)' $$@.new >$$@; rm $$@.new

$(WEAVE)/json/$1.json: $2 $(LABELS) $(WEAVER) | $(WEAVE)/records.stamp
	@mkdir -p $$(@D)
	@$$(PANDOC) -L docs/weaver/weave.lua -t json $2 -o $$@
endef
$(foreach c,$(CHAPTERS),$(eval $(call chapter_rules,$(basename $(notdir $c)),$c)))

-include $(wildcard $(WEAVE)/labels/*.d)
$(BOOK)/functions.html $(WEAVE)/json/functions.json: $(wildcard common/*.h common/*/*.h)

$(BOOK)/search-index.js: $(LABELS:.txt=.words) docs/weaver/search.awk
	@awk -f docs/weaver/search.awk $(LABELS:.txt=.words) >$@

$(ASSETS:%=$(BOOK)/%): $(BOOK)/%: docs/weaver/%
	@mkdir -p $(@D); cp $< $@

# The same chapters in one file.
JSON = $(PAGES:$(BOOK)/%.html=$(WEAVE)/json/%.json)
ONE  = pandoc -f docs/weaver/join.lua $(JSON)

epub: $(BUILD)/kindling.epub  ## the book as an EPUB: build/kindling.epub
pdf: $(BUILD)/kindling.pdf  ## the book as a PDF, printed by Chromium

$(BUILD)/kindling.epub: $(JSON) docs/weaver/join.lua docs/weaver/epub.css | has-pandoc
	@$(ONE) -t epub3 --standalone --mathml --toc --toc-depth=2 --epub-chapter-level=2 \
	    --css docs/weaver/epub.css -o $@

$(WEAVE)/print/kindling.html: $(JSON) docs/weaver/join.lua docs/weaver/print.html $(ASSETS:%=$(BOOK)/%) | has-pandoc
	@mkdir -p $(@D)
	@JOIN=print $(ONE) -t html5 --template docs/weaver/print.html -o $@

CHROMIUM ?= $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)
$(BUILD)/kindling.pdf: $(WEAVE)/print/kindling.html
	@test -n "$(CHROMIUM)" || \
	    { echo "make pdf needs Chromium: install the package chromium" >&2; exit 1; }
	@"$(CHROMIUM)" --headless --no-sandbox --disable-gpu --no-pdf-header-footer \
	    --generate-pdf-document-outline --print-to-pdf=$@ file://$(CURDIR)/$< 2>$(WEAVE)/print/log || \
	    { cat $(WEAVE)/print/log >&2; exit 1; }

check-book: book epub  ## check the book: HTML, links, accessibility, spelling, EPUB
	docs/weaver/check-book.sh $(BUILD)
	tests/docs/check_weaver.sh $(BUILD)/check/copy

.PHONY: book epub pdf check-book has-pandoc
