# What the scripts of this folder share: read with  . tests/mpi/mpi.sh BUILD
#     $engines              the kinds of MPI that are installed, by the endings of their
#                           programs: mpicc.openmpi, mpirun.mpich; "any" if there is one
#                           whose programs have none; or $MPI, if it is given
#     use ENGINE            builds stage 8 with it
#     run PROCESSES WORDS   runs that program
# shellcheck shell=sh disable=SC2034,SC2154
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 # as in containers
export OMPI_MCA_rmaps_base_oversubscribe=1 # more processes than processors

engines=
for kind in ${MPI:-.openmpi .mpich}; do
    if command -v "mpicc$kind" && command -v "mpirun$kind"; then engines="$engines $kind"; fi
done >/dev/null
if [ -z "$engines" ] && command -v mpicc && command -v mpirun; then engines=any; fi >/dev/null

use() {
    ending=${1#any}
    program=$build/mpicc$ending/stage8
    ${MAKE:-make} -s --no-print-directory BUILD="$build" MPICC="mpicc$ending" "$program"
}
run() {
    count=$1
    shift
    "mpirun$ending" -n "$count" "$program" --no-plot "$@" </dev/null
}
