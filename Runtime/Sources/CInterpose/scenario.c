/* A scenario of a test: one body, run in process under schedule after schedule. The test's own process looks
   on; the schedules run in a worker that was forked from it, because a trap can be left in no other way. What
   must outlive a worker lies in memory that they share. */
#define _GNU_SOURCE
#include "CInterpose.h"

#include <assert.h>
#include <errno.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "globals.h"
#include "image.h"
#include "judge.h"
#include "json.h"
#include "real.h"
#include "records.h"
#include "refuse.h"
#include "schedule.h"
#include "streams.h"
#include "thread.h"
#include "watch.h"

#include "section.h"

enum {
    TOLD_STEPS_MAX = 400, /* of a finding; halved until it is short enough */
    TOLD_CHOICES_BYTES_MAX = 8 * 1024,
    WORKERS_MAX = 10000,
    FAULT_BYTES = 160,
};

typedef enum phase { PROVING, SAMPLING, DONE } phase;

/* What a worker leaves to the next one and to the test's process. */
static struct progress {
    phase phase;
    bool is_found; /* something that ends the search */
    bool must_renew; /* the worker has ended for a fresh one */
    uint64_t schedules, limited;
    uint64_t cost[DONE]; /* of the schedules of each phase */
    bool has_ended[DONE]; /* its search has no further schedule */
    told_races told;
    uint32_t findings_count, untold;
    size_t findings_bytes;
    uint32_t failure_line;
    char failure[IP_FAILURE_BYTES_MAX + 1];
    char fault[FAULT_BYTES];
    char findings[IP_FINDINGS_MAX * IP_FINDING_BYTES_MAX];
} *progress;

static const ip_scenario *current; /* in the worker and while there is one */
static il_search *searches[DONE];

/* ---- Before tests */

const char *ip_scenarios_prepare(uintptr_t begin, int fd) {
    struct stat info;
    ip_real();
    const char *fault = ip_image_load_library(begin, fd);
    if (fault != NULL) return fault;
    if (fstat(fd, &info) != 0 || info.st_size <= 0) return "the library's file cannot be read";
    void *bytes = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (bytes == MAP_FAILED) return "the library's file cannot be read";
    fault = ip_globals_find(begin, bytes, (size_t)info.st_size);
    munmap(bytes, (size_t)info.st_size);
    return fault;
}

void ip_scenarios_begin(void) {
    ip_thread_remember_first();
    ip_globals_remember();
}

/* ---- Findings */

/* Makes the line short enough; false if nothing can. */
static bool make_line(const finding *finding, const char **line, size_t *size) {
    record_limits limits = {.steps_max = TOLD_STEPS_MAX, .choices_bytes_max = TOLD_CHOICES_BYTES_MAX};
    for (; limits.steps_max > 0; limits.steps_max /= 2) {
        ip_records_finding(ip_schedule, finding, &limits);
        *line = ip_json_line(size);
        if (*size > 0 && *size <= IP_FINDING_BYTES_MAX) return true;
    }
    return false;
}

static void tell(const char *kind, const il_race *race, const char *call) {
    finding finding = {.kind = kind, .schedule = progress->schedules, .race = race, .call = call};
    const char *line;
    size_t size;
    ip_judge_printed(&finding);
    /* The last place is kept for what ends the search. */
    uint32_t count_max = race != NULL ? IP_FINDINGS_MAX - 1 : IP_FINDINGS_MAX;
    if (progress->findings_count >= count_max || !make_line(&finding, &line, &size)) {
        progress->untold++;
        return;
    }
    assert(progress->findings_bytes + size <= sizeof progress->findings);
    memcpy(progress->findings + progress->findings_bytes, line, size);
    progress->findings_bytes += size;
    progress->findings_count++;
}

static void tell_races(void) {
    const il_trace *trace = &ip_schedule->trace;
    for (uint32_t i = 0; i < trace->races_count && i < IL_RACES_MAX; i++) {
        if (ip_judge_race(&progress->told, &trace->races[i])) tell("data_race", &trace->races[i], NULL);
    }
}

/* What came of the schedule that was run last, in whichever process. */
static void judge(bool is_refused) {
    const char *call = NULL;
    tell_races();
    const char *kind = ip_judge_kind(is_refused, &call);
    if (kind == NULL) return;
    progress->is_found = true;
    tell(kind, NULL, call);
}

/* ---- The worker */

static _Noreturn void leave(int status) {
    system_call(SYS_exit_group, status, 0, 0, 0, 0, 0);
    __builtin_unreachable();
}

