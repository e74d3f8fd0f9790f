/* The phases of a scenario. */
#include "plan.h"

#include <assert.h>
#include <string.h>

#include "section.h"

/* However cheap they are. */
enum { FAILURE_SCHEDULES = 2000, RACES_SCHEDULES = 400, COUNTING_SCHEDULES = 5000 };

/* Eighths of what telling may cost: to make what ends the search shorter, to make the races shorter, to count. */
enum { FAILURE_EIGHTHS = 3, RACES_EIGHTHS = 1, COUNTING_EIGHTHS = 4 };

static uint64_t telling_share(const ip_scenario *scenario, uint64_t eighths) {
    assert(scenario->telling_max <= UINT64_MAX / 8);
    return scenario->telling_max * eighths / 8;
}

/* ---- Begin and end */

static il_search *search_create(plan *plan, plan_phase phase, const ip_scenario *scenario, uint32_t runs_count) {
    static const il_strategy_kind strategies[PLAN_SEARCHES] = {
        [PLAN_PROVING] = IL_STRATEGY_EXHAUSTIVE,
        [PLAN_SAMPLING] = IL_STRATEGY_MIX,
        [PLAN_COUNTING] = IL_STRATEGY_EXHAUSTIVE,
        [PLAN_REPLAYING] = IL_STRATEGY_REPLAY,
    };
    const il_search_options options = {
        .strategy = strategies[phase],
        .seed = scenario->seed,
        .schedules_max = phase == PLAN_REPLAYING ? 1 : UINT64_MAX,
        .spurious_max = 1,
        .timeouts_max = SCHEDULE_TIMEOUTS_MAX,
        .end = IL_END_FINISH,
        .looks_long = true,
        .runs = phase == PLAN_REPLAYING ? plan->replayed : NULL,
        .runs_count = runs_count,
    };
    return il_search_create(&options);
}

const char *ip_plan_begin(plan *plan, const ip_scenario *scenario) {
    ptrdiff_t runs_count = 0;
    if (scenario->replay != NULL) {
        runs_count = il_choices_read(scenario->replay, plan->replayed, IL_RUNS_MAX);
        if (runs_count < 0) return "the choices to be replayed are none";
        plan->phase = PLAN_REPLAYING;
    }
    plan->frame.races = (found_budget){RACES_SCHEDULES, telling_share(scenario, RACES_EIGHTHS)};
    plan->frame.failure = (found_budget){FAILURE_SCHEDULES, telling_share(scenario, FAILURE_EIGHTHS)};
    plan->frame.options = (il_shrink_options){
        .program_seed = scenario->seed,
        .spurious_max = 1,
        .timeouts_max = SCHEDULE_TIMEOUTS_MAX,
        .end = IL_END_FINISH,
    };
    if (ip_found_begin(&plan->found, &plan->frame) != 0) return "no memory for schedules";
    for (plan_phase phase = PLAN_PROVING; phase < PLAN_SEARCHES; phase++) {
        plan->searches[phase] = search_create(plan, phase, scenario, (uint32_t)runs_count);
        if (plan->searches[phase] == NULL) return "no memory for schedules";
    }
    return NULL;
}

void ip_plan_end(plan *plan) {
    for (int phase = 0; phase < PLAN_SEARCHES; phase++) {
        il_search_destroy(plan->searches[phase]);
        plan->searches[phase] = NULL;
    }
    ip_found_end(&plan->found);
}

/* ---- The next schedule */

static bool is_searching(const plan *plan) {
    return plan->phase == PLAN_PROVING || plan->phase == PLAN_SAMPLING;
}

/* Orders one after another differ little: where many are left, samples find a mistake sooner. They come when
   two fifths of the budget have not been enough, and take a quarter of it; what then is left may still be
   enough for the rest of the orders. */
static plan_phase search_next(const plan *plan, const ip_scenario *scenario) {
    const uint64_t *cost = plan->cost, all = scenario->cost_max;
    bool is_proven = il_search_is_exhausted(plan->searches[PLAN_PROVING]);
    bool is_spent = cost[PLAN_PROVING] + cost[PLAN_SAMPLING] >= all;
    if (plan->has_failed || is_proven || is_spent) return PLAN_DONE;
    bool samples = cost[PLAN_PROVING] >= all / 5 * 2 && cost[PLAN_SAMPLING] < all / 4;
    plan_phase wanted = samples || plan->has_ended[PLAN_PROVING] ? PLAN_SAMPLING : PLAN_PROVING;
    if (!plan->has_ended[wanted]) return wanted;
    return plan->has_ended[PLAN_PROVING] ? PLAN_DONE : PLAN_PROVING;
}

/* Whether what ended the search can come about again and again in one process, and lets a schedule come to its
   end: else not all orders would be seen. */
static bool can_be_counted(const plan *plan) {
    if (plan->seen_count == 0) return false;
    const failure *last = &plan->seen[plan->seen_count - 1].failure;
    if (strcmp(last->kind, "assertion") == 0) return plan->failed_line != 0;
    return strcmp(last->kind, "deadlock") == 0 || strcmp(last->kind, "lost_wakeup") == 0;
}

static void begin_counting(plan *plan) {
    plan->phase = PLAN_COUNTING;
    plan->orders = 0;
    for (uint32_t i = 0; i < plan->seen_count; i++) plan->seen[i].shown = 0;
}

