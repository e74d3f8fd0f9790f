/* Findings on their way from the schedule that shows them to whoever is told. */
#define _GNU_SOURCE
#include "found.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

#include "json.h"

#include "section.h"

/* ---- What a schedule shows */

static uint64_t mixed(uint64_t word) {
    word = (word ^ (word >> 32)) * 0x9E3779B97F4A7C15ull;
    return word ^ (word >> 29);
}

/* Where threads wait that nobody lets go on, however many wait there. A join waits for one that waits itself. */
static uint64_t place_of_waiting(const il_trace *trace) {
    uint64_t sum = 0;
    for (uint32_t i = 0; i < trace->waiting_count; i++) {
        const il_waiting *waiting = &trace->waiting[i];
        bool is_known = waiting->action == IL_JOIN;
        for (uint32_t k = 0; k < i && !is_known; k++) is_known = trace->waiting[k].pc == waiting->pc;
        if (!is_known) sum += mixed(waiting->pc + waiting->action);
    }
    return sum;
}

static uint64_t place_of_failure(void) {
    const schedule_notes *notes = &ip_schedule->notes;
    const il_trace *trace = &ip_schedule->trace;
    if (notes->has_failed) return mixed(notes->failed_line);
    if (notes->has_left) return mixed(notes->place) + (uint32_t)notes->exit_status;
    if (notes->signal != 0) return mixed(notes->place) + notes->signal;
    if (trace->outcome == IL_OUTCOME_DESTROYED_LOCK) return mixed(trace->at_pc);
    return place_of_waiting(trace);
}

failure ip_found_failure(bool is_refused) {
    failure failure = {.kind = NULL};
    failure.kind = ip_judge_kind(is_refused, &failure.call);
    if (failure.kind != NULL) failure.place = place_of_failure();
    return failure;
}

/* The data race at these places, if the schedule that ran last shows it. */
static const il_race *find_race(const uint64_t places[2]) {
    const il_trace *trace = &ip_schedule->trace;
    for (uint32_t i = 0; i < trace->races_count && i < IL_RACES_MAX; i++) {
        const il_race *race = &trace->races[i];
        bool is_same = (race->pc[0] == places[0] && race->pc[1] == places[1])
            || (race->pc[0] == places[1] && race->pc[1] == places[0]);
        if (is_same) return race;
    }
    return NULL;
}

bool ip_found_is_alike(const failure *wanted, const failure *shown) {
    if (wanted->is_race) return find_race(wanted->race) != NULL;
    if (shown == NULL || shown->kind == NULL) return false;
    return strcmp(wanted->kind, shown->kind) == 0 && wanted->place == shown->place;
}

/* ---- Lines */

static found_line *line_at(const found_frame *frame, uint32_t index) {
    assert(index < FOUND_MAX);
    return (found_line *)(frame->lines + (size_t)index * frame->line_bytes);
}

/* Writes what is found as the schedule that ran last shows it, in place of what was written before. */
static void write_line(found *found, const found_frame *frame, uint32_t index, bool is_minimum) {
    const failure *failure = &found->queue[index];
    finding finding = {
        .kind = failure->kind,
        .schedule = found->schedule,
        .race = failure->is_race ? find_race(failure->race) : NULL,
        .call = failure->call,
        .is_minimum = is_minimum,
    };
    ip_judge_printed(&finding);
    found_line *line = line_at(frame, index);
    size_t room = frame->line_bytes - sizeof *line;
    for (record_limits limits = frame->limits; limits.steps_max > 0; limits.steps_max /= 2) {
        size_t size;
        ip_records_finding(ip_schedule, &finding, &limits);
        const char *text = ip_json_line(&size);
        if (size == 0 || size > room) continue;
        memcpy(line->text, text, size);
        line->size = size;
        return;
    }
}

static void tell(found *found, const found_frame *frame) {
    const found_line *line = line_at(frame, found->at);
    const failure *failure = &found->queue[found->at];
    frame->tell(failure, line->size > 0 ? line->text : NULL, line->size);
    found->phase = FOUND_NONE;
    found->at++;
}

/* ---- Taking */

int ip_found_begin(found *found, const found_frame *frame) {
    assert(found->shrink == NULL && frame->lines != NULL);
    found->races_left = frame->races;
    found->failure_left = frame->failure;
    found->shrink = il_shrink_create(&frame->options);
    return found->shrink != NULL ? 0 : ENOMEM;
}

void ip_found_end(found *found) {
    il_shrink_destroy(found->shrink);
    found->shrink = NULL;
}

