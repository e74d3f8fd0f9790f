/* The exploration. This process stays as it is when it begins, with libraries loaded and symbols bound: each
   schedule is a copy of it. */
#define _GNU_SOURCE
#include "explore.h"

#include <assert.h>
#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "found.h"
#include "json.h"
#include "judge.h"
#include "real.h"
#include "records.h"
#include "schedule.h"
#include "streams.h"
#include "thread.h"
#include "watch.h"

#include "section.h"

enum {
    POOL_THREADS = 4, /* ready from the start; more after the first schedule that needs them */
    FILE_BYTES_MAX = 64 * 1024 * 1024, /* of any file that a schedule writes; what it prints is one */
    PROGRESS_MS = 100,
    VAIN_SCHEDULES = 500, /* all cut at a limit: further ones would be too */
    /* To shorten what ends the search, and all data races. Some seconds of a program with a hundred threads, and
       mostly one. */
    SHORTEN_SCHEDULES_MAX = 1500,
    SHORTEN_COST_MAX = 2000000,
    SHORTEN_RACES_SCHEDULES_MAX = 400,
    SHORTEN_RACES_COST_MAX = 600000,
    /* Of a schedule and of each thread in it, besides its events. */
    SCHEDULE_COST = 200,
    THREAD_COST = 100,
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
    bool is_searching; /* it is one of the search's; else it shortens what was found */
    bool has_found;
    told_races told;
    found_frame frame;
    found found;
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
    errno = ip_schedule_share();
    if (errno != 0) fault("mmap");
    errno = ip_schedule_engine_start(options->switching);
    if (errno != 0) fault("il_start");
    exploration.pool_count = POOL_THREADS;
    errno = il_pool_reserve(POOL_THREADS);
    if (errno != 0) fault("il_pool_reserve");
}

