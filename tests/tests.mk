# The tests: tests/common/check_<module>.c, each with the files that stand by it (the
# operations together, module in nn, option in cli), and the stage programs against
# recorded output, tests/stages/check_stages.c.
CHECK_FLAGS = $(shell pkg-config --cflags check)
CHECK_LIBS  = $(shell pkg-config --libs check)
TESTS = $(patsubst tests/%.c,$(BUILD)/tests/%, \
    $(foreach s,$(SUITES),$(wildcard tests/$s/check_*.c))) $(REPLAYED)
SUITES ?= *

test: has-check $(TESTS) $(PROGRAMS)  ## run all tests (SUITES='common stages': of these)
	@for t in $(TESTS) 'sh tests/check-includes.sh'; do \
	    $$t || failed="$$failed $${t##*/}"; done; \
	if [ "$$failed" ]; then echo "failed:$$failed" >&2; exit 1; fi

has-check:
	@pkg-config --exists check 2>/dev/null || \
	    { echo "make test needs Check and pkg-config: ./setup.sh installs them" >&2; exit 1; }

$(BUILD)/tests/%: tests/%.c $(CORE) $(wildcard tests/*.h tests/*/*.h)
	@mkdir -p $(@D)
	$(call say,cc $<)$(COMPILE) -Itests $(AT_PROGRAMS) $(CHECK_FLAGS) $< \
	    $(LINK_$(@F)) $(CORE) $(CHECK_LIBS) $(LIBS) -o $@
AT_PROGRAMS = -DPROGRAMS='"$(BUILD)/bin"'

# check_step counts the calls of malloc: its own four functions stand in between.
LINK_check_step = -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=free
$(patsubst %,$(BUILD)/tests/common/check_gemm_%,avx2 plain): tests/common/check_gemm.c
# check_csv lets strtod read as in Germany.
LINK_check_csv = -Wl,--wrap=strtod
LINK_check_text = tests/grader/grade_text.c tests/grader/grade_wrap.c

asan:  ## run all tests with AddressSanitizer and UndefinedBehaviorSanitizer
	@ASAN_OPTIONS=allocator_may_return_null=1 \
	    LSAN_OPTIONS=suppressions=tests/grader/leaks.txt:print_suppressions=0 \
	    $(MAKE) BUILD=$(BUILD)/asan test CFLAGS="-O1 -g -fno-omit-frame-pointer \
	    -fsanitize=address,undefined -fno-sanitize-recover=undefined"

# glibc only: the calls of a program go through a library that lets one fail.
FAULTY = $(BUILD)/tests/faults $(BUILD)/tests/preload.so
faults: $(FAULTY) $(PROGRAMS) $(BUILD)/bin/resume  ## let each call fail once (FAULTS=40: so many)
	@$(FAULTY) $(BUILD)/bin $(FAULTS)
FAULTS ?= 100000

check-signals: $(PROGRAMS) $(if $(MPI_HERE),$(STAGE8))  ## SIGINT and SIGTERM at random moments
	@sh tests/faults/signals.sh $(BUILD) $(SIGNALS)
SIGNALS ?= 40

$(BUILD)/tests/faults: tests/faults/faults.c $(CORE)
	@mkdir -p $(@D)
	$(call say,cc $<)$(filter-out --coverage,$(COMPILE)) $< -o $@

$(BUILD)/bin/resume: tests/faults/resume.c $(CORE)
	@mkdir -p $(@D)
	$(call say,cc $<)$(COMPILE) $< $(CORE) $(LIBS) -o $@

$(BUILD)/tests/preload.so: tests/faults/preload.c $(CORE)
	@mkdir -p $(@D)
	$(call say,cc $<)$(filter-out --coverage,$(COMPILE)) -shared -fPIC -Wno-pedantic $< \
	    -ldl -o $@

# What takes longer than the forge may.
nightly: faults check-mpi check-death check-signals check-live  ## the long ones
nightly: asan coverage mutants builds

check-torch: $(BUILD)/bin/stage4 $(BUILD)/bin/stage7  ## let PyTorch read and write our files
	@if $(PYTHON) -c 'import torch, sklearn' 2>/dev/null; then \
	    $(PYTHON) tests/golden/check_with_torch.py $^ && \
	    $(PYTHON) tests/golden/record_stage8.py --check && \
	    $(PYTHON) tests/golden/record_stage8_gpt.py --check; \
	else echo "check-torch: left out, $(PYTHON) has no torch and sklearn"; fi
