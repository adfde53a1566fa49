# The site: the book with an editor and a grader on each exercise's page, as files for
# any web host.
SITE       = $(BUILD)/site
SITE_TOOLS = $(BUILD)/site-tools

check-site-mistakes: has-check $(OBJECTS)/sight.txt $(GRADE)/grader
	@$(LEARNER_ENV) node docs/site/check_mistakes.mjs $(BUILD) $(SITE_TOOLS)
