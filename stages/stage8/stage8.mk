# Stage 8 is several processes, and needs MPI: Open MPI or MPICH. Nothing else does.
#     make stage8                      with the mpicc that comes first
#     make stage8 MPICC=mpicc.mpich    with another one
# mpicc is $(CC) with the headers and the library of MPI; both kinds are told so.
MPICC ?= mpicc
MPI_HERE = $(shell command -v $(MPICC))
GPT_PARTS = $(addprefix stages/stage7/,gpt.h gpt.c names.c sample.c)
STAGE8 = $(BUILD)/$(notdir $(MPICC))/stage8

stage8: has-mpi $(STAGE8)  ## build the stage of several processes: mpirun -n 4 ./stage8
	@test $(BUILD) != build || cmp -s $(STAGE8) $@ || cp $(STAGE8) $@

has-mpi:
	@command -v $(MPICC) >/dev/null || { echo "make stage8 needs MPI:" \
	    "./setup.sh mpi installs it (Debian: libopenmpi-dev openmpi-bin)" >&2; exit 1; }

$(BUILD)/%/stage8: $(wildcard stages/stage8/*.[ch]) $(GPT_PARTS) $(CORE) | has-mpi
	@mkdir -p $(@D) && ln -sfn '$(CURDIR)/data' '$(CURDIR)/stages' $(@D)
	$(call say,$* $(@F))OMPI_CC='$(CC)' MPICH_CC='$(CC)' \
	    $(patsubst $(CC)%,$*%,$(COMPILE)) $(filter %.c %.a,$^) $(LIBS) -lpthread -o $@

.PHONY: stage8 has-mpi
