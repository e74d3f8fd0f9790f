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
    HOST_REPORT_BYTES_MAX = 512 * 1024,
    HOST_CRASH_FRAMES_MAX = 32,
    /* RLIMIT_NOFILE of a test child. Its record pipe is the last of them, so that the learner's first one is
       3. */
    HOST_DESCRIPTORS_MAX = 256,
    HOST_RECORD_DESCRIPTOR = HOST_DESCRIPTORS_MAX - 1,
    /* Processes looked at in one listing of a tree. A larger tree is listed again after these were killed. */
    HOST_TREE_PROCESSES_MAX = 4096,
    /* Far more than a sweep takes; on a machine with much else to do everything takes longer. */
    HOST_SWEEP_MS_MAX = 10000,
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

/* How often the machine's own out-of-memory killer has struck since it was started; 0 if it does not say. */
uint64_t host_oom_kills(void);

/* ---- Confinement --------------------------------------------------------------------------------------- */

/* A Landlock ruleset, made for one test and entered by its process once both libraries are loaded. `fd` is
   -1 where this kernel has no Landlock: `abi` (0: none) says which promises hold. */
typedef struct host_lock {
    int abi;
    int fd;
    bool reads_proc;
} host_lock;

/* Landlock's version in this kernel, 0 if there is none. */
int host_lock_abi(void);

/* Programs, libraries and their data may be read and executed, /tmp, $TMPDIR and /dev written, but nothing
   below the `hidden` folders (absolute, real paths) is reachable. Of /proc, folders may be listed, but
   files opened only if they say nothing of memory: those of the process itself. `reads_proc` opens all of
   /proc. With it come signals and abstract sockets (ABI 6), which stay within the test. What a rule cannot
   be made for stays closed. */
int host_lock_make(const char *const *hidden, size_t hidden_count, bool reads_proc, host_lock *lock);

/* ---- The learner's library ----------------------------------------------------------------------------- */

/* A sealed copy of a shared object whose code does not run while it is loaded: its initializers are called
   later, when the process is locked down. Addresses are relative to the library's own. */
typedef struct host_library {
    int fd;
    void *handle;        /* NULL until it is loaded */
    uint64_t init;       /* DT_INIT; 0: none */
    uint64_t init_array; /* DT_INIT_ARRAY; 0: none */
    uint64_t init_count;
} host_library;

/* ENOEXEC: not a shared object of this processor, or one that asks for code to run while it is loaded in a
   way that cannot be put off. */
int host_library_open(const char *path, host_library *library);

/* What a grader's library gives: its `sil_entries`. */
typedef void *(*host_entries)(void);

/* Loads both libraries, once for all tests: nothing of the learner's runs by that. NULL if all is well, else
   why not, in words of the dynamic linker, beginning with `learner:` or `grader:`. */
const char *host_libraries_load(host_library *learner, int grader_fd, host_entries *entries);

/* Where a loaded library begins in memory; 0 if that is not to be known. */
uintptr_t host_library_begin(const host_library *library);

/* For a lock of tests that are to start programs: lets them read and execute these files of hidden folders
   (the program under test, the library of faults), absolute paths. ENOENT where one is not there. */
int host_programs_prepare(const host_lock *lock, const char *const *files, size_t file_count);

/* ---- Test children ------------------------------------------------------------------------------------- */

typedef struct host_child_spec {
    const host_library *learner; /* loaded */
    host_lock lock;
    uint64_t tasks_max; /* RLIMIT_NPROC: all tasks of this user, those of others included */
    bool may_execute;   /* start processes and other programs */
    bool may_use_sockets;
    bool may_fork_workers; /* host_worker_fork works even so */
} host_child_spec;

/* The child's end of a test, on the child's stack. */
typedef struct host_test host_test;

/* [child] Runs one test. Must end in host_report; returning counts as silence. */
typedef void (*host_body)(host_test *test, void *context);

typedef struct host_child {
    pid_t pid;
    int ended_fd;  /* pidfd: readable once the process has ended */
    int record_fd; /* non-blocking: what was written to the child's record pipe */
    int output_fd; /* non-blocking: its stdout and stderr */
    uint8_t nonce[HOST_NONCE_BYTES];
} host_child;

/* Forks a test child: a process group and a sub-reaper of its own, stdin from /dev/null, no descriptor but
   its output and its record pipe, limited, confined, the learner's library initialized. It dies with the
   host. */
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

/* Whether a process and its descendants hold more memory than this, shared mappings included and counted
   once. */
bool host_tree_holds_more(pid_t root, uint64_t bytes_max);

/* Tasks (processes and threads) of a process and its descendants. */
uint64_t host_tree_tasks(pid_t root);

/* Tasks of this process's user that /proc shows, the host's own included. */
uint64_t host_user_tasks(void);

/* [child] Forks a worker, whatever the test may do itself: a process that lives no longer than its parent,
   cannot report, and otherwise is what fork makes; handlers of pthread_atfork are not called, other threads
   are not there. 0 in the worker, its pid in the parent, else -errno: ENOTSUP with a libc that does not tell
   where it keeps threads' ids. */
pid_t host_worker_fork(void);

/* ---- Tests that wait ----------------------------------------------------------------------------------- */

/* What was seen of a test in which every thread waits for another one: no timer, no running child, no
   descriptor that the host or anyone outside could make ready. */
typedef struct host_stall {
    uint64_t mark; /* the same mark later: none of them has run meanwhile */
    uint32_t threads_count;
    bool needs_tick; /* only a look after HOST_TICK_MS can tell that Dispatch has nothing up its sleeve */
} host_stall;

/* Dispatch looks after its pools once a second; half of one is for a busy machine. */
enum { HOST_TICK_MS = 1500 };

/* Looks at a test once. False if something moves or may be woken, and whenever that cannot be known. Two
   true answers with the same mark prove that the test was stuck in between. */
bool host_tree_stalls(const host_child *child, host_stall *stall);

/* [child] Who is told before each call that sets a timer and has a definition here, with its name. */
void host_timers_watch(void (*asked)(const char *call));

enum { HOST_PLACES_MAX = 32 };

/* Where a thread stands: offsets into the learner's library, innermost first. */
typedef struct host_place {
    size_t count;
    uint64_t offsets[HOST_CRASH_FRAMES_MAX];
} host_place;

typedef struct host_places {
    size_t count;
    host_place threads[HOST_PLACES_MAX];
} host_places;

/* The threads of a tree that stand in code of the learner's library; of more than HOST_PLACES_MAX the
   first. */
void host_tree_places(pid_t root, int learner_fd, host_places *places);

/* ---- Programs under test
   -------------------------------------------------------------------------------- */

typedef struct host_program_spec {
    const char *executable;
    char *const *arguments;   /* with the program's name, NULL at the end */
    char *const *environment; /* NULL at the end */
    int input_fd, output_fd, error_fd; /* become 0, 1, 2 */
    int listener_fd;                   /* becomes 3; -1: none */
    uint64_t descriptors_max;          /* RLIMIT_NOFILE; 0: as the test's */
} host_program_spec;

/* [child, any thread] Starts a program as a child of the test: a process group and a Landlock domain of its
   own. It can signal, trace and look into nothing outside what it starts itself; of /proc it sees its own
   folder; descriptors but the four are closed, signals are at their defaults. Limits are the test's.
   `ended_fd` is readable once it has ended; it is to be reaped by the caller. ENOENT, EACCES… when there is
   nothing to execute. */
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
