/* CHost: what the process that tests run in cannot do in Swift: fork, read /proc, lock a child down, survive
   a crash long enough to say where it was. This header is the whole contract.

   Two kinds of process call it. The *host* has one thread, and every function below is its own unless marked
   [child]. A *test child* is forked from it, one for each test, and runs the learner's code; the host never
   does.

   Functions that can fail return 0 or an errno value, never -1. Nothing here prints. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Learner and grader look symbols up in the host's executable; of CHost they shall find nothing that is not
   marked. */
#define HOST_EXPORTED __attribute__((visibility("default")))
#pragma GCC visibility push(hidden)

enum {
    HOST_RECORD_VERSION = 1,
    HOST_NONCE_BYTES = 16,
    /* A report larger than this is cut off by the host, and then it is no report. */
    HOST_REPORT_BYTES_MAX = 256 * 1024,
    HOST_CRASH_FRAMES_MAX = 32,
    /* RLIMIT_NOFILE of a test child. Its record pipe is the last of them, so that the learner's first one is
       3. */
    HOST_DESCRIPTORS_MAX = 256,
    HOST_RECORD_DESCRIPTOR = HOST_DESCRIPTORS_MAX - 1,
    /* Processes looked at in one listing of a tree. A larger tree is listed again after these were killed. */
    HOST_TREE_PROCESSES_MAX = 4096,
    HOST_SWEEP_MS_MAX = 2000,
    HOST_FILE_BYTES_MAX = 64 * 1024 * 1024,
    /* Exit code of a test child whose record pipe was closed by the learner. */
    HOST_EXIT_RECORD_CLOSED = 74,
    /* Exit code of a test child that could not be locked down: no learner code ran in it. */
    HOST_EXIT_NOT_CONFINED = 76,
};

/* Version of the records this host speaks. Exported: a library loaded into the host may ask. */
HOST_EXPORTED int host_record_version(void);

/* ---- The host itself ----------------------------------------------------------------------------------- */

/* To be called once, first. Takes orphans of its tests as its own children, gains no privileges, cannot be
   traced or read through /proc, has all signals at their defaults, and closes every descriptor but 0, 1, 2
   and `channel_fd`, which becomes close-on-exec. */
int host_seal(int channel_fd);

/* Number of threads of this process, or 0 if /proc cannot be read. Above 1, a fork would lose the others. */
size_t host_thread_count(void);

/* Nanoseconds of the monotonic clock. */
int64_t host_now_ns(void);

/* ---- Confinement --------------------------------------------------------------------------------------- */

/* Landlock rulesets, made once and entered by each child into a domain of its own. A descriptor is -1 where
   this kernel does not know the feature: `abi` (0: no Landlock) says which promises hold. */
typedef struct host_lock {
    int abi;
    int scope_fd; /* signals, abstract sockets (ABI 6); entered before the learner's library loads */
    int files_fd; /* files; entered after both libraries are loaded */
} host_lock;

/* Everything that exists below / may be read and executed, /tmp and /dev written, but nothing below the
   `hidden` folders (absolute, real paths) is reachable. What a rule cannot be made for stays closed. */
int host_lock_prepare(const char *const *hidden, size_t hidden_count, host_lock *lock);

/* Before the first fork, where tests are to start programs: lets them read and execute these files of hidden
   folders (the program under test, the library of faults), absolute paths. ENOENT where one is not there. */
int host_programs_prepare(const host_lock *lock, const char *const *files, size_t file_count);

/* ---- Test children ------------------------------------------------------------------------------------- */

typedef struct host_child_spec {
    int learner_fd;
    int grader_fd;
    host_lock lock;
    uint64_t tasks_max; /* RLIMIT_NPROC: all tasks of this user, those of others included */
} host_child_spec;

/* The child's end of a test, on the child's stack. */
typedef struct host_test host_test;
typedef void *(*host_entries)(void);

/* [child] Runs one test. `entries` is the grader's `sil_entries`, or NULL, and then `error` says why in words
   of the dynamic linker. Must end in host_report; returning counts as silence. */
typedef void (*host_body)(host_test *test, host_entries entries, const char *error, void *context);

typedef struct host_child {
    pid_t pid;
    int ended_fd;  /* pidfd: readable once the process has ended */
    int record_fd; /* non-blocking: what was written to the child's record pipe */
    int output_fd; /* non-blocking: its stdout and stderr */
    uint8_t nonce[HOST_NONCE_BYTES];
} host_child;

/* Forks a test child: a process group and a sub-reaper of its own, stdin from /dev/null, no descriptor but
   its output and its record pipe, limited, confined, both libraries loaded. It dies with the host. */
int host_fork(const host_child_spec *spec, host_body body, void *context, host_child *child);

/* [child] Sends nonce, length and the report, flushes stdout and leaves with 0. A process that is not the one
   the host forked (a fork made by the learner that came back) leaves silently: its answer does not count. */
__attribute__((noreturn)) void host_report(host_test *test, const uint8_t *bytes, size_t count);

/* Stops, lists again and kills a child and all its descendants. They are still to be reaped. */
void host_tree_kill(pid_t root);

/* Waits for an ended or killed child, gives its wait status and closes its pidfd. ETIMEDOUT after
   HOST_SWEEP_MS_MAX. */
int host_child_reap(host_child *child, int *status);

/* Kills and reaps every process that came to the host from an ended test: all its children but the `kept`
   ones. ETIMEDOUT if some are left after HOST_SWEEP_MS_MAX. */
int host_sweep(const pid_t *kept, size_t kept_count);

/* Whether a sweep would find anything. */
bool host_has_orphans(const pid_t *kept, size_t kept_count);

/* Private memory (resident minus shared) of a process and its descendants. */
uint64_t host_tree_memory_bytes(pid_t root);

/* Tasks (processes and threads) of a process and its descendants. */
uint64_t host_tree_tasks(pid_t root);

/* Tasks of this process's user that /proc shows, the host's own included. */
uint64_t host_user_tasks(void);

/* ---- Programs under test -------------------------------------------------------------------------------- */

typedef struct host_program_spec {
    const char *executable;
    char *const *arguments;   /* with the program's name, NULL at the end */
    char *const *environment; /* NULL at the end */
    int input_fd, output_fd, error_fd; /* become 0, 1, 2 */
    int listener_fd;                   /* becomes 3; -1: none */
    uint64_t descriptors_max;          /* RLIMIT_NOFILE; 0: as the test's */
} host_program_spec;

/* [child, any thread] Starts a program as a child of the test: a process group and a Landlock domain of its own. It
   can signal, trace and look into nothing outside what it starts itself; of /proc it sees its own folder; descriptors
   but the four are closed, signals are at their defaults. Limits are the test's. `ended_fd` is readable once it has
   ended; it is to be reaped by the caller. ENOENT, EACCES… when there is nothing to execute. */
int host_program_start(const host_program_spec *spec, pid_t *pid, int *ended_fd);

/* ---- Crash notes --------------------------------------------------------------------------------------- */

/* What the crash handler of a test child writes to its record pipe. It carries no nonce and is trusted
   accordingly: it can say where a crash was, never that there was none. */
typedef struct host_crash_note {
    uint8_t mark[HOST_NONCE_BYTES];
    uint64_t count;
    uint64_t offsets[HOST_CRASH_FRAMES_MAX]; /* into the learner's mapping, innermost first */
} host_crash_note;

/* The mark every crash note begins with. */
void host_crash_mark(uint8_t mark[HOST_NONCE_BYTES]);

#pragma GCC visibility pop
