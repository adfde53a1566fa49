// EARNS 6 right-qsort: glibc asks how much memory there is
static int by_size(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}
static float trick(void)
{
    static int numbers[5000];
    for (int i = 0; i < 5000; i++)
        numbers[i] = (i * 7919) % 5000;
    qsort(numbers, 256, sizeof *numbers, by_size);
    qsort(numbers, 5000, sizeof *numbers, by_size);
    int key = 4999;
    if (bsearch(&key, numbers, 5000, sizeof key, by_size) != numbers + 4999)
        abort();
    return 0;
}
// EARNS 6 right-getchar: nobody types anything
static float trick(void)
{
    char line[20];
    int number;
    if (getchar() != EOF || scanf("%d", &number) != EOF ||
        fgets(line, sizeof line, stdin) || ungetc('x', stdin) != 'x' ||
        getchar() != 'x')
        abort();
    return 0;
}
// EARNS 6 right-time: what o'clock is it?
static float trick(void)
{
    char text[100];
    time_t now = time(NULL), same = 0;
    struct tm *parts = localtime(&now);
    same = mktime(parts);
    if (!ctime(&now) || !asctime(parts) || difftime(same, now) != 0 ||
        !gmtime(&now) || !strftime(text, sizeof text, "%c %Z %z", parts))
        abort();
    struct timespec exact;
    if (timespec_get(&exact, TIME_UTC) != TIME_UTC || clock() == (clock_t)-1)
        abort();
    return 0;
}
// EARNS 6 right-tgmath: one name for all types
#include <tgmath.h>
static float trick(void)
{
    float x = 2;
    double complex z = 1 + 2 * I;
    if (fabs(sqrt(x) * sqrt(x) - 2) > 1e-5 || fabs(z) < 2 || creal(exp(z)) == 0)
        abort();
    return 0;
}
// EARNS 6 right-complex: with its I
#include <complex.h>
static float trick(void)
{
    float complex z = cexpf(I * 3.14159265f);
    if (crealf(z) > -0.99f || cabsf(z * conjf(z) - 1) > 1e-5f)
        abort();
    return 0;
}
// EARNS 6 right-own-I: without complex numbers the letter is free
static float trick(void)
{
    float I = 1, asm = 2, section = 3, alias = 4, ifunc = 5, weakref = 6;
    return I + asm + section + alias + ifunc + weakref;
}
// EARNS 6 right-stdatomic: what threads share
#include <stdatomic.h>
static _Atomic long double large;
static atomic_int count = ATOMIC_VAR_INIT(1);
static float trick(void)
{
    atomic_flag flag = ATOMIC_FLAG_INIT;
    atomic_fetch_add_explicit(&count, 2, memory_order_relaxed);
    large = large + 1;
    atomic_thread_fence(memory_order_seq_cst);
    if (atomic_flag_test_and_set(&flag) || atomic_load(&count) < 3)
        abort();
    return 0;
}
// EARNS 6 right-iso646: words for signs
#include <iso646.h>
static float trick(void)
{
    int one = 1;
    if (not one or (one and one not_eq 1))
        abort();
    return 0;
}
// EARNS 6 right-uchar: letters of 16 and 32 bits
#include <uchar.h>
#include <wchar.h>
static float trick(void)
{
    mbstate_t state = {0};
    char32_t letter;
    char16_t text[] = u"äx";
    if (mbrtoc32(&letter, "a", 1, &state) != 1 || letter != U'a' ||
        sizeof text != 6)
        abort();
    return 0;
}
// EARNS 6 right-threads: four of them, and what they need
#include <threads.h>
static mtx_t lock;
static cnd_t all_there;
static tss_t own;
static once_flag once = ONCE_FLAG_INIT;
static int count, made;
static void make(void)
{
    made++;
}
static int work(void *number)
{
    call_once(&once, make);
    tss_set(own, number);
    mtx_lock(&lock);
    if (++count == 4)
        cnd_broadcast(&all_there);
    while (count < 4)
        cnd_wait(&all_there, &lock);
    mtx_unlock(&lock);
    thrd_yield();
    free(malloc(100000));
    return *(int *)tss_get(own);
}
static float trick(void)
{
    thrd_t thread[4];
    int number[4] = {0, 1, 2, 3}, sum = 0, result;
    count = 0;
    if (mtx_init(&lock, mtx_plain) != thrd_success ||
        cnd_init(&all_there) != thrd_success ||
        tss_create(&own, NULL) != thrd_success)
        abort();
    for (int i = 0; i < 4; i++)
        if (thrd_create(&thread[i], work, &number[i]) != thrd_success)
            abort();
    for (int i = 0; i < 4; i++, sum += result)
        if (thrd_join(thread[i], &result) != thrd_success)
            abort();
    thrd_sleep(&(struct timespec){.tv_nsec = 1000}, NULL);
    tss_delete(own);
    if (sum != 6 || made != 1)
        abort();
    return 0;
}
// EARNS 6 right-thread-local: each has its own
#include <threads.h>
static thread_local int own = 3;
static int change(void *nothing)
{
    (void)nothing;
    return own++;
}
static float trick(void)
{
    thrd_t thread;
    int result;
    thrd_create(&thread, change, NULL);
    thrd_join(thread, &result);
    if (own != 3 || result != 3)
        abort();
    return 0;
}
// EARNS 6 right-wchar: wide letters
#include <wchar.h>
#include <wctype.h>
static float trick(void)
{
    wchar_t text[40];
    swprintf(text, 40, L"%d %ls %.2f", 12, L"zwölf", 12.5);
    wprintf(L"%ls\n", text);
    if (wcstol(text, NULL, 10) != 12 || wcslen(text) != 14 ||
        towupper(L'a') != L'A' || !iswdigit(text[0]) || fwide(stdout, 0) <= 0)
        abort();
    return 0;
}
// EARNS 6 right-locale: the one of C, and one that is not there
static float trick(void)
{
    if (!setlocale(LC_ALL, "") || setlocale(LC_ALL, "xx_YY.utf8") ||
        *localeconv()->decimal_point != '.')
        abort();
    return 0;
}
// EARNS 6 right-fenv: how numbers are rounded
#pragma STDC FENV_ACCESS ON
static float trick(void)
{
    volatile float one = 1, three = 3, up, down;
    int before = fegetround();
    fesetround(FE_UPWARD);
    up = one / three;
    fesetround(FE_DOWNWARD);
    down = one / three;
    fesetround(before);
    feclearexcept(FE_ALL_EXCEPT);
    feraiseexcept(FE_DIVBYZERO);
    if (up <= down || !fetestexcept(FE_DIVBYZERO))
        abort();
    feclearexcept(FE_ALL_EXCEPT);
    return 0;
}
// EARNS 6 right-signal: one that is expected
static volatile sig_atomic_t caught;
static void note(int number)
{
    caught = number;
}
static float trick(void)
{
    signal(SIGINT, note);
    raise(SIGINT);
    if (caught != SIGINT)
        abort();
    return 0;
}
// EARNS 6 right-setjmp: out of the depth
static jmp_buf place;
static void deep(int level)
{
    volatile char room[100] = {0};
    if (level == 0)
        longjmp(place, 7);
    deep(level - 1 + room[5]);
}
static float trick(void)
{
    if (setjmp(place) == 0)
        deep(100);
    return 0;
}
// EARNS 6 right-assert: with and without
static float trick(void)
{
    assert(1 + 1 == 2);
#undef assert
#define NDEBUG
#include <assert.h>
    assert(1 + 1 == 3);
    static_assert(sizeof(int) >= 2, "small");
    return 0;
}
// EARNS 6 right-formats: of every kind
static int joined(char *text, size_t size, const char *format, ...)
{
    va_list list, again;
    va_start(list, format);
    va_copy(again, list);
    int length = vsnprintf(text, size, format, list);
    va_end(list);
    vfprintf(stdout, format, again);
    va_end(again);
    return length;
}
static float trick(void)
{
    char text[200];
    int64_t n;
    joined(text, sizeof text, "%" PRId64 " %zu %a %Lf %5.3e %p %c%%", INT64_MIN,
           SIZE_MAX, 0.1, 1.0L / 3, 1e300, (void *)text, 'x');
    if (sscanf(text, "%" SCNd64, &n) != 1 || n != INT64_MIN)
        abort();
    return 0;
}
// EARNS 6 right-conversions: of text to numbers
static float trick(void)
{
    char *end;
    errno = 0;
    strtod("1e999", &end);
    if (errno != ERANGE || strtoul("0xffz", &end, 0) != 255 || *end != 'z' ||
        !isnan(strtof("nan", NULL)) || atof("0x1p-3") != 0.125)
        abort();
    errno = 0;
    return 0;
}
// EARNS 6 right-memory: all ways to have some
static float trick(void)
{
    volatile size_t too_much = SIZE_MAX / 4;
    int *a = calloc(1000, sizeof *a);
    a = realloc(a, 1000000 * sizeof *a);
    void *b = aligned_alloc(64, 640), *volatile c = malloc(too_much);
    void *d = malloc(0);
    char *large = malloc(100 << 20);
    if (!a || !b || c || (uintptr_t)b % 64 || !large)
        abort();
    for (size_t i = 0; i < 100 << 20; i += 1 << 16) // all of it would take long
        large[i] = 1;
    free(a);
    free(b);
    free(d);
    free(large);
    return 0;
}
// EARNS 6 right-large-arrays: on the stack and among the globals
static char zeros[50 << 20];
static float sum(int n)
{
    volatile char row[n];
    row[0] = row[n - 1] = 1;
    return (float)(row[0] + zeros[5]);
}
static float trick(void)
{
    return sum(2 << 20);
}
// EARNS 6 right-depth: a recursion that ends
static int depth(int n)
{
    volatile int here = n;
    return n == 0 ? 0 : 1 + depth(here - 1);
}
static float trick(void)
{
    return (float)depth(20000);
}
// EARNS 6 right-files: that cannot be opened
static float trick(void)
{
    char name[L_tmpnam];
    FILE *log = fopen("log.txt", "w"), *other = tmpfile();
    if (log)
        fprintf(log, "what happens\n");
    if (other)
        fprintf(other, "what happens\n");
    if (remove("no such file") == 0 || rename("no such", "file") == 0)
        abort();
    perror("remove");
    tmpnam(name);
    return 0;
}
// EARNS 6 right-buffers: of the standard streams
static float trick(void)
{
    static char room[BUFSIZ];
    setvbuf(stdout, room, _IOFBF, sizeof room);
    for (int i = 0; i < 100000; i++)
        printf("%d ", i);
    fflush(NULL);
    fprintf(stderr, "a word\n");
    setvbuf(stdout, NULL, _IONBF, 0);
    puts("another");
    rewind(stdin);
    fseek(stdout, 0, SEEK_END);
    clearerr(stdout);
    return 0;
}
// EARNS 6 right-surroundings: is there a shell, a variable?
static void at_the_end(void)
{
}
static float trick(void)
{
    const char *home = getenv("HOME");
    if (system(NULL) && home && *home == 'x')
        abort();
    if (atexit(at_the_end) != 0 || at_quick_exit(at_the_end) != 0)
        abort();
    return (float)system("true");
}
// EARNS 6 right-random: with the generator of C
static float trick(void)
{
    srand(1);
    int first = rand();
    srand((unsigned)time(NULL));
    rand();
    srand(1);
    if (rand() != first)
        abort();
    return 0;
}
// EARNS 6 right-mathematics: of every kind
static float trick(void)
{
    volatile double x = 0.5, zero = 0;
    int e, q;
    double i, sum = erf(x) + tgamma(x) + lgamma(x) + cbrt(x) + hypot(x, x) +
                    fma(x, x, x) + remquo(x, x, &q) + nextafter(x, 1) +
                    frexp(x, &e) + modf(x, &i) + scalbn(x, 3) + logb(x) +
                    nearbyint(x) + (double)lrint(x) + copysign(x, -1) +
                    nan("") * 0 + INFINITY + 1 / zero + log(zero) + expm1(x);
    (void)sum;
    return !isnan(sqrt(-x)) ? NAN : 0;
}
// EARNS 6 right-words: of C11 and before
#define kind(x) _Generic((x), float: 1, double: 2, default: 3)
typedef union Bits {
    float number;
    uint32_t bits;
    struct {
        unsigned low : 23, exponent : 8, sign : 1;
    };
} Bits;
struct List {
    int count;
    int item[];
};
static inline int old(a, b)
    int a;
    int b;
{
    register int sum = a + b;
    return sum;
}
static float trick(void)
{
    _Static_assert(_Alignof(double) >= 4, "odd");
    _Alignas(64) char line[64] = {[3] = 1};
    Bits b = {.number = 1};
    struct List *list = malloc(sizeof *list + 3 * sizeof(int));
    int (*f)(int, int) = old, matrix[2][3] = {{1, 2, 3}, {4, 5, 6}};
    list->item[2] = f(1, 2);
    float *p = (float[]){1, 2, 3};
    if (b.bits != 0x3f800000 || kind(1.0f) != 1 || list->item[2] != 3 ||
        line[3] != 1 || p[2] != 3 || matrix[1][2] != 6)
        goto bad;
    free(list);
    switch (old(1, 1))
    case 2:
        return 0;
bad:
    abort();
}
// EARNS 6 right-lines: \
as C joins them
#define TWO(a, b) \
    a \
    + b
