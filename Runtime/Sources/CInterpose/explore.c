/* The exploration. This process stays as it is when it begins, with libraries loaded and symbols bound: each
   schedule is a copy of it. */
#define _GNU_SOURCE
#include "explore.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "real.h"
#include "records.h"
#include "schedule.h"
#include "thread.h"
#include "watch.h"

#include "section.h"

enum {
    POOL_THREADS = 4, /* ready from the start; more after the first schedule that needs them */
    PRINTED_BYTES_MAX = 8 * 1024, /* of each stream, told of a finding */
    ENDING_BYTES = 8 * 1024, /* of stderr, searched for the words of a failed check */
    FILE_BYTES_MAX = 64 * 1024 * 1024, /* of any file that a schedule writes; what it prints is one */
    INPUT_BYTES_MAX = 16 * 1024 * 1024,
    RACES_TOLD_MAX = 32,
    TIMEOUTS_MAX = 2, /* of timed waits in a schedule, while others could go on */
    PROGRESS_MS = 100,
    EXIT_READER_GONE = 70,
    EXIT_FAULT = 70,
};

static struct exploration {
    const options *options;
    il_search *search;
    totals totals;
    uint32_t pool_count;
    int64_t begun_ms, progress_ms;
    uint64_t schedule; /* number of the current one */
    bool has_found;
    uint32_t told_count;
    struct pair {
        uint64_t pc[2];
    } told[RACES_TOLD_MAX];
} exploration;

