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
#include "plan.h"
#include "real.h"
#include "records.h"
#include "refuse.h"
#include "schedule.h"
#include "streams.h"
#include "thread.h"
#include "watch.h"

#include "section.h"

enum {
    TOLD_STEPS_MAX = 400, /* of a finding; fewer where it would be too long */
    TOLD_CHOICES_BYTES_MAX = 8 * 1024,
    LINE_BYTES = IP_FINDING_BYTES_MAX + 64, /* and its size before it */
    WORKERS_MAX = 10000,
    FAULT_BYTES = 160,
};

static const uint32_t NOWHERE = UINT32_MAX;

/* What a worker leaves to the next one and to the test's process. */
static struct progress {
    plan plan;
    bool is_warming; /* the first schedule of a worker, which is none of the plan's */
    bool must_renew; /* the worker has ended for a fresh one */
    uint32_t told_count; /* findings, and those there is no room for */
    uint32_t findings_count;
    uint32_t places[PLAN_SEEN_MAX]; /* of what is told, among the findings; NOWHERE */
    size_t findings_bytes;
    uint32_t failure_line;
    char failure[IP_FAILURE_BYTES_MAX + 1];
    char fault[FAULT_BYTES];
    char findings[IP_FINDINGS_MAX * IP_FINDING_BYTES_MAX];
    _Alignas(found_line) char lines[FOUND_MAX * LINE_BYTES];
} *progress;

static const ip_scenario *current; /* in the worker and while there is one */

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

