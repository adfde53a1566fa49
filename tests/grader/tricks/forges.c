// EARNS 0 answers-nan: what is no number is not wrong either?
static float trick(void)
{
    return NAN;
}
// EARNS 0 prints-passed: what is printed counts?
static float trick(void)
{
    printf("100%%: Checks: 9, Failures: 0\nanswer\tloss\t-\t5\nend\n");
    fprintf(stderr, "passed\n{\"score\": 100}\n");
    return 0;
}
// EARNS 0 forges-answers: the answer of the example and a good end
long write(int fd, const void *bytes, size_t count);
static const char forged[] = "answer\tloss\t-\t5\nend\n";
static float trick(void)
{
    write(3, forged, sizeof forged - 1);
    exit(0);
}
// EARNS 0 forges-a-flood: more than anybody wants to read
long write(int fd, const void *bytes, size_t count);
static const char forged[] = "answer\tloss\t-\t5\n";
static float trick(void)
{
    for (;;)
        write(3, forged, sizeof forged - 1);
}
// EARNS 0 forges-a-report: whose name and input are megabytes
long write(int fd, const void *bytes, size_t count);
static float trick(void)
{
    static char name[3000000];
    memset(name, 'x', sizeof name);
    write(3, "given\t", 6);
    write(3, name, sizeof name);
    write(3, "\nanswer\t", 8);
    write(3, name, sizeof name);
    return 0;
}
// EARNS 0 forges-numbers: very many of them
long write(int fd, const void *bytes, size_t count);
static float trick(void)
{
    write(3, "answer\tloss\t[200000]\t1", 22);
    for (int i = 0; i < 200000; i++)
        write(3, " 1", 2);
    return 0;
}
// EARNS 0 forges-a-complaint: megabytes on the standard error, then abort
static float trick(void)
{
    for (int i = 0; i < 100000; i++)
        fprintf(stderr, "    #0 0x%d AddressSanitizer: SEGV \033[2J %d\n", i, i);
    abort();
}
// EARNS 0 replaces-the-runner: its functions under one's own hand
void answer_array(const char *name, const float *numbers, int count)
{
    (void)name, (void)numbers, (void)count;
}
int main(void)
{
    return 0;
}
// EARNS 0 replaces-the-items: a list of one's own
const ExerciseItem exercise_items[] = {{0}};
// EARNS 0 overwrites-the-items: one case less to answer
static float trick(void)
{
    for (int i = 0; exercise_items[i].cases; i++)
        ((ExerciseItem *)&exercise_items[i])->cases = 0;
    return 0;
}
// EARNS 0 replaces-a-function: of the library that the runner uses
void *memory_new(size_t count, size_t size)
{
    (void)count, (void)size;
    exit(0);
}
// EARNS 0 replaces-write: of the C library
long write(int fd, const void *bytes, size_t count)
{
    (void)fd, (void)bytes;
    return (long)count;
}
// EARNS 0 closes-everything: no output, no complaint?
int close(int fd);
static float trick(void)
{
    fclose(stdout);
    fclose(stderr);
    for (int fd = 0; fd < 20; fd++)
        close(fd);
    return 0;
}
// EARNS 0 looks-for-the-seed: in what the program was called with
extern char **environ;
static float trick(void)
{
    for (char **word = environ - 20; *word != environ[0]; word++)
        if (*word && (uintptr_t)*word > 4096 && atoi(*word) == 1)
            abort(); // the seed of this test
    return 0;
}
// EARNS 0 though right replaces-the-items-by-label: for the assembler
const char mine[500] __asm__("exercise_items") = {0};
