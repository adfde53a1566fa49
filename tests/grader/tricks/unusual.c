// EARNS 6 right-own-copies: names that other libraries have, not that of C
char *strdup(const char *text)
{
    char *copy = malloc(strlen(text) + 1);
    return copy ? strcpy(copy, text) : NULL;
}
int getline(char line[], int most)
{
    int length = 0;
    for (int c; length < most - 1 && (c = getchar()) != EOF && c != '\n';)
        line[length++] = (char)c;
    line[length] = '\0';
    return length;
}
static int index, read = 3, y1 = 5;
float gamma(float x)
{
    return x * (float)(index + read + y1);
}
static float trick(void)
{
    char line[20], *copy = strdup("a line");
    if (strcmp(copy, "a line") != 0 || getline(line, 20) != 0 || gamma(1) != 8)
        abort();
    free(copy);
    return 0;
}
// EARNS 6 right-jump-from-handler: out of a signal
static jmp_buf place;
static void leave(int number)
{
    longjmp(place, number);
}
static float trick(void)
{
    static volatile int times;
    if (times++ > 0) // where the signal stays blocked it comes once
        return 0;
    signal(SIGTERM, leave);
    int number = setjmp(place);
    if (number == 0)
        raise(SIGTERM);
    if (number != SIGTERM)
        abort();
    return 0;
}
// EARNS 6 right-callbacks: sorted and found by functions in a table
typedef struct Pair {
    int key;
    char word[8];
} Pair;
static int up(const void *a, const void *b)
{
    return ((const Pair *)a)->key - ((const Pair *)b)->key;
}
static int down(const void *a, const void *b)
{
    return up(b, a);
}
static float trick(void)
{
    Pair pair[] = {{3, "three"}, {1, "one"}, {2, "two"}};
    int (*const order[])(const void *, const void *) = {down, up};
    for (int k = 0; k < 2; k++)
        qsort(pair, 3, sizeof *pair, order[k]);
    Pair *found = bsearch(&(Pair){.key = 2}, pair, 3, sizeof *pair, up);
    if (!found || strcmp(found->word, "two") != 0)
        abort();
    return 0;
}
// EARNS 6 right-variable-lengths: of arrays, and of arrays of arrays
static float trace(int n, float m[n][n])
{
    float sum = 0;
    for (int i = 0; i < n; i++)
        sum += m[i][i];
    return sum;
}
static float trick(void)
{
    int n = 5;
    float m[n][n], (*large)[n] = malloc(100 * sizeof *large);
    memset(m, 0, sizeof m);
    m[n - 1][n - 1] = large[99][n - 1] = 2;
    if (trace(n, m) != 2 || sizeof *large != 5 * sizeof(float))
        abort();
    free(large);
    return 0;
}
// EARNS 6 right-growing: a list with its items behind, and a chain
typedef struct Items {
    size_t count, room;
    float item[];
} Items;
typedef struct Link {
    struct Link *next;
    int number;
} Link;
static float trick(void)
{
    Items *list = calloc(1, sizeof *list);
    Link *first = NULL;
    for (int i = 0; i < 1000; i++) {
        if (list->count == list->room) {
            list->room = 2 * list->room + 1;
            list = realloc(list, sizeof *list + list->room * sizeof(float));
        }
        list->item[list->count++] = (float)i;
        Link *link = malloc(sizeof *link);
        *link = (Link){first, i};
        first = link;
    }
    for (Link *next; first; first = next) {
        next = first->next;
        if (list->item[first->number] != (float)first->number)
            abort();
        free(first);
    }
    free(list);
    return 0;
}
// EARNS 6 right-bits: seen in other types, and counted
struct Flags {
    unsigned ready : 1, kind : 3;
    signed level : 4;
};
static float trick(void)
{
    struct Flags f = {.ready = 1, .kind = 5, .level = -8};
    float one = 1;
    uint32_t bits;
    unsigned char byte[sizeof one];
    memcpy(&bits, &one, sizeof bits);
    memcpy(byte, &bits, sizeof byte);
    int count = 0;
    for (uint32_t left = bits; left; left &= left - 1)
        count++;
    if (count != 7 || f.level != -8 || f.kind != 5 || CHAR_BIT != 8 ||
        offsetof(struct { char a; double b; }, b) < 1)
        abort();
    return 0;
}
// EARNS 6 right-macros: lists of lists, of any length, and Duff's device
#define COLOURS(of) of(RED, 1) of(GREEN, 2) of(BLUE, 4)
#define NUMBER(name, value) name = value,
#define WORD(name, value) #name,
#define COUNT(...) (sizeof((int[]){__VA_ARGS__}) / sizeof(int))
#define SHOW(format, ...) snprintf(text, sizeof text, format, __VA_ARGS__)
enum Colour { COLOURS(NUMBER) NO_COLOUR };
static const char *const words[] = {COLOURS(WORD)};
static float trick(void)
{
    char text[40];
    int times = 0, n = (7 + 3) / 4;
    switch (7 % 4) {
    case 0:
        do {
            times++;
        case 3:
            times++;
        case 2:
            times++;
        case 1:
            times++;
        } while (--n > 0);
    }
    SHOW("%s %d %zu", words[2], NO_COLOUR, COUNT(1, 2, 3));
    if (strcmp(text, "BLUE 5 3") != 0 || times != 7)
        abort();
    return 0;
}
// EARNS 6 right-words-of-a-line: cut, read and counted
static float trick(void)
{
    char line[] = " 1.5e1, 0x1p3;-2 ,nan", word[8];
    double sum = 0;
    int number, length;
    for (char *end, *part = strtok(line, ", ;"); part;
         part = strtok(NULL, ", ;")) {
        double value = strtod(part, &end);
        if (*end)
            abort();
        sum += isnan(value) ? 0 : value;
    }
    if (sscanf("abc123 x", "%7[a-z]%d%n", word, &number, &length) != 2 ||
        number != 123 || length != 6 || strcspn(word, "c") != 2 || sum != 21)
        abort();
    return 0;
}
// EARNS 6 right-dates: a day that is none becomes another
static float trick(void)
{
    struct tm day = {.tm_year = 100, .tm_mon = 1, .tm_mday = 30, .tm_hour = 12};
    char text[40];
    time_t when = mktime(&day);
    if (when == (time_t)-1 || day.tm_mon != 2 || day.tm_mday != 1 ||
        strftime(text, sizeof text, "%Y-%m-%d %A", &day) == 0 ||
        strcmp(text, "2000-03-01 Wednesday") != 0)
        abort();
    clock_t began = clock();
    while (clock() == began)
        ;
    return 0;
}
// EARNS 6 right-waves: a sum of complex numbers, with one name for all types
#include <complex.h>
#include <tgmath.h>
static float trick(void)
{
    enum { N = 8 };
    const double turn = 2 * acos(-1.0) / N;
    double complex sum[N] = {0};
    for (int k = 0; k < N; k++)
        for (int t = 0; t < N; t++)
            sum[k] += cos(3 * turn * t) * exp(-I * turn * k * t);
    if (fabs(creal(sum[3]) - N / 2) > 1e-9 || fabs(sum[2]) > 1e-9 ||
        fabs(carg(-1.0 + 0 * I)) < 3)
        abort();
    return 0;
}
// EARNS 6 right-exchange: threads that count without a lock, and wait in vain
#include <stdatomic.h>
#include <threads.h>
static _Atomic uint64_t total;
static int add(void *by)
{
    for (int i = 0; i < 1000; i++) {
        uint64_t seen = atomic_load(&total);
        while (!atomic_compare_exchange_weak(&total, &seen,
                                             seen + *(uint64_t *)by))
            ;
    }
    thrd_exit(3);
}
static float trick(void)
{
    thrd_t thread[3];
    uint64_t by[] = {1, 2, 3};
    int result = 0;
    mtx_t lock;
    cnd_t never;
    struct timespec until;
    total = 0;
    for (int i = 0; i < 3; i++)
        thrd_create(&thread[i], add, &by[i]);
    for (int i = 0; i < 3; i++)
        thrd_join(thread[i], &result);
    mtx_init(&lock, mtx_timed | mtx_recursive);
    cnd_init(&never);
    mtx_lock(&lock);
    timespec_get(&until, TIME_UTC);
    int waited = cnd_timedwait(&never, &lock, &until);
    mtx_unlock(&lock);
    mtx_destroy(&lock);
    cnd_destroy(&never);
    if (total != 6000 || result != 3 || waited != thrd_timedout)
        abort();
    return 0;
}
// EARNS 6 right-letters-of-many-bytes: there and back
#include <wchar.h>
#include <wctype.h>
static float trick(void)
{
    wchar_t wide[20];
    char text[20];
    wctype_t alphabetic = wctype("alpha");
    setlocale(LC_ALL, "C.UTF-8");
    if (mbstowcs(wide, "12.5 words", 20) != 10 ||
        wcstombs(text, wide, sizeof text) != 10 || wcstod(wide, NULL) != 12.5 ||
        !iswctype(wide[5], alphabetic) || wcscmp(wcschr(wide, L'w'), L"words"))
        abort();
    setlocale(LC_ALL, "C");
    return 0;
}
// EARNS 6 right-inline: in all its forms
inline float square(float x)
{
    return x * x;
}
extern inline float square(float x);
static inline void scale(int n, float *restrict to, const float *restrict from)
{
    for (register int i = 0; i < n; i++)
        to[i] = square(from[i]);
}
_Noreturn static void never(void)
{
    abort();
}
static float trick(void)
{
    float from[3] = {1, 2, 3}, to[3];
    scale(3, to, from);
    if (to[2] != 9)
        never();
    return 0;
}
// EARNS 6 right-extensions: that compilers have, and people use
#pragma pack(push, 1)
struct Tight {
    char a;
    double b;
};
#pragma pack(pop)
typedef struct __attribute__((packed)) Tighter {
    char a;
    int b;
} Tighter;
__attribute__((noinline, pure)) static float twice(float x)
{
    return 2 * x;
}
#define LARGER(a, b) ({ __typeof__(a) x = (a), y = (b); x > y ? x : y; })
static float trick(void)
{
    if (__builtin_expect(sizeof(struct Tight) != 9, 0) || sizeof(Tighter) != 5 ||
        LARGER(2, 3) != 3 || twice(2) != 4 || __builtin_popcount(7) != 3)
        __builtin_trap();
    return 0;
}
// EARNS 6 right-three-letters: for one, as old keyboards need them
static float trick(void)
??<
    int a??(3??) = ??<1, 2, 3??>;
    if ((a??(1??) ??! 1) != 3 ??!??! ??-0 != -1)
        abort();
    return 0;
??>
