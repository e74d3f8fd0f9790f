/* What the files of CHost tell each other. */
#pragma once

#include "CHost.h"

#pragma GCC visibility push(hidden)

enum { PROC_PATH_BYTES = 64, PROC_TEXT_BYTES = 8192 };

/* ---- lockdown.c; [child]. 0 or errno. */
int host_limits_set(uint64_t tasks_max);
int host_lock_enter(const host_lock *lock);

/* The domain of a program, made in the test's process and entered in the program's own, with system calls only.
   `domain_fd` is -1 on a kernel without Landlock. */
int host_lock_prepare_program(int *domain_fd);
int host_lock_enter_program(int domain_fd);

/* ---- filter.c; [child]. 0 or errno. `fork_place`: the address behind the one instruction that may make a process
   although the test may not; NULL: none may. */
int host_filter_set(bool may_execute, bool may_use_sockets, const void *fork_place);

/* ---- worker.c */
const void *host_worker_instruction(void);

/* ---- library.c; [child]. Calls what host_library_open kept from being called. */
void host_library_initialize(const host_library *library);

/* ---- crash.c */

/* [child], once, after the learner's library is loaded and before its code is called. */
int host_crash_watch(void *learner, pid_t test_pid);

/* Whether the HOST_CALL_BYTES_MAX bytes before `after` end in a call: else an address is no return
   address. */
bool host_is_after_call(const uint8_t *after);
enum { HOST_CALL_BYTES_MAX = 8 };

/* ---- mainstack.c. To be called in the host, on its only thread. 0 or errno. */
int host_main_stack_keep(void);

/* ---- timers.c */

/* What a test's process has asked for, times on the monotonic clock. The host reads it in the memory of a
   test, where it lies at the same address. */
typedef struct host_timer_notes {
    _Atomic int64_t alarm_ns;    /* when ITIMER_REAL goes off; 0: never */
    _Atomic int64_t dispatch_ns; /* after that, Dispatch has nothing more to do at a certain time */
    _Atomic uint64_t dispatch_fds[HOST_DESCRIPTORS_MAX / 64]; /* a bit for each timerfd that is Dispatch's */
} host_timer_notes;

extern host_timer_notes host_timers;

/* ---- tree.c */
typedef struct pid_list {
    size_t count;
    pid_t pids[HOST_TREE_PROCESSES_MAX];
} pid_list;

/* A process and its descendants, as they are now; valid until the next call. */
const pid_list *host_tree(pid_t root);

/* Start of a file as a string; false if it cannot be read. */
bool host_read_text(const char *path, char *text, size_t text_bytes);

/* ---- waiting.c: whether only the tree itself could wake a thread. */

/* A thread that waits in a system call. */
typedef struct host_thread {
    pid_t pid, tid;
    long call;
    uint64_t arguments[6], stack_pointer, instruction;
} host_thread;

/* True if the thread waits in a call; false if it runs, has ended, or cannot be read. */
bool host_thread_read(pid_t pid, pid_t tid, host_thread *thread);

/* What is known of a process whose threads are looked at. */
typedef struct host_scene {
    uint64_t outside[2]; /* inodes of the pipes whose other end the host holds */
    int64_t now_ns;
    host_timer_notes timers;
} host_scene;

typedef enum host_waiting {
    HOST_MOVES, /* or will be woken, or it cannot be known */
    HOST_WAITS, /* only another thread of the tree can wake it */
    HOST_TICKS, /* the same, but for Dispatch's look after its pools, once a second */
} host_waiting;

host_waiting host_waiting_of(const host_thread *thread, const host_scene *scene);

/* Whether the thread is one of Dispatch's that has nothing to do. */
bool host_is_idle_worker(const host_thread *thread);

/* Bytes of another process's memory; how many could be read. */
size_t host_memory_read(pid_t pid, uint64_t address, void *bytes, size_t count);

#pragma GCC visibility pop