/* Leaves the process if the text of a replay is none. */
static il_search *search_create(const options *options) {
    static il_run runs[IL_RUNS_MAX];
    il_search_options search = {
        .strategy = options->strategy,
        .seed = options->seed,
        .schedules_max = options->schedules_max,
        .bound_max = UINT32_MAX, /* as far as the schedules last */
        .spurious_max = options->spurious_max,
        .timeouts_max = SCHEDULE_TIMEOUTS_MAX,
        .end = IL_END_EITHER,
        .judges_leaks = options->judges_leaks,
        .looks_long = true,
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

static void tell(const failure *failure, const char *line, size_t size) {
    (void)failure;
    if (line == NULL) ip_explore_fault(exploration.options->fd, "a finding is too long to be told", EXIT_FAULT);
    if (!ip_json_write(exploration.options->fd, line, size)) leave(EXIT_READER_GONE);
}

static void found_begin(const options *options) {
    found_frame *frame = &exploration.frame;
    *frame = (found_frame){
        .limits = RECORD_LIMITS,
        .line_bytes = JSON_BYTES_MAX + sizeof(found_line),
        .tell = tell,
        .races = {SHORTEN_RACES_SCHEDULES_MAX, SHORTEN_RACES_COST_MAX},
        .failure = {SHORTEN_SCHEDULES_MAX, SHORTEN_COST_MAX},
        /* As the search's. */
        .options = {
            .program_seed = options->seed,
            .spurious_max = options->spurious_max,
            .timeouts_max = SCHEDULE_TIMEOUTS_MAX,
            .end = IL_END_EITHER,
            .judges_leaks = options->judges_leaks,
        },
    };
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
    void *lines = mmap(NULL, (size_t)FOUND_MAX * frame->line_bytes, PROT_READ | PROT_WRITE, flags, -1, 0);
    if (lines == MAP_FAILED) fault("mmap");
    frame->lines = lines;
    errno = ip_found_begin(&exploration.found, frame);
    if (errno != 0) fault("il_shrink_create");
}

/* A replay is told as it is. */
static void tell_replay(const failure *failure) {
    const il_trace *trace = &ip_schedule->trace;
    told_races *told = &exploration.told;
    const bool has_failed = failure->kind != NULL;
    finding finding = {.kind = has_failed ? failure->kind : "none", .schedule = 1, .call = failure->call};
    ip_judge_printed(&finding);
    for (uint32_t i = 0; i < trace->races_count && i < IL_RACES_MAX; i++) {
        struct finding race = finding;
        race.kind = "data_race";
        race.call = NULL;
        race.race = &trace->races[i];
        if (!ip_judge_race(told, race.race)) continue;
        ip_records_finding(ip_schedule, &race, &RECORD_LIMITS);
        if (!ip_records_send(exploration.options->fd)) leave(EXIT_READER_GONE);
    }
    if (!has_failed && told->count > 0) return;
    ip_records_finding(ip_schedule, &finding, &RECORD_LIMITS);
    if (!ip_records_send(exploration.options->fd)) leave(EXIT_READER_GONE);
}

static void count_schedule(watch_result watched) {
    const il_trace *trace = &ip_schedule->trace;
    totals *totals = &exploration.totals;
    totals->schedules++;
    uint32_t steps = trace->steps_count < UINT32_MAX ? (uint32_t)trace->steps_count : UINT32_MAX;
    if (steps > totals->steps_max) totals->steps_max = steps;
    if (trace->threads_count > totals->threads_max) totals->threads_max = trace->threads_count;
    if (trace->outcome == IL_OUTCOME_STEP_LIMIT || watched == WATCH_TOO_LONG) totals->limited++;
}

static void judge(watch_result watched) {
    const failure failure = ip_found_failure(watched == WATCH_REFUSED);
    if (!exploration.is_searching) {
        const il_trace *trace = &ip_schedule->trace;
        uint64_t cost = SCHEDULE_COST + trace->events_count + THREAD_COST * (uint64_t)trace->threads_count;
        bool is_judged = watched != WATCH_TOO_LONG;
        ip_found_note(&exploration.found, &exploration.frame, is_judged ? &failure : NULL, cost);
        return;
    }
    il_search_note(exploration.search, &ip_schedule->trace);
    count_schedule(watched);
    if (failure.kind != NULL) exploration.has_found = true;
    if (exploration.options->replay != NULL) {
        tell_replay(&failure);
        return;
    }
    ip_found_take(&exploration.found, &exploration.frame, &exploration.told, &failure, exploration.schedule);
}

/* ---- The loop */

static bool may_go_on(void) {
    const totals *totals = &exploration.totals;
    if (totals->schedules == VAIN_SCHEDULES && totals->limited == totals->schedules) {
        exploration.totals.ended = "limits";
        return false;
    }
    int64_t now = now_ms();
    if (now - exploration.progress_ms >= PROGRESS_MS) {
        exploration.progress_ms = now;
        if (exploration.schedule > 0 && !ip_records_progress(exploration.options, totals)) {
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

/* The next schedule; false: there is none. */
static bool next(il_config *config) {
    exploration.is_searching = false;
    if (ip_found_next(&exploration.found, &exploration.frame, config)) return true;
    if (exploration.has_found) {
        exploration.totals.ended = "finding";
        return false;
    }
    if (!may_go_on() || !il_search_next(exploration.search, config)) return false;
    exploration.is_searching = true;
    exploration.schedule++;
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
    errno = ip_streams_rewind();
    if (errno != 0) fault("streams");
    pool_grow();
}

void ip_explore(const options *options) {
    assert(options != NULL && exploration.options == NULL);
    exploration.options = options;
    exploration.begun_ms = exploration.progress_ms = now_ms();
    ip_thread_remember_first();
    limits_set();
    errno = ip_streams_open();
    if (errno == 0) errno = ip_streams_enter();
    if (errno != 0) fault("streams");
    engine_start(options);
    exploration.search = search_create(options);
    found_begin(options);
    if (!ip_records_begin(options)) leave(EXIT_READER_GONE);
    ip_schedule_prepare();
    static il_config config; /* stays while a child returns from here into the program */
    while (next(&config)) {
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
        judge(watched);
    }
    totals *totals = &exploration.totals;
    totals->exhausted = il_search_is_exhausted(exploration.search);
    bool is_at_bound = il_search_ended_at_bound(exploration.search);
    if (totals->ended == NULL) totals->ended = totals->exhausted ? "exhausted" : is_at_bound ? "bound" : "budget";
    leave(ip_records_end(options, totals) ? 0 : EXIT_READER_GONE);
}
