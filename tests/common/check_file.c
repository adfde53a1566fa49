// Tests of common/file.c: files that are never half; and of the checksum.
#define _XOPEN_SOURCE 700 // POSIX, and mkdtemp
#include "file.h"

#include <check.h>
#include <err.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "golden.h"

enum { SIZE = 300000 };

static char folder[64];
static Error error;

static const char *inside(const char *name)
{
    static char path[4][400];
    static int turn;
    turn = (turn + 1) % 4;
    snprintf(path[turn], sizeof *path, "%s/%s", folder, name);
    return path[turn];
}

static void set_up(void)
{
    strcpy(folder, "/tmp/check_file_XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    umask(022);
}

static void tear_down(void)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    ck_assert_int_eq(system(command), 0);
}

// SIZE times the same byte, or fewer.
static Bytes bytes_of(char byte, size_t size)
{
    Bytes bytes = {malloc(size), size, size};
    memset(bytes.data, byte, size);
    return bytes;
}

static bool save(const char *path, char byte, size_t size)
{
    Bytes bytes = bytes_of(byte, size);
    bool good = file_replace(path, &bytes, &error);
    free(bytes.data);
    return good;
}

// The one byte that the file consists of; 0 if it is of another size or torn.
static char content(const char *path, size_t size)
{
    Bytes bytes;
    ck_assert_msg(file_read(path, UINT32_MAX, &bytes, &error), "%s",
                  error.message);
    char byte = bytes.size == size ? (char)bytes.data[0] : '\0';
    for (size_t i = 0; i < bytes.size; i++)
        byte = (char)bytes.data[i] == byte ? byte : '\0';
    free(bytes.data);
    return byte;
}

static void assert_no_litter(void)
{
    ck_assert_int_ne(access(inside("f.tmp"), F_OK), 0);
}

START_TEST(test_replace)
{
    struct stat info;
    ck_assert_msg(save(inside("f"), 'a', SIZE), "%s", error.message);
    ck_assert_int_eq(content(inside("f"), SIZE), 'a');
    ck_assert_int_eq(stat(inside("f"), &info), 0);
    ck_assert_int_eq(info.st_mode & 0777, 0644); // as the umask says
    ck_assert_int_eq(chmod(inside("f"), 0640), 0);
    ck_assert(save(inside("f"), 'b', 10));
    ck_assert_int_eq(content(inside("f"), 10), 'b');
    ck_assert_int_eq(stat(inside("f"), &info), 0);
    ck_assert_int_eq(info.st_mode & 0777, 0640); // as the old file's
    assert_no_litter();
    ck_assert_int_eq(chdir(folder), 0);
    ck_assert(save("f", 'c', SIZE)); // a path without a folder
    ck_assert_int_eq(content("f", SIZE), 'c');
    ck_assert_int_eq(chdir("/"), 0);
}
END_TEST

START_TEST(test_links)
{
    struct stat info;
    ck_assert(save(inside("real"), 'a', 10));
    ck_assert_int_eq(symlink("real", inside("f")), 0);
    ck_assert(save(inside("f"), 'b', 10));
    ck_assert_int_eq(lstat(inside("f"), &info), 0);
    ck_assert(S_ISLNK(info.st_mode));
    ck_assert_int_eq(content(inside("real"), 10), 'b');
    // a link that somebody laid in the way is not followed
    ck_assert_int_eq(symlink("real", inside("g.tmp")), 0);
    ck_assert(save(inside("g"), 'c', 10));
    ck_assert_int_eq(content(inside("real"), 10), 'b');
    ck_assert_int_eq(content(inside("g"), 10), 'c');
    ck_assert_int_ne(access(inside("g.tmp"), F_OK), 0);
}
END_TEST

START_TEST(test_leftover)
{
    FILE *file = fopen(inside("f.tmp"), "w"); // of a program that was killed
    fputs("half", file);
    fclose(file);
    ck_assert(save(inside("f"), 'a', 10));
    ck_assert_int_eq(content(inside("f"), 10), 'a');
    assert_no_litter();
}
END_TEST

// The temporary file of a program that is saving right now stays its own.
START_TEST(test_locked)
{
    int ready[2], status;
    char byte;
    ck_assert(save(inside("f"), 'a', 10));
    ck_assert_int_eq(pipe(ready), 0);
    pid_t child = fork();
    if (child == 0) {
        struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
        int file = open(inside("f.tmp"), O_WRONLY | O_CREAT, 0600);
        bool good = file >= 0 && fcntl(file, F_SETLK, &whole) == 0 &&
                    write(ready[1], "", 1) == 1;
        pause();
        _exit(good);
    }
    ck_assert_int_eq(read(ready[0], &byte, 1), 1);
    ck_assert(!save(inside("f"), 'b', 10));
    ck_assert_str_eq(error.message, "not saved: another program is saving");
    ck_assert_int_eq(content(inside("f"), 10), 'a');
    ck_assert_int_eq(access(inside("f.tmp"), F_OK), 0);
    kill(child, SIGKILL);
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(save(inside("f"), 'b', 10)); // now it is a leftover
    ck_assert_int_eq(content(inside("f"), 10), 'b');
    assert_no_litter();
}
END_TEST