static _Noreturn void fault(const char *what, int error) {
    snprintf(progress->fault, sizeof progress->fault, "%s: %s", what, strerror(error));
    leave(1);
}

/* Threads that the schedule has left in the middle of something. False if one of them holds what a later
   schedule cannot do without. */
static bool forget_threads(void) {
    const il_trace *trace = &ip_schedule->trace;
    bool has_left_some = false;
    for (uint32_t i = 0; i < trace->threads_count; i++) {
        if (trace->threads[i].has_ended) continue;
        has_left_some = true;
        ip_thread_was_left((int)i);
    }
    return !has_left_some || ip_streams_flush();
}

/* Orders one after another differ little: where many are left, samples find a mistake sooner. They come when
   two fifths of the budget have not been enough, and take a quarter of it; what then is left may still be
   enough for the rest of the orders. */
static phase phase_next(void) {
    const uint64_t *cost = progress->cost, all = current->cost_max;
    bool is_proven = il_search_is_exhausted(searches[PROVING]);
    if (is_proven || cost[PROVING] + cost[SAMPLING] >= all) return DONE;
    bool samples = cost[PROVING] >= all / 5 * 2 && cost[SAMPLING] < all / 4;
    phase wanted = samples || progress->has_ended[PROVING] ? SAMPLING : PROVING;
    if (!progress->has_ended[wanted]) return wanted;
    return progress->has_ended[PROVING] ? DONE : PROVING;
}

/* False: there is nothing left to run. */
static bool next_schedule(il_config *config) {
    while ((progress->phase = phase_next()) != DONE) {
        if (il_search_next(searches[progress->phase], config)) return true;
        progress->has_ended[progress->phase] = true;
    }
    return false;
}

static void run_one(const il_config *config) {
    int error = ip_streams_rewind();
    if (error != 0) fault("streams", error);
    ip_schedule->notes = (schedule_notes){.signal = 0};
    ip_globals_restore();
    progress->schedules++;
    ip_schedule_run(config, current->body, current->argument);
    ip_streams_flush();
}

/* The first schedule of a process: threads go on as long as they can. It makes what is made once, and is
   judged like any other, but for races: those are told of schedules that can be run again. */
static void warm_up(void) {
    const il_config config = {
        .strategy = IL_STRATEGY_PREEMPTION_BOUNDED, .points = IL_POINTS_ALL, .end = IL_END_FINISH,
        .program_seed = current->seed, .waits_in_spins = true};
    run_one(&config);
    ip_schedule->trace.races_count = 0;
    judge(false);
    ip_globals_keep_caches();
}

/* Whether the worker is to go on with the next schedule. */
static bool settle(phase phase) {
    const il_trace *trace = &ip_schedule->trace;
    bool is_limited = trace->outcome == IL_OUTCOME_STEP_LIMIT;
    bool must_renew = !forget_threads();
    il_search_note(searches[phase], trace);
    progress->cost[phase] += IP_SCHEDULE_COST + trace->events_count + (must_renew ? IP_PROCESS_COST : 0);
    if (is_limited) progress->limited++;
    judge(false);
    if (progress->is_found) return false;
    progress->must_renew = must_renew;
    return !must_renew;
}

static void prepare(void) {
    /* One heap for all threads: else each of them would map one of its own. */
    mallopt(M_ARENA_MAX, 1);
    int error = ip_streams_enter();
    if (error != 0) fault("streams", error);
    error = ip_schedule_engine_start(IL_SWITCH_BEST);
    if (error != 0) fault("il_start", error);
    ip_schedule_prepare();
}

static _Noreturn void work(void) {
    il_config config;
    prepare();
    warm_up();
    if (progress->is_found) leave(0);
    progress->must_renew = !forget_threads();
    if (progress->must_renew) progress->cost[progress->phase] += IP_PROCESS_COST;
    while (!progress->must_renew && next_schedule(&config)) {
        phase phase = progress->phase;
        run_one(&config);
        if (!settle(phase)) break;
    }
    leave(0);
}

/* ---- The test's process */

/* A worker has ended in the middle of a schedule: by a trap, a failed check, or because the watchdog ended
   it. */
static void take_over(watch_result watched) {
    if (watched == WATCH_TOO_LONG) {
        progress->limited++;
        progress->phase = DONE;
        return;
    }
    judge(watched == WATCH_REFUSED);
    if (progress->is_found || progress->fault[0] != 0) return;
    /* It is gone, and left no word of why. */
    progress->is_found = true;
    tell("crash", NULL, NULL);
}

static bool is_over(void) {
    return progress->phase == DONE || progress->is_found || progress->fault[0] != 0;
}

