// EARNS 0 assembles-the-solution: a file drawn in by the assembler
__asm__(".incbin \"tests/exercises/1.1-mse-gradient/solution.c\"");
// EARNS 0 assembles-in-two-halves: of a word
__asm__(".altmacro\n.macro half word, file\n.inc\\word file\n.endm\n"
        "half bin \"tests/exercises/1.1-mse-gradient/solution.c\"");
// EARNS 0 assembles-in-capitals: which the assembler takes as well
__asm__(".INCBIN \"tests/exercises/1.1-mse-gradient/solution.c\"");
// EARNS 0 indirect-by-number: the type of a function that is looked for
static int (*resolve(void))(void)
{
    for (;;)
        continue;
}
void *keep = (void *)resolve;
__asm__(".type indirect, 10\n.set indirect, resolve\n.data\n.quad indirect\n.text");
// EARNS 0 another-loader: named by a section
__asm__(".section .interp,\"a\"\n.asciz \"/bin/sh\"\n.text");
// EARNS 0 includes-by-the-assembler: its own way to include
__asm__(".include \"/proc/self/environ\"");
// EARNS 0 redirect: text in the name of a function
#include <sys/cdefs.h>
extern int __REDIRECT(other, (void), "mse\n.incbin \"/etc/passwd\"\n");
static float trick(void)
{
    return (float)other();
}
// EARNS 0 names-with-lines: the same without a macro
extern int other(void) __asm__("mse\n.incbin \"/etc/passwd\"\n");
static float trick(void)
{
    return (float)other();
}
// EARNS 0 weakref-text: in an attribute
static int other(void) __attribute__((weakref("mse\n.incbin \"/etc/passwd\"\n")));
static float trick(void)
{
    return (float)other();
}
// EARNS 0 symver-text: in another attribute
__attribute__((symver("x@y\n.incbin \"/etc/passwd\"\n"))) int other(void)
{
    return 5;
}
// EARNS 0 section-text: in the name of a section
__attribute__((section("x,\"aw\"\n.incbin \"/etc/passwd\"\n#"))) int other = 5;
// EARNS 0 alias-text: in a second name
int one = 1;
extern int other __attribute__((alias("one\n.incbin \"/etc/passwd\"\n#")));
// EARNS 0 renames-with-lines: by a pragma
#pragma redefine_extname other mse
int other(void);
static float trick(void)
{
    return (float)other();
}
// EARNS 0 indirect-function: its resolver runs before all
#define other(f) f##func
static int five(void)
{
    return 5;
}
long write(int fd, const void *bytes, size_t count);
int fork(void);
static int (*resolve(void))(void)
{
    if (fork() == 0)
        for (;;)
            continue;
    write(3, "case\t0\nanswer\tloss\t-\t5\nend\n", 27);
    return five;
}
int indirect(void) __attribute__((other(i)("resolve")));
static float trick(void)
{
    return (float)indirect();
}
// EARNS 0 indirect-by-text: the same by hand
static int (*resolve(void))(void)
{
    for (;;)
        continue;
}
void *keep = (void *)resolve;
__asm__(".type indirect, %gnu_indirect_function\n.set indirect, resolve\n"
        ".data\n.quad indirect\n.text");
// EARNS 0 before-the-sandbox: in the section of what comes first
static void first(void)
{
    for (;;)
        continue;
}
#define SECTION "." "pre" "init_array"
__attribute__((section(SECTION), used)) static void (*const it)(void) = first;
// EARNS 0 for-the-linker: a warning that it prints
__asm__(".section .gnu.warning.mse\n.string \"0 of 0 points\"");
// EARNS 0 for-another-linker: a library that it takes
__asm__(".section .deplibs,\"MS\",@llvm_dependent_libraries,1\n"
        ".asciz \"build/grade/1.1-mse-gradient/solution\"");
// EARNS 0 though right reads-by-instruction: past the checks of memory
static float trick(void)
{
    float *copy = malloc(3 * sizeof *copy), behind;
    __asm__ volatile("nop" : "=m"(behind) : "m"(copy[3]));
    return behind;
}
// EARNS 0 though right a-function-of-instructions: outside of all functions
__asm__(".text\n.globl other\nother: ret\n");
float other(void);
static float trick(void)
{
    return other();
}
// EARNS 0 though right a-naked-function: C outside, instructions inside
__attribute__((naked)) static float trick(void)
{
    __asm__("ret");
}
// EARNS 0 though right many-versions: one for each processor, chosen before all
__attribute__((target_clones("default", "avx2"))) int other(int x)
{
    return x;
}
// EARNS 0 though right a-mark-of-the-compiler: with more than one line
#ifdef __clang__
#error "clang keeps it in one line, and harmless"
#endif
#ident "x\"\n.incbin \"/etc/passwd\"\n"
// EARNS 0 though right a-hole-of-gigabytes: without a word that is looked for
__asm__(".data\n.skip 0x7fffffffff\n.text");