/* Every order has been run and there is none that is not known: what was counted on the way is all there is. */
static void conclude(plan *plan) {
    il_proof proof;
    il_search_proof(plan->searches[plan->phase], &proof);
    /* Where waiting is assumed there may be more of them. */
    plan->is_counted = proof.is_complete && !proof.assumes_waiting && plan->orders == proof.executions;
}

/* The phase is over. */
static void advance(plan *plan) {
    switch (plan->phase) {
    case PLAN_PROVING:
        if (plan->has_failed && can_be_counted(plan)) {
            begin_counting(plan);
            return;
        }
        if (!plan->has_failed && il_search_is_exhausted(plan->searches[PLAN_PROVING])) conclude(plan);
        break;
    case PLAN_COUNTING: conclude(plan); break;
    case PLAN_SAMPLING:
    case PLAN_REPLAYING:
    case PLAN_DONE: break;
    }
    plan->phase = PLAN_DONE;
}

/* Whether the phase may run another schedule. */
static bool goes_on(plan *plan, const ip_scenario *scenario) {
    if (is_searching(plan)) {
        plan_phase next = search_next(plan, scenario);
        if (next != PLAN_DONE) plan->phase = next;
        return next != PLAN_DONE;
    }
    uint64_t done = plan->done[plan->phase];
    if (plan->phase == PLAN_REPLAYING) return done == 0 && !plan->has_failed;
    return done < COUNTING_SCHEDULES && plan->cost[PLAN_COUNTING] < telling_share(scenario, COUNTING_EIGHTHS);
}

bool ip_plan_next(plan *plan, const ip_scenario *scenario) {
    assert(!plan->is_out);
    plan->is_shortening = ip_found_next(&plan->found, &plan->frame, &plan->config);
    plan->is_out = plan->is_shortening;
    if (plan->is_shortening) return true;
    while (!plan->is_out && plan->phase != PLAN_DONE) {
        bool may_run = goes_on(plan, scenario);
        if (may_run) plan->is_out = il_search_next(plan->searches[plan->phase], &plan->config);
        if (may_run && !plan->is_out) plan->has_ended[plan->phase] = true;
        bool is_over = !plan->is_out && !(may_run && is_searching(plan));
        if (is_over) advance(plan);
    }
    if (plan->is_out && plan->phase != PLAN_COUNTING) plan->schedules++;
    return plan->is_out;
}

/* ---- What came of it */

/* Notes what is new, in the order in which it will be told. */
static void see(plan *plan) {
    const found *found = &plan->found;
    for (uint32_t i = found->at; i < found->count && plan->seen_count < PLAN_SEEN_MAX; i++) {
        plan->seen[plan->seen_count++] = (plan_sight){.failure = found->queue[i]};
    }
}

static void take(plan *plan, const failure *failure) {
    ip_found_take(&plan->found, &plan->frame, &plan->told, failure, plan->schedules);
    see(plan);
    if (failure->kind == NULL) return;
    plan->has_failed = true;
    plan->failed_line = ip_schedule->notes.has_failed ? ip_schedule->notes.failed_line : 0;
}

/* A schedule of the search for all orders that stands for another class than those before it. */
static void count(plan *plan, const failure *failure) {
    il_proof proof;
    bool is_proof = plan->phase == PLAN_PROVING || plan->phase == PLAN_COUNTING;
    if (!is_proof) return;
    il_search_proof(plan->searches[plan->phase], &proof);
    if (proof.executions == plan->orders) return;
    plan->orders = proof.executions;
    for (uint32_t i = 0; i < plan->seen_count; i++) {
        if (ip_found_is_alike(&plan->seen[i].failure, failure)) plan->seen[i].shown++;
    }
}

void ip_plan_note(plan *plan, const failure *failure, uint64_t cost) {
    const struct failure none = {.kind = NULL};
    const il_trace *trace = &ip_schedule->trace;
    assert(plan->is_out);
    plan->is_out = false;
    cost += trace->events_count + IP_SCHEDULE_COST;
    if (plan->is_shortening) {
        ip_found_note(&plan->found, &plan->frame, failure, cost);
        return;
    }
    plan->done[plan->phase]++;
    plan->cost[plan->phase] += cost;
    if (failure == NULL || trace->outcome == IL_OUTCOME_STEP_LIMIT) plan->limited++;
    if (failure == NULL) {
        plan->phase = PLAN_DONE;
        return;
    }
    il_search_note(plan->searches[plan->phase], trace);
    if (plan->phase != PLAN_COUNTING) take(plan, failure->kind != NULL ? failure : &none);
    if (plan->phase == PLAN_REPLAYING) ip_found_tell_as_seen(&plan->found, &plan->frame);
    count(plan, failure);
}

void ip_plan_take(plan *plan, const failure *failure) {
    assert(failure->kind != NULL);
    plan->is_out = false;
    ip_found_tell_as_seen(&plan->found, &plan->frame);
    take(plan, failure);
    ip_found_tell_as_seen(&plan->found, &plan->frame);
}

void ip_plan_give_up(plan *plan) {
    plan->is_out = false;
    plan->phase = PLAN_DONE;
    ip_found_tell_as_seen(&plan->found, &plan->frame);
}

void ip_plan_proof(const plan *plan, il_proof *proof) {
    il_search_proof(plan->searches[PLAN_PROVING], proof);
}