/* Whether the worker got as far as the body: before that nothing of the program's has run in it. */
static bool has_begun(void) {
    return progress->fault[0] != 0 || ip_schedule->trace.threads_count > 0;
}

static const char *run_workers(void) {
    for (int workers = 0; workers < WORKERS_MAX && !is_over(); workers++) {
        progress->must_renew = false;
        ip_schedule->trace.threads_count = 0;
        ip_schedule->notes = (schedule_notes){.signal = 0};
        fflush(NULL);
        pid_t child = current->fork();
        if (child < 0) return "no process for schedules";
        if (child == 0) work();
        watch_result watched = ip_watch_child(child, ip_schedule);
        if (watched == WATCH_FAILED) return "a process for schedules was lost";
        if (ip_schedule->notes.is_fault) return ip_schedule->notes.call;
        if (!has_begun()) {
            snprintf(
                progress->fault, sizeof progress->fault, "a process for schedules ended before the first one: %u",
                ip_schedule->notes.signal);
        }
        if (!is_over() && !progress->must_renew) take_over(watched);
    }
    return progress->fault[0] != 0 ? progress->fault : NULL;
}

static il_search *search_create(il_strategy_kind strategy, const ip_scenario *scenario) {
    const il_search_options options = {
        .strategy = strategy,
        .seed = scenario->seed,
        .schedules_max = UINT64_MAX, /* it is their cost that counts */
        .spurious_max = 1,
        .timeouts_max = SCHEDULE_TIMEOUTS_MAX,
        .end = IL_END_FINISH,
    };
    return il_search_create(&options);
}

static bool begin(const ip_scenario *scenario) {
    if (progress != NULL) munmap(progress, sizeof *progress);
    void *memory = mmap(
        NULL, sizeof *progress, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    progress = memory != MAP_FAILED ? memory : NULL;
    if (progress == NULL || ip_schedule_share() != 0) return false;
    searches[PROVING] = search_create(IL_STRATEGY_EXHAUSTIVE, scenario);
    searches[SAMPLING] = search_create(IL_STRATEGY_MIX, scenario);
    if (searches[PROVING] == NULL || searches[SAMPLING] == NULL) return false;
    current = scenario;
    return ip_streams_open() == 0;
}

static void end(void) {
    current = NULL;
    ip_streams_close();
    for (int i = 0; i < DONE; i++) {
        if (searches[i] != NULL) il_search_destroy(searches[i]);
        searches[i] = NULL;
    }
}

static void fill(ip_scenario_result *result) {
    il_proof proof;
    il_search_proof(searches[PROVING], &proof);
    *result = (ip_scenario_result){
        .is_exhausted = proof.is_complete && !progress->is_found,
        .is_repeatable = (proof.gaps & IL_GAP_DIVERGED) == 0,
        .executions = proof.executions,
        .schedules = progress->schedules,
        .limited = progress->limited,
        .cost = progress->cost[PROVING] + progress->cost[SAMPLING],
        .findings_count = progress->findings_count,
        .untold = progress->untold,
        .findings = progress->findings,
        .findings_bytes = progress->findings_bytes,
        .failure_line = progress->failure_line,
        .failure = ip_schedule->notes.has_failed ? progress->failure : NULL,
    };
}

const char *ip_scenario_explore(const ip_scenario *scenario, ip_scenario_result *result) {
    assert(scenario != NULL && scenario->body != NULL && scenario->fork != NULL && result != NULL);
    assert(current == NULL);
    *result = (ip_scenario_result){.is_repeatable = true};
    const char *fault = begin(scenario) ? run_workers() : "no memory for schedules";
    if (fault == NULL) fill(result);
    end();
    return fault;
}

/* ---- In the body */

bool ip_scenario_is_running(void) {
    return ip_schedule_is_inside();
}

void ip_scenario_refuse(const char *call) {
    if (!il_controlled()) return;
    const void *place = ip_image_scan(__builtin_frame_address(0), ip_thread_stack_end());
    ip_refuse(call, (uintptr_t)place);
}

_Noreturn void ip_scenario_fail(uint32_t line, const char *words, size_t bytes) {
    assert(ip_schedule_is_inside() && words != NULL);
    if (bytes > IP_FAILURE_BYTES_MAX) bytes = IP_FAILURE_BYTES_MAX;
    memcpy(progress->failure, words, bytes);
    progress->failure[bytes] = 0;
    progress->failure_line = line;
    /* The engine reads back what the thread wrote last. */
    if (il_controlled()) il_thread_self();
    ip_schedule_check_failed();
}
