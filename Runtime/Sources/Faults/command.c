/* Reads SIL_FAULTS, once. */
#define _GNU_SOURCE
#include "command.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NUMBERS_MAX = 3, EXIT_BAD_COMMAND = 70 };

command told;
fork_call libc_fork;
spawn_call libc_spawn, libc_spawn_in_path;

bool window_takes(window *window) {
    if (window->times == 0) return false;
    long call = atomic_fetch_add(&window->calls, 1);
    return call >= window->after && call - window->after < window->times;
}

bool is_nth(atomic_long *calls, long every) {
    if (every == 0) return false;
    return (atomic_fetch_add(calls, 1) + 1) % every == 0;
}

static void window_set(window *window, const long numbers[NUMBERS_MAX]) {
    window->times = numbers[0];
    window->after = numbers[1];
    window->detail = numbers[2];
}

static bool set(const char *word, size_t length, const long numbers[NUMBERS_MAX]) {
    const struct {
        const char *word;
        long *number;
    } plain[] = {
        {"short_read", &told.short_read},           {"short_write", &told.short_write},
        {"slow_write", &told.slow_write_ms},        {"interrupt", &told.interrupt_every},
        {"would_block", &told.would_block_every},   {"reset", &told.reset_every},
    };
    const struct {
        const char *word;
        window *window;
    } windows[] = {{"fork", &told.fork}, {"accept", &told.accept}, {"malloc", &told.malloc}};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        if (strlen(plain[i].word) != length || memcmp(plain[i].word, word, length) != 0) continue;
        *plain[i].number = numbers[0];
        return true;
    }
    for (size_t i = 0; i < sizeof windows / sizeof *windows; i++) {
        if (strlen(windows[i].word) != length || memcmp(windows[i].word, word, length) != 0) continue;
        window_set(windows[i].window, numbers);
        return true;
    }
    return false;
}

/* Takes `word=number,…` off the front; false for anything else. */
static bool take(const char **text) {
    const char *equals = strchr(*text, '=');
    if (equals == NULL) return false;
    long numbers[NUMBERS_MAX] = {0};
    const char *rest = equals;
    for (int i = 0; i < NUMBERS_MAX && (i == 0 || *rest == ','); i++) {
        char *end;
        numbers[i] = strtol(rest + 1, &end, 10);
        if (end == rest + 1 || numbers[i] < 0) return false;
        rest = end;
    }
    if (!set(*text, (size_t)(equals - *text), numbers)) return false;
    if (*rest == ';') rest++;
    else if (*rest != 0) return false;
    *text = rest;
    return true;
}

__attribute__((constructor)) static void read_command(void) {
    libc_fork = (fork_call)dlsym(RTLD_NEXT, "fork");
    libc_spawn = (spawn_call)dlsym(RTLD_NEXT, "posix_spawn");
    libc_spawn_in_path = (spawn_call)dlsym(RTLD_NEXT, "posix_spawnp");
    const char *text = getenv("SIL_FAULTS");
    /* A command half obeyed would judge the program by other rules than its grader meant. */
    while (text != NULL && *text != 0) {
        if (!take(&text)) _exit(EXIT_BAD_COMMAND);
    }
    unsetenv("SIL_FAULTS");
    unsetenv("LD_PRELOAD");
}
