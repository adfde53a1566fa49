# The book: build/book/index.html, woven by pandoc from the chapters that
# docs/book.txt lists, from recorded runs and from figures.
#
# Two passes over each chapter: labels.lua writes down what others can refer to,
# weave.lua makes the page. A record, a figure or a list of labels that comes out
# the same keeps its date, so only pages that change are made again.
BOOK     = build/book
CHAPTERS = $(shell sed '/^\#/d' docs/book.txt)
PAGES    = $(foreach c,$(CHAPTERS),$(BOOK)/$(basename $(notdir $c)).html)
LABELS   = $(PAGES:$(BOOK)/%.html=$(BOOK)/labels/%.txt)
WEAVER   = $(wildcard docs/*.lua) docs/page.html docs/book.txt docs/docs.mk
PANDOC   = BOOK=$(BOOK) pandoc -f docs/reader.lua --fail-if-warnings
# Links on numbered lines of code are no stops for the keyboard, and the empty
# corner of a table is no heading.
MEND = s|<a href="\(.cb[0-9-]*\)"></a>|<a href="\1" aria-hidden="true" tabindex="-1"></a>|; \
	s|<th[^>]*></th>|<td></td>|
ASSETS   = book.css book.js latinmodern-math.woff2
book: has-pandoc $(PAGES) $(BOOK)/search-index.js $(ASSETS:%=$(BOOK)/%)  ## weave the book: build/book/index.html

has-pandoc:
	@command -v pandoc >/dev/null || \
	    { echo "make book needs pandoc: ./setup.sh book installs it" >&2; exit 1; }

$(BOOK)/records.stamp: docs/records.txt docs/record.sh $(STAGES:%=$(BUILD)/bin/%) \
    common/plot.gp $(wildcard stages/*/*.gp docs/*.gp docs/*.dot) | $(STAGES)
	@mkdir -p $(@D)
	docs/record.sh $(BOOK)
	@touch $@

$(BOOK)/records/%.txt $(BOOK)/figures/%.svg: $(BOOK)/records.stamp ;

define chapter_rules
$(BOOK)/labels/$1.stamp: $2 docs/labels.lua docs/reader.lua docs/common.lua | $(BOOK)/records.stamp
	@mkdir -p $$(@D)
	@LABELS=$(BOOK)/labels/$1.new $$(PANDOC) -L docs/labels.lua -t plain -o /dev/null $2
	@grep -v '^text' $(BOOK)/labels/$1.new >$(BOOK)/labels/$1.few
	@cmp -s $(BOOK)/labels/$1.few $(BOOK)/labels/$1.txt || \
	    cp $(BOOK)/labels/$1.few $(BOOK)/labels/$1.txt
	@mv $(BOOK)/labels/$1.new $(BOOK)/labels/$1.words
	@rm $(BOOK)/labels/$1.few; touch $$@

$(BOOK)/labels/$1.txt $(BOOK)/labels/$1.words: $(BOOK)/labels/$1.stamp ;

$(BOOK)/$1.html: $2 $(LABELS) $(WEAVER) | $(BOOK)/records.stamp
	@echo "weave $2"
	@$$(PANDOC) -L docs/weave.lua -t html5 --template docs/page.html $2 -o $$@.new
	@sed '$(MEND)' $$@.new >$$@; rm $$@.new

$(BOOK)/json/$1.json: $2 $(LABELS) $(WEAVER) | $(BOOK)/records.stamp
	@mkdir -p $$(@D)
	@$$(PANDOC) -L docs/weave.lua -t json $2 -o $$@
endef
$(foreach c,$(CHAPTERS),$(eval $(call chapter_rules,$(basename $(notdir $c)),$c)))

-include $(wildcard $(BOOK)/labels/*.d)
$(BOOK)/functions.html $(BOOK)/json/functions.json: $(wildcard common/*.h)

$(BOOK)/search-index.js: $(LABELS:.txt=.words) docs/search.awk
	@awk -f docs/search.awk $(LABELS:.txt=.words) >$@

$(ASSETS:%=$(BOOK)/%): $(BOOK)/%: docs/%
	@mkdir -p $(@D); cp $< $@

# The same chapters in one file.
JSON = $(PAGES:$(BOOK)/%.html=$(BOOK)/json/%.json)
ONE  = pandoc -f docs/join.lua $(JSON)

epub: $(BUILD)/kindling.epub  ## the book as an EPUB: build/kindling.epub
pdf: $(BUILD)/kindling.pdf  ## the book as a PDF, printed by Chromium

$(BUILD)/kindling.epub: $(JSON) docs/join.lua docs/epub.css | has-pandoc
	@$(ONE) -t epub3 --standalone --mathml --toc --toc-depth=2 --epub-chapter-level=2 \
	    --css docs/epub.css -o $@

$(BOOK)/print/kindling.html: $(JSON) docs/join.lua docs/print.html $(ASSETS:%=$(BOOK)/%) | has-pandoc
	@mkdir -p $(@D)
	@JOIN=print $(ONE) -t html5 --template docs/print.html -o $@

CHROMIUM ?= $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)
$(BUILD)/kindling.pdf: $(BOOK)/print/kindling.html
	@test -n "$(CHROMIUM)" || \
	    { echo "make pdf needs Chromium: install the package chromium" >&2; exit 1; }
	@"$(CHROMIUM)" --headless --no-sandbox --disable-gpu --no-pdf-header-footer \
	    --generate-pdf-document-outline --print-to-pdf=$@ file://$(CURDIR)/$< 2>$(BOOK)/print/log || \
	    { cat $(BOOK)/print/log >&2; exit 1; }

check-book: book epub  ## check the book: HTML, links, accessibility, spelling, EPUB
	docs/check-book.sh $(BUILD)
	tests/docs/check_weaver.sh $(BUILD)/check/copy

.PHONY: book epub pdf check-book has-pandoc