PYTHON ?= /usr/bin/python3

check-mpi:  ## stage 8 with 1 to 8 processes, where MPI is installed (MPI=.openmpi: with that)
	@MAKE='$(MAKE)' sh tests/mpi/check_mpi.sh $(BUILD)

check-death:  ## kill a process of stage 8 at random moments, KILLS (50) times
	@MAKE='$(MAKE)' sh tests/mpi/check_death.sh $(BUILD) $(KILLS)
KILLS ?= 50

check-builds:  ## do gcc, clang, musl-gcc, -flto, UBSan give the same digits, without a warning?
	@MAKE='$(MAKE)' sh tests/check-builds.sh $(BUILD)/builds

builds:  ## check-builds with more flags, and for other processors in an emulator
	@MAKE='$(MAKE)' sh tests/check-builds.sh $(BUILD)/builds all

check-instructions: $(PROGRAMS)  ## count the instructions of a training step
	@sh tests/check-instructions.sh $(BUILD)/bin

check-house:  ## measure the source files against their budgets
	@sh tests/check-house.sh

# Each version formats a little differently.
CLANG_FORMAT ?= $(firstword $(shell command -v clang-format-14) clang-format)
check-format:  ## are the C files as clang-format 14 formats them?
	@$(CLANG_FORMAT) --version | grep -q 'version 14\.' || \
	    { echo "make check-format needs clang-format 14 (CLANG_FORMAT=...)" >&2; exit 1; }
	@$(CLANG_FORMAT) --dry-run --Werror $(C_FILES)

format:  ## format them
	@$(CLANG_FORMAT) -i $(C_FILES)
C_FILES = $(shell find common stages tests docs -name '*.[ch]')

tidy:  ## let clang-tidy read the C files
	@clang-tidy --quiet common/*.c common/*/*.c $(if $(MPI_HERE),stages/*/*.c, \
	    $(filter-out stages/stage8/%,$(wildcard stages/*/*.c))) -- -std=c11 -Icommon \
	    $(filter -I%,$(if $(MPI_HERE),$(shell $(MPICC) -show))) 2>/dev/null

# In rotation, against OpenBLAS where it is installed (at its best: some versions
# do not know newer processors), with PYTORCH=1 against PyTorch; BENCH=product takes
# the jobs with this word in their names.
OPENBLAS := $(shell pkg-config --exists openblas 2>/dev/null && echo openblas)
BENCHES = $(BUILD)/bench/bench $(if $(OPENBLAS),$(BUILD)/blas/bench/bench)
bench: $(BENCHES) $(STAGES:%=$(BUILD)/bin/%)  ## measure speed: PYTORCH=1 BENCH=word
	@$(BLAS_BEST) $(PYTORCH:%=PYTORCH=%) $< $(<D)/bench.csv $(if $(BENCH),'$(BENCH)')

# The core with OpenBLAS is another build, whose bench answers this one.
$(BUILD)/blas/bench/bench: always
	@$(MAKE) -s BUILD=$(BUILD)/blas BLAS=openblas $@

GPT = $(addprefix stages/stage7/,gpt.c names.c)
BLAS_BEST = OPENBLAS_NUM_THREADS=1 \
    $(if $(shell grep -m1 avx512f /proc/cpuinfo 2>/dev/null),OPENBLAS_CORETYPE=SKYLAKEX)
$(BUILD)/bench/bench: $(wildcard tests/bench/*.[ch]) $(GPT) $(CORE)
	@mkdir -p $(@D)
	$(call say,cc $(@F))$(COMPILE) $(AT_PROGRAMS) -DPYTHON='"$(PYTHON)"' \
	    $(if $(OPENBLAS),-DOPENBLAS -DBENCH_WITH_BLAS='"$(BUILD)/blas/bench/bench"' \
	    $(shell pkg-config --cflags openblas)) \
	    $(filter-out %.h,$^) $(if $(OPENBLAS),$(shell pkg-config --libs openblas)) \
	    $(LIBS) -o $@

.PHONY: test has-check asan faults check-signals nightly check-torch check-mpi check-death \
    check-builds builds check-instructions check-house check-format format tidy bench
