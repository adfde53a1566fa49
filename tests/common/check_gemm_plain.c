// check_gemm with the plain version of every KERNEL, whatever the loader of
// this machine would pick.
#define KERNEL
#include "check_gemm.c"
