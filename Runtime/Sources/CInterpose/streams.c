/* The standard streams of schedules. */
#define _GNU_SOURCE
#include "streams.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "real.h"

#include "section.h"

enum { INPUT_BYTES_MAX = 16 * 1024 * 1024 };

/* Where what is printed can be read; −1: nowhere. */
static int kept[2] = {-1, -1};

static int put_at(int fd, int number) {
    if (dup2(fd, number) != number) return errno;
    if (fd != number) close(fd);
    return 0;
}

static int memory_file(const char *name, int *fd) {
    *fd = memfd_create(name, MFD_CLOEXEC);
    return *fd >= 0 && fcntl(*fd, F_SETFL, O_APPEND) == 0 ? 0 : errno;
}

int ip_streams_open(void) {
    int error = memory_file("stdout", &kept[STREAM_OUTPUT]);
    return error != 0 ? error : memory_file("stderr", &kept[STREAM_ERROR]);
}

void ip_streams_close(void) {
    for (int i = 0; i < 2; i++) {
        if (kept[i] >= 0) close(kept[i]);
        kept[i] = -1;
    }
}

/* Anything that can be read only once is read now. */
static int input_keep(void) {
    struct stat info;
    bool is_open = fstat(STDIN_FILENO, &info) == 0;
    if (is_open && S_ISREG(info.st_mode)) return 0;
    int kept = memfd_create("stdin", MFD_CLOEXEC);
    if (kept < 0) return errno;
    bool is_stream = is_open && (S_ISFIFO(info.st_mode) || S_ISSOCK(info.st_mode));
    char bytes[4096];
    ssize_t count = 0;
    for (size_t all = 0; is_stream && all < INPUT_BYTES_MAX; all += (size_t)count) {
        count = read(STDIN_FILENO, bytes, sizeof bytes);
        if (count <= 0) break;
        if (write(kept, bytes, (size_t)count) != count) return EIO;
    }
    return put_at(kept, STDIN_FILENO);
}

int ip_streams_enter(void) {
    int error = input_keep();
    if (error != 0) return error;
    fflush(NULL);
    error = put_at(kept[STREAM_OUTPUT], STDOUT_FILENO);
    if (error == 0) error = put_at(kept[STREAM_ERROR], STDERR_FILENO);
    kept[STREAM_OUTPUT] = STDOUT_FILENO;
    kept[STREAM_ERROR] = STDERR_FILENO;
    return error;
}

off_t ip_stream_size(stream stream) {
    return lseek(kept[stream], 0, SEEK_END);
}

uint32_t ip_stream_read(stream stream, off_t from, char *text, size_t size) {
    ssize_t count = pread(kept[stream], text, size, from > 0 ? from : 0);
    return count > 0 ? (uint32_t)count : 0;
}

static int empty(stream stream) {
    return ip_stream_size(stream) > 0 && ftruncate(kept[stream], 0) != 0 ? errno : 0;
}

int ip_streams_rewind(void) {
    int error = empty(STREAM_OUTPUT);
    if (error == 0) error = empty(STREAM_ERROR);
    lseek(STDIN_FILENO, 0, SEEK_SET);
    return error;
}

bool ip_streams_flush(void) {
    if (ip_real()->ftrylockfile(stdout) != 0) return false;
    ip_real()->funlockfile(stdout);
    fflush(NULL);
    return true;
}
