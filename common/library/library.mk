# The library, for programs elsewhere: installed, or as two files. It is what
# kindling.h declares; common/program/ belongs to the stages and stays here.
#     make install PREFIX=$HOME/.local
PREFIX  ?= /usr/local
LIBDIR  ?= $(PREFIX)/lib
INCLUDE  = $(DESTDIR)$(PREFIX)/include/kindling
INTO     = $(DESTDIR)$(LIBDIR)
VERSION  = $(shell sed -n 's/^\#define KINDLING_VERSION "\(.*\)"/\1/p' common/kindling.h)
PUBLIC   = kindling.h $(shell sed -n 's/^\#include "\(.*\)"/\1/p' common/kindling.h)
LIBRARY  = $(BUILD)/libkindling.a
LIBRARY_SOURCES = $(filter-out common/program/%,$(SOURCES))

library: $(LIBRARY)  ## build the library: build/libkindling.a

$(LIBRARY): $(LIBRARY_SOURCES:%.c=$(BUILD)/%.o)
	$(call say,ar $(@F))rm -f $@ && $(AR) rcs $@ $^

# There is only a static library, so everybody who links it must link libm too:
# it stands in Libs as well, for those who do not say --static.
$(BUILD)/kindling.pc: common/kindling.h always
	@mkdir -p $(@D)
	@printf '%s\n' 'prefix=$(PREFIX)' 'libdir=$(patsubst $(PREFIX)/%,$${prefix}/%,$(LIBDIR))' \
	    'includedir=$${prefix}/include/kindling' '' 'Name: kindling' \
	    'Description: Neural networks the PyTorch way, in C' 'Version: $(VERSION)' \
	    'Cflags: -I$${includedir}' 'Libs: -L$${libdir} -lkindling -lm' 'Libs.private: -lm' > $@

install: $(LIBRARY) $(BUILD)/kindling.pc  ## install the library: PREFIX=/usr/local LIBDIR DESTDIR
	@mkdir -p '$(INCLUDE)/model_file' '$(INTO)/pkgconfig'
	@for h in $(PUBLIC); do install -m 644 common/$$h '$(INCLUDE)'/$$h || exit 1; done
	@install -m 644 $(LIBRARY) '$(INTO)'
	@install -m 644 $(BUILD)/kindling.pc '$(INTO)/pkgconfig'
	@echo 'Kindling $(VERSION) is in $(INCLUDE) and $(INTO).'

uninstall:  ## remove what make install has installed, with the same PREFIX
	@for h in $(PUBLIC); do rm -f '$(INCLUDE)'/$$h || exit 1; done
	@rmdir '$(INCLUDE)/model_file' '$(INCLUDE)' 2>/dev/null || true
	@rm -f '$(INTO)/libkindling.a' '$(INTO)/pkgconfig/kindling.pc'

AMALGAMATION = $(BUILD)/kindling.h $(BUILD)/kindling.c
amalgamation: $(AMALGAMATION)  ## the library as two files: build/kindling.c, build/kindling.h

$(BUILD)/kindling.c: common/library/amalgamate.sh LICENSE $(LIBRARY_SOURCES) $(HEADERS)
	@sh $< $(BUILD) $(LIBRARY_SOURCES)
$(BUILD)/kindling.h: $(BUILD)/kindling.c ;

.PHONY: library install uninstall amalgamation

# A program elsewhere, built as the README says. A library with sanitizers or
# counters of coverage in it is nothing to be installed.
ifeq ($(filter -fsanitize% --coverage,$(CFLAGS)),)
test: $(BUILD)/library/checked
endif
$(BUILD)/library/checked: ROOT = DESTDIR=$(abspath $(@D))/root \
    PREFIX=/usr/local LIBDIR=/usr/local/lib
$(BUILD)/library/checked: $(LIBRARY) $(AMALGAMATION) README.md tests/golden/xor.txt \
    $(wildcard tests/library/*)
	@rm -rf $(@D) && mkdir -p $(@D)
	@$(MAKE) -s install $(ROOT) >$(@D)/log
	@sh tests/library/check_library.sh $(abspath $(BUILD))
	@$(MAKE) -s uninstall $(ROOT) && test -z "$$(find $(@D)/root -type f)"
	@touch $@
