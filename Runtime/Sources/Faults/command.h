/* What the library was told to do; written once, before any other thread exists. */
#pragma once

#include <stdatomic.h>
#include <spawn.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#pragma GCC visibility push(hidden)

/* The kinds of calls that are counted apart. */
typedef enum call_kind { CALL_READ, CALL_WRITE, CALL_ACCEPT, CALL_CHILDREN, CALL_DESCRIPTORS, CALL_KINDS } call_kind;

/* The calls number after…after+times-1 fail; counted from 0. */
typedef struct window {
    long times, after, detail;
    atomic_long calls;
} window;

typedef struct command {
    long short_read, short_write, slow_write_ms; /* 0: not told */
    long interrupt_every, would_block_every, reset_every;
    window fork, accept, malloc;
    atomic_long interruptible[CALL_KINDS], blockable[CALL_KINDS], resettable;
} command;

extern command told;

/* Whether this call is one of those that fail. */
bool window_takes(window *window);
/* Whether the call counted here is the nth one; never for `every` 0. */
bool is_nth(atomic_long *calls, long every);

typedef pid_t (*fork_call)(void);
typedef int (*spawn_call)(
    pid_t *, const char *, const posix_spawn_file_actions_t *, const posix_spawnattr_t *, char *const[],
    char *const[]);
/* libc's own, looked up before the program's code runs: later a lookup could take a lock. */
extern fork_call libc_fork;
extern spawn_call libc_spawn, libc_spawn_in_path;

#pragma GCC visibility pop