static void take(found *found, const found_frame *frame, const failure *failure) {
    if (found->count == FOUND_MAX) return;
    const il_trace *trace = &ip_schedule->trace;
    uint32_t index = found->count++;
    found->queue[index] = *failure;
    line_at(frame, index)->size = 0;
    bool is_uninterrupted = trace->preemptions_count + trace->spurious_count + trace->timeouts_count == 0;
    write_line(found, frame, index, is_uninterrupted);
}

void ip_found_take(
    found *found, const found_frame *frame, told_races *told, const failure *failure, uint64_t schedule) {
    const il_trace *trace = &ip_schedule->trace;
    assert(found->at == found->count && found->phase == FOUND_NONE);
    found->at = found->count = 0;
    found->schedule = schedule;
    for (uint32_t i = 0; i < trace->races_count && i < IL_RACES_MAX; i++) {
        const il_race *race = &trace->races[i];
        if (!ip_judge_race(told, race)) continue;
        struct failure seen = {.kind = "data_race", .is_race = true, .race = {race->pc[0], race->pc[1]}};
        take(found, frame, &seen);
    }
    if (failure->kind != NULL) take(found, frame, failure);
    if (found->count == 0) return;
    found->runs_count = trace->runs_count <= IL_RUNS_MAX ? trace->runs_count : 0;
    memcpy(found->runs, trace->runs, found->runs_count * sizeof found->runs[0]);
}

/* ---- Shortening */

static found_budget *budget_of(found *found) {
    return found->queue[found->at].is_race ? &found->races_left : &found->failure_left;
}

/* A call that is not controlled ends any schedule that comes to it. */
static bool can_be_shortened(const found *found) {
    const failure *failure = &found->queue[found->at];
    return found->runs_count > 0 && (failure->is_race || failure->call == NULL);
}

static bool is_livelock(const failure *failure) {
    return failure->kind != NULL && strcmp(failure->kind, il_outcome_name(IL_OUTCOME_LIVELOCK)) == 0;
}

static void begin_shrinking(found *found, const found_frame *frame) {
    il_shrink_options options = frame->options;
    options.runs = found->runs;
    options.runs_count = found->runs_count;
    options.schedules_max = budget_of(found)->schedules_max;
    options.looks_long = !is_livelock(&found->queue[found->at]);
    il_shrink_restart(found->shrink, &options);
    found->phase = FOUND_SHRINKING;
}

/* Once more the best schedule, to be told. False: there is none to tell. */
static bool begin_retelling(found *found, const found_frame *frame) {
    const il_shrunk *shrunk = il_shrink_result(found->shrink);
    if (!shrunk->was_reproduced) return false;
    found->phase = FOUND_RETELLING;
    found->config = (il_config){
        .strategy = IL_STRATEGY_REPLAY,
        .program_seed = frame->options.program_seed,
        .spurious_max = frame->options.spurious_max,
        .timeouts_max = frame->options.timeouts_max,
        .end = frame->options.end,
        .judges_leaks = frame->options.judges_leaks,
        .looks_long = true,
        .runs = shrunk->runs,
        .runs_count = shrunk->runs_count,
    };
    return true;
}

bool ip_found_next(found *found, const found_frame *frame, il_config *config) {
    for (; found->at < found->count; tell(found, frame)) {
        if (found->phase == FOUND_NONE) {
            if (!can_be_shortened(found)) continue;
            begin_shrinking(found, frame);
        }
        assert(found->phase == FOUND_SHRINKING);
        if (budget_of(found)->cost_max > 0 && il_shrink_next(found->shrink, config)) return true;
        if (!begin_retelling(found, frame)) continue;
        *config = found->config;
        return true;
    }
    return false;
}

static void spend(found_budget *budget, uint64_t cost) {
    budget->cost_max -= cost < budget->cost_max ? cost : budget->cost_max;
    if (budget->schedules_max > 0) budget->schedules_max--;
}

void ip_found_note(found *found, const found_frame *frame, const failure *shown, uint64_t cost) {
    bool alike = ip_found_is_alike(&found->queue[found->at], shown);
    assert(found->at < found->count);
    if (found->phase == FOUND_SHRINKING) {
        spend(budget_of(found), cost);
        il_shrink_note(found->shrink, &ip_schedule->trace, alike);
        return;
    }
    assert(found->phase == FOUND_RETELLING);
    /* A program that does something else each time is told as it was first seen. */
    if (alike) write_line(found, frame, found->at, il_shrink_result(found->shrink)->is_minimum);
    tell(found, frame);
}

void ip_found_tell_as_seen(found *found, const found_frame *frame) {
    while (found->at < found->count) tell(found, frame);
}

bool ip_found_is_open(const found *found) { return found->at < found->count; }