static void tell(const failure *failure, const char *line, size_t size) {
    /* The last place is kept for what ends the search. */
    uint32_t count_max = failure->is_race ? IP_FINDINGS_MAX - 1 : IP_FINDINGS_MAX;
    bool has_room = line != NULL && progress->findings_count < count_max;
    uint32_t place = has_room ? progress->findings_count++ : NOWHERE;
    if (progress->told_count < PLAN_SEEN_MAX) progress->places[progress->told_count] = place;
    progress->told_count++;
    if (!has_room) return;
    assert(progress->findings_bytes + size <= sizeof progress->findings);
    memcpy(progress->findings + progress->findings_bytes, line, size);
    progress->findings_bytes += size;
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

static void run_one(const il_config *config) {
    int error = ip_streams_rewind();
    if (error != 0) fault("streams", error);
    ip_schedule->notes = (schedule_notes){.signal = 0};
    ip_globals_restore();
    ip_schedule_run(config, current->body, current->argument);
    ip_thread_keys_delete();
    ip_streams_flush();
}

/* The first schedule of a process: threads go on as long as they can. It makes what is made once. In the first
   process it is judged like any other, but for races: those are told of schedules that can be run again. Before a
   replay it is none of what was asked for. */
static void warm_up(void) {
    const il_config config = {
        .strategy = IL_STRATEGY_PREEMPTION_BOUNDED, .points = IL_POINTS_ALL, .end = IL_END_FINISH,
        .program_seed = current->seed, .waits_in_spins = true};
    bool is_first = progress->plan.schedules == 0;
    if (is_first) progress->plan.schedules++;
    progress->is_warming = true;
    run_one(&config);
    progress->is_warming = false;
    ip_schedule->trace.races_count = 0;
    const failure failure = ip_found_failure(false);
    bool is_judged = is_first && progress->plan.phase != PLAN_REPLAYING;
    if (is_judged && failure.kind != NULL) ip_plan_take(&progress->plan, &failure);
    ip_globals_keep_caches();
}

/* After a schedule: whether another process must go on. */
static bool must_renew(void) {
    progress->must_renew = !forget_threads();
    return progress->must_renew;
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
    plan *plan = &progress->plan;
    prepare();
    warm_up();
    if (must_renew()) leave(0);
    while (plan->is_out || ip_plan_next(plan, current)) {
        run_one(&plan->config);
        const failure failure = ip_found_failure(false);
        bool renews = must_renew();
        ip_plan_note(plan, &failure, renews ? IP_PROCESS_COST : 0);
        if (renews) break;
    }
    leave(0);
}

/* ---- The test's process */

/* A worker has ended in the middle of a schedule: by a trap, a failed check, or because the watchdog ended
   it. */
static void take_over(watch_result watched) {
    plan *plan = &progress->plan;
    if (watched == WATCH_TOO_LONG) {
        if (!progress->is_warming) {
            ip_plan_note(plan, NULL, IP_PROCESS_COST);
        } else {
            plan->limited++;
            ip_plan_give_up(plan);
        }
        return;
    }
    failure failure = ip_found_failure(watched == WATCH_REFUSED);
    if (progress->fault[0] != 0) return;
    /* It keeps from going on what was to say more of what is known. */
    if (plan->has_failed && (progress->is_warming || plan->phase == PLAN_COUNTING)) {
        ip_plan_give_up(plan);
        return;
    }
    bool is_judged = failure.kind != NULL;
    /* It is gone, and left no word of why. */
    if (!is_judged) failure.kind = "crash";
    if (progress->is_warming) ip_schedule->trace.races_count = 0;
    if (is_judged && !progress->is_warming) {
        ip_plan_note(plan, &failure, IP_PROCESS_COST);
    } else {
        ip_plan_take(plan, &failure);
    }
}

/* Whether the worker got as far as the body: before that nothing of the program's has run in it. */
static bool has_begun(void) {
    return progress->fault[0] != 0 || ip_schedule->trace.threads_count > 0;
}

/* Whether there is anything to run in another worker; the first one begins with a schedule of its own. */
static bool has_more(int workers) {
    plan *plan = &progress->plan;
    if (progress->fault[0] != 0) return false;
    return workers == 0 || plan->is_out || ip_plan_next(plan, current);
}

static const char *run_workers(void) {
    int workers = 0;
    for (; workers < WORKERS_MAX && has_more(workers); workers++) {
        progress->must_renew = progress->is_warming = false;
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
        bool was_stopped = progress->is_warming || (progress->plan.is_out && !progress->must_renew);
        if (was_stopped && progress->fault[0] == 0) take_over(watched);
    }
    return progress->fault[0] != 0 ? progress->fault : NULL;
}

static const char *begin(const ip_scenario *scenario) {
    if (progress != NULL) munmap(progress, sizeof *progress);
    int flags = MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE;
    void *memory = mmap(NULL, sizeof *progress, PROT_READ | PROT_WRITE, flags, -1, 0);
    progress = memory != MAP_FAILED ? memory : NULL;
    if (progress == NULL || ip_schedule_share() != 0) return "no memory for schedules";
    progress->plan.frame = (found_frame){
        .limits = {.steps_max = TOLD_STEPS_MAX, .choices_bytes_max = TOLD_CHOICES_BYTES_MAX},
        .lines = progress->lines,
        .line_bytes = LINE_BYTES,
        .tell = tell,
    };
    const char *wrong = ip_plan_begin(&progress->plan, scenario);
    if (wrong != NULL) return wrong;
    current = scenario;
    return ip_streams_open() == 0 ? NULL : "no memory for what schedules print";
}

static void end(void) {
    current = NULL;
    ip_streams_close();
    if (progress != NULL) ip_plan_end(&progress->plan);
}

/* In how many of all orders each finding comes about. */
static void fill_counts(ip_scenario_result *result) {
    const plan *plan = &progress->plan;
    result->orders = plan->is_counted ? plan->orders : 0;
    for (uint32_t i = 0; i < plan->seen_count && i < progress->told_count; i++) {
        uint32_t place = progress->places[i];
        if (place != NOWHERE && plan->is_counted) result->shown[place] = plan->seen[i].shown;
    }
}

static void fill(ip_scenario_result *result) {
    const plan *plan = &progress->plan;
    il_proof proof;
    ip_plan_proof(plan, &proof);
    *result = (ip_scenario_result){
        .is_exhausted = proof.is_complete && !plan->has_failed,
        .is_repeatable = (proof.gaps & IL_GAP_DIVERGED) == 0,
        .assumes_waiting = proof.assumes_waiting,
        .executions = proof.executions,
        .schedules = plan->schedules,
        .limited = plan->limited,
        .cost = plan->cost[PLAN_PROVING] + plan->cost[PLAN_SAMPLING],
        .findings_count = progress->findings_count,
        .untold = progress->told_count - progress->findings_count,
        .findings = progress->findings,
        .findings_bytes = progress->findings_bytes,
        .failure_line = progress->failure_line,
        .failure = progress->failure[0] != 0 ? progress->failure : NULL,
    };
    fill_counts(result);
}

const char *ip_scenario_explore(const ip_scenario *scenario, ip_scenario_result *result) {
    assert(scenario != NULL && scenario->body != NULL && scenario->fork != NULL && result != NULL);
    assert(current == NULL);
    *result = (ip_scenario_result){.is_repeatable = true};
    const char *fault = begin(scenario);
    if (fault == NULL) fault = run_workers();
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

/* While orders are counted, and before a replay, a schedule goes on to its end, as all others do. */
static void note_failed_check(uint32_t line) {
    if (line != progress->plan.failed_line) return;
    ip_schedule->notes.has_failed = true;
    ip_schedule->notes.failed_line = line;
}

static void keep_words(uint32_t line, const char *words, size_t bytes) {
    if (bytes > IP_FAILURE_BYTES_MAX) bytes = IP_FAILURE_BYTES_MAX;
    memcpy(progress->failure, words, bytes);
    progress->failure[bytes] = 0;
    progress->failure_line = line;
}

void ip_scenario_fail(uint32_t line, const char *words, size_t bytes) {
    assert(ip_schedule_is_inside() && words != NULL);
    if (progress->plan.phase == PLAN_COUNTING) {
        note_failed_check(line);
        return;
    }
    if (progress->plan.phase == PLAN_REPLAYING && progress->is_warming) return;
    /* Another check may fail while the schedule is made shorter in which this one has. */
    bool is_told = !progress->plan.is_shortening || line == progress->plan.failed_line;
    if (is_told) keep_words(line, words, bytes);
    ip_schedule->notes.failed_line = line;
    /* The engine reads back what the thread wrote last. */
    if (il_controlled()) il_thread_self();
    ip_schedule_check_failed();
}