// Like a full disk: no file may become larger than that.
START_TEST(test_full)
{
    ck_assert(save(inside("f"), 'a', SIZE));
    for (rlim_t limit = 0; limit < SIZE; limit += SIZE / 5) {
        struct rlimit size = {limit, RLIM_INFINITY};
        setrlimit(RLIMIT_FSIZE, &size); // holds for the test's own notes, too
        bool saved = save(inside("f"), 'b', SIZE);
        bool saved_new = save(inside("new"), 'b', SIZE);
        size.rlim_cur = RLIM_INFINITY;
        ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &size), 0);
        ck_assert(!saved && !saved_new);
        ck_assert_str_eq(error.message, "not saved: File too large");
        ck_assert_int_eq(content(inside("f"), SIZE), 'a');
        ck_assert_int_ne(access(inside("new"), F_OK), 0);
        ck_assert_int_ne(access(inside("new.tmp"), F_OK), 0);
        assert_no_litter();
    }
}
END_TEST

// Root may write everywhere, so this test stops being root.
START_TEST(test_read_only)
{
    ck_assert(save(inside("f"), 'a', 10));
    if (geteuid() == 0) {
        ck_assert_int_eq(chown(folder, 65534, 65534), 0);
        ck_assert_int_eq(chown(inside("f"), 65534, 65534), 0);
        ck_assert_int_eq(seteuid(65534), 0);
    }
    ck_assert_int_eq(chmod(folder, 0555), 0);
    ck_assert(!save(inside("f"), 'b', 10));
    ck_assert_str_eq(error.message, "not saved: Permission denied");
    ck_assert(!save(inside("g"), 'b', 10));
    ck_assert_str_eq(error.message, "not saved: Permission denied");
    ck_assert_int_eq(content(inside("f"), 10), 'a');
    assert_no_litter();
    ck_assert_int_eq(chmod(folder, 0755), 0);
    ck_assert_int_eq(chmod(inside("f"), 0444), 0);
    ck_assert(save(inside("g"), 'b', 10));
    ck_assert_int_eq(content(inside("g"), 10), 'b');
    if (getuid() == 0) // access() asks for the real user
        ck_assert_int_eq(setreuid(65534, (uid_t)-1), 0);
    ck_assert(!save(inside("f"), 'b', 10)); // a file that may not be written
    ck_assert_str_eq(error.message, "not saved: Permission denied");
    ck_assert_int_eq(content(inside("f"), 10), 'a');
}
END_TEST

// Where others may write too, what is theirs cannot be removed. Only root can
// be somebody else.
START_TEST(test_of_others)
{
    if (geteuid() != 0)
        return;
    ck_assert_int_eq(chmod(folder, 01777), 0);
    ck_assert(save(inside("open.tmp"), 'a', 10));
    ck_assert_int_eq(chmod(inside("open.tmp"), 0666), 0);
    ck_assert(save(inside("closed.tmp"), 'a', 10));
    ck_assert_int_eq(chmod(inside("closed.tmp"), 0600), 0);
    ck_assert_int_eq(symlink("nowhere", inside("link.tmp")), 0);
    ck_assert_int_eq(seteuid(65534), 0);
    ck_assert(!save(inside("open"), 'b', 10));
    ck_assert_str_eq(error.message, "not saved: Operation not permitted");
    ck_assert(!save(inside("closed"), 'b', 10));
    ck_assert_str_eq(error.message, "not saved: Permission denied");
    ck_assert(!save(inside("link"), 'b', 10));
    ck_assert_str_eq(error.message, "not saved: Operation not permitted");
    ck_assert_int_eq(seteuid(0), 0);
    ck_assert_int_eq(content(inside("open.tmp"), 10), 'a');
}
END_TEST

// What is said before the work is what would be said after it.
START_TEST(test_can_replace)
{
    char long_name[256];
    memset(long_name, 'n', 253); // with .tmp it is longer than names can be
    long_name[253] = '\0';
    ck_assert(file_can_replace(inside("f"), &error));
    ck_assert_int_ne(access(inside("f"), F_OK), 0);
    ck_assert(!file_can_replace(inside(long_name), &error));
    ck_assert_str_eq(error.message, "File name too long");
    ck_assert(!save(inside(long_name), 'a', 10));
    ck_assert_str_eq(error.message, "not saved: File name too long");
    ck_assert(!file_can_replace(inside("no/f"), &error));
    ck_assert_str_eq(error.message, "No such file or directory");
    ck_assert(!file_can_replace(folder, &error));
    ck_assert_str_eq(error.message, "is a folder");
}
END_TEST

