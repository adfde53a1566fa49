// check_gemm with the version for AVX2 of every KERNEL, whatever the loader of
// this machine would pick.
#if defined(__x86_64__) && defined(__GNUC__)
#define KERNEL __attribute__((target("avx2")))
#define NEEDED "avx2"
#endif
#include "check_gemm.c"