static int64_t now_ms(void) {
    struct timespec time;
    ip_real()->clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

_Noreturn void ip_explore_fault(int fd, const char *what, int status) {
    if (fd >= 0) ip_records_fault(fd, what);
    dprintf(STDERR_FILENO, "CInterpose: %s\n", what);
    system_call(SYS_exit_group, status, 0, 0, 0, 0, 0);
    __builtin_unreachable();
}

static _Noreturn void fault(const char *what) {
    char text[256];
    snprintf(text, sizeof text, "%s: %s", what, strerror(errno));
    ip_explore_fault(exploration.options->fd, text, EXIT_FAULT);
}

static _Noreturn void leave(int status) {
    system_call(SYS_exit_group, status, 0, 0, 0, 0, 0);
    __builtin_unreachable();
}

/* ---- Streams: what a schedule prints is kept, what it reads is the same each time */

static int memory_file(const char *name) {
    int fd = memfd_create(name, MFD_CLOEXEC);
    if (fd < 0 || fcntl(fd, F_SETFL, O_APPEND) != 0) fault("memfd_create");
    return fd;
}

static void put_at(int fd, int number) {
    if (dup2(fd, number) != number) fault("dup2");
    if (fd != number) close(fd);
}

/* Anything that can be read only once is read now. */
static void input_keep(void) {
    struct stat info;
    bool is_open = fstat(STDIN_FILENO, &info) == 0;
    if (is_open && S_ISREG(info.st_mode)) return;
    int kept = memfd_create("stdin", MFD_CLOEXEC);
    if (kept < 0) fault("memfd_create");
    bool is_stream = is_open && (S_ISFIFO(info.st_mode) || S_ISSOCK(info.st_mode));
    char bytes[4096];
    ssize_t count = 0;
    for (size_t all = 0; is_stream && all < INPUT_BYTES_MAX; all += (size_t)count) {
        count = read(STDIN_FILENO, bytes, sizeof bytes);
        if (count <= 0) break;
        if (write(kept, bytes, (size_t)count) != count) fault("write");
    }
    put_at(kept, STDIN_FILENO);
}

static void streams_take(void) {
    input_keep();
    fflush(NULL);
    put_at(memory_file("stdout"), STDOUT_FILENO);
    put_at(memory_file("stderr"), STDERR_FILENO);
}

static off_t printed(int fd) {
    return lseek(fd, 0, SEEK_END);
}

static void stream_empty(int fd) {
    if (printed(fd) > 0 && ftruncate(fd, 0) != 0) fault("ftruncate");
}

/* A part of what a stream holds; how many bytes. */
static uint32_t stream_read(int fd, off_t from, char *text, size_t size) {
    ssize_t count = pread(fd, text, size, from > 0 ? from : 0);
    return count > 0 ? (uint32_t)count : 0;
}

/* ---- Limits of the processes to come */

static void lower(int resource, rlim_t most) {
    struct rlimit limit;
    if (getrlimit((unsigned)resource, &limit) != 0) return;
    if (limit.rlim_cur > most) limit.rlim_cur = most;
    setrlimit((unsigned)resource, &limit);
}

static void limits_set(void) {
    lower(RLIMIT_CORE, 0);
    lower(RLIMIT_FSIZE, FILE_BYTES_MAX);
    signal(SIGXFSZ, SIG_IGN); /* a write beyond it fails instead */
    /* One heap for all threads: else each of them would map one of its own in every schedule. */
    mallopt(M_ARENA_MAX, 1);
}

/* ---- Start */

static void engine_start(const options *options) {
    il_setup setup = {
        .switching = options->switching,
        .create_thread = ip_real()->pthread_create,
        .thread_made = ip_thread_made,
        .thread_ends = ip_thread_data_destroy,
        .schedule_over = ip_schedule_over,
    };
    errno = il_start(&setup);
    if (errno != 0) fault("il_start");
    ip_schedule = mmap(
        NULL, sizeof *ip_schedule, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (ip_schedule == MAP_FAILED) fault("mmap");
    exploration.pool_count = POOL_THREADS;
    errno = il_pool_reserve(POOL_THREADS);
    if (errno != 0) fault("il_pool_reserve");
}

/* Null if the text of a replay is none. */
static il_search *search_create(const options *options) {
    static il_run runs[IL_RUNS_MAX];
    il_search_options search = {
        .strategy = options->strategy,
        .seed = options->seed,
        .schedules_max = options->schedules_max,
        .spurious_max = options->spurious_max,
        .timeouts_max = TIMEOUTS_MAX,
        .end = IL_END_EITHER,
    };
    if (options->replay != NULL) {
        ptrdiff_t count = il_choices_read(options->replay, runs, IL_RUNS_MAX);
        if (count < 0) ip_explore_fault(options->fd, "replay: no choices", 64);
        search.strategy = IL_STRATEGY_REPLAY;
        search.schedules_max = 1;
        search.runs = runs;
        search.runs_count = (uint32_t)count;
    }
    il_search *made = il_search_create(&search);
    if (made == NULL) fault("il_search_create");
    return made;
}

/* ---- Judging a schedule */

static bool is_told(const il_race *race) {
    for (uint32_t i = 0; i < exploration.told_count; i++) {
        const uint64_t *pc = exploration.told[i].pc;
        bool is_same = (pc[0] == race->pc[0] && pc[1] == race->pc[1])
            || (pc[0] == race->pc[1] && pc[1] == race->pc[0]);
        if (is_same) return true;
    }
    return false;
}

/* A check that failed says so before the process dies: assert of C, and Swift's precondition, fatalError
   and the like. Other signals are crashes. */
static bool has_failed_check(void) {
    static const char *const words[] = {
        "Fatal error", "Precondition failed", "Assertion failed", "Assertion `",
    };
    static char ending[ENDING_BYTES + 1];
    uint32_t size = stream_read(STDERR_FILENO, printed(STDERR_FILENO) - ENDING_BYTES, ending, ENDING_BYTES);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (memmem(ending, size, words[i], strlen(words[i])) != NULL) return true;
    }
    return false;
}

/* What ended the schedule, if that is a finding. */
static const char *kind_of(watch_result watched, const char **call) {
    const schedule_notes *notes = &ip_schedule->notes;
    const il_trace *trace = &ip_schedule->trace;
    if (watched == WATCH_REFUSED || notes->is_refused) {
        *call = notes->call;
        return "uncontrolled";
    }
    if (trace->outcome == IL_OUTCOME_TOO_BIG) {
        *call = il_limit_name(trace->limit);
        return "uncontrolled";
    }
    if (notes->signal != 0) return notes->is_assertion || has_failed_check() ? "assertion" : "crash";
    switch (trace->outcome) {
    case IL_OUTCOME_DEADLOCK:
    case IL_OUTCOME_LOST_WAKEUP:
    case IL_OUTCOME_LIVELOCK:
    case IL_OUTCOME_DESTROYED_LOCK:
    case IL_OUTCOME_LEAKED_THREAD: return il_outcome_name(trace->outcome);
    default: return NULL;
    }
}

/* Swift puts the addresses of the stack behind the words of a failed check: the place is told by a step. */
static uint32_t without_stack(const char *error, uint32_t size) {
    static const char heading[] = "Current stack trace:\n";
    const char *found = memmem(error, size, heading, sizeof heading - 1);
    return found != NULL ? (uint32_t)(found - error) : size;
}

static void tell(const char *kind, const il_race *race, const char *call) {
    static char output[PRINTED_BYTES_MAX], error[PRINTED_BYTES_MAX];
    uint32_t error_size = stream_read(STDERR_FILENO, 0, error, sizeof error);
    finding finding = {
        .kind = kind,
        .schedule = exploration.schedule,
        .race = race,
        .call = call,
        .output = output,
        .output_size = stream_read(STDOUT_FILENO, 0, output, sizeof output),
        .error = error,
        .error_size = without_stack(error, error_size),
    };
    if (!ip_records_finding(exploration.options, ip_schedule, &finding)) leave(EXIT_READER_GONE);
}

static bool tell_races(void) {
    const il_trace *trace = &ip_schedule->trace;
    bool has_told = false;
    for (uint32_t i = 0; i < trace->races_count && i < IL_RACES_MAX; i++) {
        const il_race *race = &trace->races[i];
        if (exploration.told_count == RACES_TOLD_MAX || is_told(race)) continue;
        exploration.told[exploration.told_count++] = (struct pair){{race->pc[0], race->pc[1]}};
        tell("data_race", race, NULL);
        has_told = true;
    }
    return has_told;
}

static void judge(watch_result watched) {
    const il_trace *trace = &ip_schedule->trace;
    totals *totals = &exploration.totals;
    totals->schedules++;
    uint32_t steps = trace->steps_count < UINT32_MAX ? (uint32_t)trace->steps_count : UINT32_MAX;
    if (steps > totals->steps_max) totals->steps_max = steps;
    if (trace->threads_count > totals->threads_max) totals->threads_max = trace->threads_count;
    if (trace->outcome == IL_OUTCOME_STEP_LIMIT || watched == WATCH_TOO_LONG) totals->limited++;
    bool has_races = tell_races();
    const char *call = NULL;
    const char *kind = kind_of(watched, &call);
    if (kind != NULL) {
        exploration.has_found = true;
        tell(kind, NULL, call);
    } else if (!has_races && exploration.options->replay != NULL) {
        tell("none", NULL, NULL);
    }
}

/* ---- The loop */

static bool may_go_on(void) {
    if (exploration.has_found) {
        exploration.totals.ended = "finding";
        return false;
    }
    int64_t now = now_ms();
    if (now - exploration.progress_ms >= PROGRESS_MS) {
        exploration.progress_ms = now;
        if (exploration.schedule > 0 && !ip_records_progress(exploration.options, exploration.schedule)) {
            leave(EXIT_READER_GONE);
        }
    }
    uint32_t seconds_max = exploration.options->seconds_max;
    if (seconds_max > 0 && now - exploration.begun_ms >= (int64_t)seconds_max * 1000) {
        exploration.totals.ended = "time";
        return false;
    }
    return true;
}

/* A schedule showed how many threads there are; later ones find them ready. */
static void pool_grow(void) {
    uint32_t count = ip_schedule->trace.threads_count;
    if (count <= exploration.pool_count || count > IL_THREADS_MAX) return;
    if (il_pool_reserve(count) == 0) exploration.pool_count = count;
}

static void schedule_prepare_next(void) {
    ip_schedule->notes = (schedule_notes){.signal = 0};
    stream_empty(STDOUT_FILENO);
    stream_empty(STDERR_FILENO);
    lseek(STDIN_FILENO, 0, SEEK_SET);
    pool_grow();
}

void ip_explore(const options *options) {
    assert(options != NULL && exploration.options == NULL);
    exploration.options = options;
    exploration.begun_ms = exploration.progress_ms = now_ms();
    ip_thread_remember_first();
    limits_set();
    streams_take();
    engine_start(options);
    exploration.search = search_create(options);
    if (!ip_records_begin(options)) leave(EXIT_READER_GONE);
    ip_schedule_prepare();
    static il_config config; /* stays while a child returns from here into the program */
    while (may_go_on() && il_search_next(exploration.search, &config)) {
        exploration.schedule++;
        schedule_prepare_next();
        /* fork() would take the stacks of the pool's threads away, and run handlers that nobody needs. */
        pid_t child = _Fork();
        if (child < 0) fault("fork");
        if (child == 0) {
            close(options->fd);
            prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
            ip_schedule_begin(&config);
            return;
        }
        watch_result watched = ip_watch_child(child, ip_schedule);
        if (watched == WATCH_FAILED) fault("wait");
        if (ip_schedule->notes.is_fault) ip_explore_fault(options->fd, ip_schedule->notes.call, EXIT_FAULT);
        il_search_note(exploration.search, &ip_schedule->trace);
        judge(watched);
    }
    totals *totals = &exploration.totals;
    totals->exhausted = il_search_is_exhausted(exploration.search);
    if (totals->ended == NULL) totals->ended = totals->exhausted ? "exhausted" : "budget";
    leave(ip_records_end(options, totals) ? 0 : EXIT_READER_GONE);
}