START_TEST(test_no_file)
{
    struct stat info;
    ck_assert(!save("/dev/null", 'a', 10));
    ck_assert_str_eq(error.message, "not saved: is not a regular file");
    ck_assert_int_eq(stat("/dev/null", &info), 0);
    ck_assert(S_ISCHR(info.st_mode));
    ck_assert(!save(folder, 'a', 10));
    ck_assert_str_eq(error.message, "not saved: is a folder");
    ck_assert(!save(inside("no/f"), 'a', 10));
    ck_assert_str_eq(error.message, "not saved: No such file or directory");
    ck_assert(!save("", 'a', 10));
    int ends[2];
    char path[32];
    ck_assert_int_eq(pipe(ends), 0);
    snprintf(path, sizeof path, "/dev/fd/%d", ends[1]); // as /dev/stdout may be
    ck_assert(!save(path, 'a', 10));
    ck_assert_str_eq(error.message, "not saved: is not a regular file");
    ck_assert_int_eq(symlink("nowhere", inside("f")), 0);
    ck_assert(!save(inside("f"), 'a', 10));
}
END_TEST

// A child writes one content after the other and, once it has saved the first,
// is killed at a moment of chance: what is there is whole, each time.
START_TEST(test_killed)
{
    int saved[2];
    char byte;
    ck_assert_int_eq(pipe(saved), 0);
    srand(1);
    for (int i = 0; i < 300; i++) {
        pid_t child = fork();
        if (child == 0)
            for (byte = 'a';; byte = byte == 'z' ? 'a' : (char)(byte + 1)) {
                bool good = save(inside("f"), byte, SIZE);
                if (byte == 'a' && (!good || write(saved[1], "", 1) != 1))
                    _exit(1);
            }
        ck_assert_int_eq(read(saved[0], &byte, 1), 1);
        struct timespec wait = {0, rand() % 5000000};
        nanosleep(&wait, NULL);
        kill(child, SIGKILL);
        ck_assert_int_eq(waitpid(child, NULL, 0), child);
        byte = content(inside("f"), SIZE);
        ck_assert_msg(byte >= 'a' && byte <= 'z', "torn by kill %d", i);
    }
    ck_assert(save(inside("f"), 'a', SIZE));
    assert_no_litter();
}
END_TEST

// Two programs save at once: each content is whole, and at the end all is tidy.
// It takes many turns to meet each pair of moments: 50 showed one fault rarely.
START_TEST(test_two_at_once)
{
    enum { SAVES = 1000 };
    pid_t child[2];
    ck_assert(save(inside("f"), 'a', SIZE));
    for (int i = 0; i < 2; i++)
        if ((child[i] = fork()) == 0) {
            for (int k = 0; k < SAVES; k++)
                if (!save(inside("f"), (char)('b' + i), SIZE) &&
                    strcmp(error.message,
                           "not saved: another program is saving") != 0)
                    errx(1, "%s", error.message);
            _exit(0);
        }
    for (int k = 0; k < SAVES; k++)
        ck_assert_int_ne(content(inside("f"), SIZE), '\0');
    for (int i = 0; i < 2; i++) {
        int status;
        ck_assert_int_eq(waitpid(child[i], &status, 0), child[i]);
        ck_assert_int_eq(status, 0);
    }
    ck_assert_int_ne(content(inside("f"), SIZE), '\0');
    assert_no_litter();
}
END_TEST

// The division, bit by bit.
static uint32_t crc32_by_bits(const unsigned char *data, size_t size)
{
    uint32_t crc = 0xffffffff;
    for (size_t i = 0; i < 8 * size; i++) {
        uint32_t odd = (crc ^ data[i / 8] >> i % 8) & 1;
        crc = crc >> 1 ^ (odd ? 0xedb88320 : 0);
    }
    return ~crc;
}

// At every place and of every length around what is taken at once.
START_TEST(test_checksum)
{
    enum { MOST = 300 };
    unsigned char data[MOST + 16];
    for (size_t i = 0; i < sizeof data; i++)
        data[i] = (unsigned char)(i * i * 2654435761u >> 13);
    ck_assert_uint_eq(crc32_of((const unsigned char *)"123456789", 9),
                      0xcbf43926); // as the standard says
    for (size_t size = 0; size <= MOST; size++)
        for (size_t at = 0; at < 16; at++)
            ck_assert_uint_eq(crc32_of(data + at, size),
                              crc32_by_bits(data + at, size));
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("file");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, test_replace);
    tcase_add_test(tests, test_links);
    tcase_add_test(tests, test_leftover);
    tcase_add_test(tests, test_locked);
    tcase_add_test(tests, test_full);
    tcase_add_test(tests, test_read_only);
    tcase_add_test(tests, test_of_others);
    tcase_add_test(tests, test_can_replace);
    tcase_add_test(tests, test_no_file);
    tcase_add_test(tests, test_killed);
    tcase_add_test(tests, test_two_at_once);
    tcase_add_test(tests, test_checksum);
    return run_tests("file", tests);
}
