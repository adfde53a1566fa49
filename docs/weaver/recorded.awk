# One of the runs that a file keeps, each below its name: "== name".
#     awk -f docs/weaver/recorded.awk -v name=stage8 docs/mpi.txt
/^== / { here = $2 == name; next }
here