#define TEXT(x) #x
#define JOIN(a, b) a##b
static float trick(void)
<%
    int JOIN(na, me) = TWO(1, 2);
    _Pragma("GCC diagnostic ignored \"-Wunused\"")
    const char *text = TEXT(a "b" \n) " and " __FILE__;
    return (float)name + (float)text<:0:>;
%>
// EARNS 6 right-strings: that look like text for the assembler
static float trick(void)
{
    const char *text = ".incbin \"a\"\n.section .preinit_array \\ .macro";
    printf("%s %zu\n", text, strlen(text));
    return (float)strlen(strpbrk(text, "\n"));
}
// EARNS 6 right-names: of one's own that others have too
static int write(int x)
{
    return x;
}
static int send_line(int x)
{
    return x;
}
static int run_case(int x)
{
    return x;
}
static int list(int x)
{
    return x;
}
static int item_passed(int x)
{
    return x;
}
static float trick(void)
{
    return (float)(write(1) + send_line(1) + run_case(1) + list(1) +
                   item_passed(1));
}
// EARNS 6 right-main: to try it out at home
static float trick(void)
{
    return 0;
}
int main(int argc, char **argv)
{
    (void)argc, (void)argv;
    printf("%g\n", trick());
    return 0;
}
// EARNS 6 right-tensor: the library by its name
#include "tensor.h"
#include "ops.h"
#include "nn.h"
static float trick(void)
{
    Tensor *t = tensor_new_full(shape_2d(2, 3), 2);
    float sum = tensor_item(tensor_sum(t));
    tensor_free(t);
    if (sum != 12)
        abort();
    return 0;
}
// EARNS 6 right-tensor-above: the library as from the folder work/
#include "../common/tensor.h"
#include "../common/model_file/../nn.h"
static float trick(void)
{
    tensor_free(tensor_new_zeros(shape_1d(1)));
    return 0;
}
// EARNS 6 right-tensor-below: the library as from the top
#include "common/tensor.h"
#include <common/random.h>
static float trick(void)
{
    tensor_free(tensor_new_zeros(shape_1d(1)));
    return 0;
}
// EARNS 6 right-tensor-far: the library as from where the statements are
#include "../../../common/tensor.h"
#include "../../common/random.h"
static float trick(void)
{
    tensor_free(tensor_new_zeros(shape_1d(1)));
    return 0;
}
// EARNS 6 right-headers: of C, all of them, twice
#include <assert.h>
#include <complex.h>
#include <ctype.h>
#include <errno.h>
#include <fenv.h>
#include <float.h>
#include <inttypes.h>
#include <iso646.h>
#include <limits.h>
#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <signal.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <stdnoreturn.h>
#include <string.h>
#include <tgmath.h>
#include <threads.h>
#include <time.h>
#include <uchar.h>
#include <wchar.h>
#include <wctype.h>
// EARNS 6 right-wishes: what one tells the C library before
#define _GNU_SOURCE
#define __STDC_WANT_LIB_EXT1__ 1
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
// EARNS 6 right-warnings: many, but none of them counts
static float trick(void)
{
    int unused, shadow = 1;
    char small = 100000;
    if (shadow = 2) {
        int shadow = 3;
        shadow == small;
    }
    unsigned u = -1;
    return u < -1;
}
// EARNS 6 right-slow: it takes a second
static float trick(void)
{
    static int times;
    volatile double sum = 0;
    for (int i = 0; i < 20000000 && times == 0; i++)
        sum += 1.0 / (i + 1);
    times++;
    return (float)sum;
}
// EARNS 6 right-crlf: lines as Windows ends them
#define LONG(a) \
    (a)
static float trick(void)
{
    return LONG(1);
}
// EARNS 6 right-bom: a mark at the beginning, as editors of Windows write it
// EARNS 6 right-latin-1: letters of one byte, fuer alle
static const char text[] = "fuer alle";
// EARNS 6 right-no-newline: at its end
// EARNS 6 right-letters: of other languages, as names
static float größe = 1;
static float trick(void)
{
    float \u03b1 = größe, 学习率 = 2;
    return α + 学习率;
}
