/* The watchdog. It lies in the process that forks: a schedule pays nothing for it.

   Every look compares how many calls the engine has had and how much time the child has computed. Unchanged
   both, with the child in a system call: it waits for something that no schedule brings about. Calls
   unchanged while it has computed for long: it runs without touching anything. A child that is merely not
   given a processor has neither computed nor is it in a call. */
#define _GNU_SOURCE
#include "watch.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "callname.h"

#include "section.h"

enum {
    LOOK_MS = 50,
    LOOKS_WAITING = 2, /* so many looks in a row must find the same */
    RUNS_MS = 1000, /* computed without a call: a loop of its own */
    ENDS_MS = 20000, /* computed in all: many times what a schedule of IL_EVENTS_MAX takes */
    ANSWER_MS = 500, /* computed without an answer; then it is killed */
    TEXT_BYTES = 512,
    SCHEDULES_SHIFT = 32, /* above any count of calls in one schedule */
};

static const char RUNS[] = "runs";

/* ---- What a child is doing */

/* Milliseconds that all its threads have computed; −1 if it cannot be known. */
static int64_t computed_ms(pid_t child) {
    /* The clock of another process, as clock_getcpuclockid makes it. */
    const clockid_t clock = (clockid_t)(~(unsigned)child << 3 | 2);
    struct timespec time;
    if (syscall(SYS_clock_gettime, clock, &time) != 0) return -1;
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static bool read_text(const char *path, char *text, size_t size) {
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return false;
    ssize_t count = read(fd, text, size - 1);
    close(fd);
    if (count <= 0) return false;
    text[count] = 0;
    return true;
}

/* The number of the system call that a thread is in; −1: it runs, −2: it cannot be known. */
static long call_of(pid_t child, pid_t thread) {
    char path[TEXT_BYTES], text[TEXT_BYTES];
    snprintf(path, sizeof path, "/proc/%d/task/%d/syscall", child, thread);
    if (!read_text(path, text, sizeof text)) return -2;
    if (strncmp(text, "running", strlen("running")) == 0) return -1;
    return strtol(text, NULL, 10);
}

/* Whether no thread of the child could go on now. A thread that has been woken and one that is about to wake
   another are among those that could, however long the machine keeps them from it. */
static bool everyone_waits(pid_t child) {
    char path[TEXT_BYTES];
    snprintf(path, sizeof path, "/proc/%d/task", child);
    DIR *tasks = opendir(path);
    if (tasks == NULL) return true; /* the child itself will tell */
    bool waits = true;
    struct dirent *entry;
    while (waits && (entry = readdir(tasks)) != NULL) {
        pid_t thread = (pid_t)strtol(entry->d_name, NULL, 10);
        if (thread > 0) waits = call_of(child, thread) != -1;
    }
    closedir(tasks);
    return waits;
}

/* ---- Asking it */

static bool has_ended(int child_fd, int timeout_ms) {
    struct pollfd descriptor = {.fd = child_fd, .events = POLLIN};
    int count;
    do count = poll(&descriptor, 1, timeout_ms);
    while (count < 0 && errno == EINTR);
    return count > 0;
}

/* Puts the question to each thread, one after the other: the one that holds the right to run leaves with its
   answer. Notes in which call that one was. */
static void ask(pid_t child, int child_fd, schedule_record *record) {
    char path[TEXT_BYTES];
    snprintf(path, sizeof path, "/proc/%d/task", child);
    DIR *tasks = opendir(path);
    if (tasks == NULL) {
        syscall(SYS_tgkill, child, child, SIGURG);
        return;
    }
    struct dirent *entry;
    while (!record->notes.is_watched && (entry = readdir(tasks)) != NULL) {
        pid_t thread = (pid_t)strtol(entry->d_name, NULL, 10);
        if (thread <= 0) continue;
        long call = record->notes.must_run ? -1 : call_of(child, thread);
        /* Woken and not given a processor yet: it waits for nothing. */
        if (!record->notes.must_run && call == -1) continue;
        const char *name = record->notes.must_run ? RUNS : ip_call_name(call);
        snprintf(record->notes.call, sizeof record->notes.call, "%s", name);
        syscall(SYS_tgkill, child, thread, SIGURG);
        /* An answer takes no time; a thread that has none goes on at once. */
        if (has_ended(child_fd, LOOK_MS)) break;
    }
    closedir(tasks);
}

static void end(pid_t child, int child_fd) {
    kill(child, SIGKILL);
    has_ended(child_fd, -1);
}

/* ---- Looking */

typedef struct looks {
    uint64_t calls_count;
    int64_t computed_ms; /* at the last look */
    int64_t still_since_ms; /* computed when the engine's count last changed */
    int waiting_count; /* looks in a row at which it waited */
    int unanswered_count; /* questions, since it was last seen to do something */
} looks;

/* A child to which the machine gives no processor cannot answer either; one that has blocked the signal never
   will. */
enum { UNANSWERED_MAX = 50 };

/* What one look comes to. */
typedef enum verdict {
    GOES_ON,
    IS_GONE, /* it may have answered, or ended by itself meanwhile */
    WAS_ENDED, /* by us, for it does not answer */
} verdict;

static verdict ask_where_it_runs(pid_t child, int child_fd, schedule_record *record) {
    record->notes.must_run = true;
    int64_t asked_ms = computed_ms(child);
    ask(child, child_fd, record);
    /* It answers as soon as it is given a processor. */
    for (int patience = 0; patience < UNANSWERED_MAX; patience++) {
        if (has_ended(child_fd, ANSWER_MS)) return IS_GONE;
        if (computed_ms(child) - asked_ms >= ANSWER_MS) break;
    }
    snprintf(record->notes.call, sizeof record->notes.call, "%s", RUNS);
    end(child, child_fd);
    return WAS_ENDED;
}

/* A child that does not answer may have stopped waiting: it is asked again at later looks. */
static verdict ask_where_it_waits(pid_t child, int child_fd, schedule_record *record, looks *looks) {
    record->notes.must_run = false;
    ask(child, child_fd, record);
    if (has_ended(child_fd, LOOK_MS)) return IS_GONE;
    if (++looks->unanswered_count < UNANSWERED_MAX) return GOES_ON;
    end(child, child_fd); /* it has blocked the signal */
    return WAS_ENDED;
}

static verdict look(pid_t child, int child_fd, schedule_record *record, looks *looks) {
    /* A process that runs many schedules counts its calls anew in each. */
    uint64_t calls_count = *(volatile uint64_t *)&record->trace.accesses_count
        + (*(volatile uint64_t *)&record->schedules_count << SCHEDULES_SHIFT);
    int64_t computed = computed_ms(child);
    bool is_still = calls_count == looks->calls_count;
    bool has_computed = computed != looks->computed_ms;
    looks->calls_count = calls_count;
    looks->computed_ms = computed;
    if (!is_still) looks->still_since_ms = computed;
    if (!is_still || has_computed) looks->unanswered_count = 0;
    looks->waiting_count = is_still && !has_computed ? looks->waiting_count + 1 : 0;
    bool runs = is_still && computed - looks->still_since_ms >= RUNS_MS;
    if (runs) return ask_where_it_runs(child, child_fd, record);
    bool waits = looks->waiting_count >= LOOKS_WAITING && everyone_waits(child);
    return waits ? ask_where_it_waits(child, child_fd, record, looks) : GOES_ON;
}

/* Reaps the child. */
static watch_result settle(pid_t child, schedule_record *record, watch_result result) {
    int status = 0;
    pid_t ended;
    do ended = waitpid(child, &status, 0);
    while (ended < 0 && errno == EINTR);
    if (ended != child) return WATCH_FAILED;
    if (record->notes.is_watched) return WATCH_REFUSED;
    if (result == WATCH_ENDED && WIFSIGNALED(status)) record->notes.signal = (uint32_t)WTERMSIG(status);
    return result;
}

watch_result ip_watch_child(pid_t child, schedule_record *record) {
    assert(child > 0 && record != NULL);
    int child_fd = (int)syscall(SYS_pidfd_open, child, 0);
    if (child_fd < 0) return WATCH_FAILED;
    watch_result result = WATCH_ENDED;
    looks looks = {.computed_ms = -1};
    while (!has_ended(child_fd, LOOK_MS)) {
        verdict verdict = look(child, child_fd, record, &looks);
        if (verdict == WAS_ENDED) result = WATCH_REFUSED;
        if (verdict == GOES_ON && looks.computed_ms >= ENDS_MS) {
            result = WATCH_TOO_LONG;
            end(child, child_fd);
        }
    }
    close(child_fd);
    return settle(child, record, result);
}
