/* From the start of a schedule to its end. */
#include "strategy.h"

#include <stdlib.h>

engine il_engine;

/* ---- Once in a process */

int il_start(const il_setup *setup) {
    engine *engine = &il_engine;
    assert(setup != NULL && !engine->is_active);
    bool can_user = il_user_is_possible();
    if (setup->switching == IL_SWITCH_USER && !can_user) return ENOTSUP;
    engine->setup = *setup;
    if (setup->create_thread == NULL) engine->setup.create_thread = pthread_create;
    engine->switching = can_user && setup->switching != IL_SWITCH_FUTEX ? IL_SWITCH_USER : IL_SWITCH_FUTEX;
    engine->is_started = true;
    return 0;
}

il_switching il_switching_used(void) { return il_engine.switching; }

bool il_controlled(void) {
    const thread *self = il_self;
    return self != NULL && il_engine.is_active && self->ignored == 0;
}

bool il_is_current(void) {
    const thread *self = il_self;
    return self != NULL && il_engine.is_active && il_engine.current == self;
}

void il_ignore_begin(void) {
    if (il_self != NULL && il_engine.is_active) il_self->ignored++;
}

void il_ignore_end(void) {
    if (il_self == NULL || !il_engine.is_active) return;
    assert(il_self->ignored > 0);
    il_self->ignored--;
}

extern const char __start_il_text[], __stop_il_text[];

bool il_owns_code(uintptr_t pc) {
    return pc >= (uintptr_t)__start_il_text && pc < (uintptr_t)__stop_il_text;
}

/* ---- The start */

static const strategy *strategy_of(const il_config *config) {
    switch ((il_strategy_kind)config->strategy) {
    case IL_STRATEGY_MIX: break; /* a search hands out its members */
    case IL_STRATEGY_RANDOM: return &il_strategy_random;
    case IL_STRATEGY_PCT: return &il_strategy_pct;
    case IL_STRATEGY_LEADER_PCT: return &il_strategy_leader_pct;
    case IL_STRATEGY_POS: return &il_strategy_pos;
    case IL_STRATEGY_LOCKSTEP: return &il_strategy_lockstep;
    case IL_STRATEGY_POSTPONING: return &il_strategy_postponing;
    case IL_STRATEGY_PREEMPTION_BOUNDED: return &il_strategy_preemptions;
    case IL_STRATEGY_DELAY_BOUNDED: return &il_strategy_delays;
    case IL_STRATEGY_EXHAUSTIVE: return &il_strategy_exhaustive;
    case IL_STRATEGY_REPLAY: return &il_strategy_replay;
    }
    assert(!"a strategy of one schedule");
    return &il_strategy_random;
}

static void reset(const il_config *config, il_trace *trace) {
    engine *engine = &il_engine;
    assert(engine->is_started && !engine->is_active);
    engine->is_in_process = engine->is_finishing = false;
    engine->has_tried = engine->has_destroyed = engine->lifts_next = false;
    engine->all_points = config->points == IL_POINTS_ALL || config->strategy == IL_STRATEGY_REPLAY;
    engine->trace = trace;
    engine->strategy = strategy_of(config);
    engine->config = *config;
    /* A replay stops where any strategy may have. */
    engine->stops_everywhere = engine->strategy->sees_all || engine->strategy == &il_strategy_replay;
    if (config->strategy == IL_STRATEGY_REPLAY) {
        engine->config.gathers = false; /* the runs tell */
        engine->config.waits_in_spins = config->runs_count == 0 || config->runs[0].variant != IL_RESTLESS;
    }
    engine->alive = engine->enabled = engine->timed = engine->awaiting = engine->asleep = 0;
    engine->gathered = 0;
    engine->lifts = engine->looks_left = 0;
    engine->long_lifted = 0;
    engine->last_lifted = 0;
    engine->finisher = 0;
    engine->events_max = config->events_max != 0 ? config->events_max : IL_EVENTS_MAX;
    engine->finish_events_max = UINT64_MAX;
    engine->step_next = trace->steps;
    engine->time_ns = engine->poll_ns = 0;
    engine->chance = config->program_seed;
    if (++engine->generation == 0) engine->generation = 1;
    engine->arena_used = 0;
    engine->blocks_count = engine->regions_count = 0;
    engine->last_block = NULL;
    engine->free_record = 0;
    engine->objects_count = 0;
    il_trace_clear(trace);
    if (!engine->all_points) il_places_set(config->places, config->places_count);
}

static thread *begin(const il_config *config, il_trace *trace) {
    reset(config, trace);
    il_engine.strategy->begin(&il_engine.config);
    thread *first = il_thread_make(0);
    il_engine.current = first;
    il_engine.strategy->made(0, 0);
    il_run_begin(0, il_engine.config.waits_in_spins ? IL_NORMAL : IL_RESTLESS);
    return first;
}

void il_schedule_begin(const il_config *config, il_trace *trace) {
    static uint32_t go;
    assert(config != NULL && trace != NULL);
    il_slots_check();
    thread *first = begin(config, trace);
    first->handle = pthread_self();
    il_context_here(&first->context, &go);
    il_self = first;
    il_engine.is_active = true;
    il_step_add(IL_START, NULL, 0, 0, 0, 0, 0);
}

/* ---- The end */

static void close_trace(il_outcome outcome) {
    thread *self = il_engine.current;
    if (self->unread != 0) il_read_written(self);
    if (il_engine.strategy->sees_all) il_engine.strategy->over();
    il_engine.trace->outcome = outcome;
    il_engine.is_active = false;
}

void il_over(il_outcome outcome) {
    engine *engine = &il_engine;
    thread *self = engine->current;
    assert(engine->is_active && outcome != IL_OUTCOME_RUNNING);
    close_trace(outcome);
    if (engine->is_in_process) il_context_leave(&self->context, &engine->frame);
    assert(engine->setup.schedule_over != NULL);
    engine->setup.schedule_over(outcome, engine->setup.context);
    abort();
}

void il_too_big(uint32_t limit, uintptr_t pc) {
    il_engine.trace->limit = limit;
    il_engine.trace->at_pc = pc;
    il_over(IL_OUTCOME_TOO_BIG);
}

void il_destroyed(const object *object, uintptr_t pc) {
    il_engine.trace->at_pc = pc;
    il_engine.trace->at_object = (int32_t)il_object_number(object);
    il_over(IL_OUTCOME_DESTROYED_LOCK);
}

static bool lets_finish(const thread *self) {
    engine *engine = &il_engine;
    if (mask_is_single(engine->alive)) return false;
    (void)self;
    if (engine->strategy == &il_strategy_replay) return engine->strategy->finishes();
    if (engine->config.end != IL_END_EITHER) return engine->config.end == IL_END_FINISH;
    return engine->strategy->finishes();
}

/* The others run until they have ended or cannot go on, and what that is. Threads that would never end are
   left behind after as many events as there are choices. */
static il_outcome finish_others(thread *self, uintptr_t pc) {
    engine *engine = &il_engine;
    engine->is_finishing = true;
    engine->finisher = self->number;
    engine->finish_events_max = engine->trace->events_count + IL_CHOICES_MAX;
    il_run_begin(self->number, IL_FINISH);
    if (engine->strategy->went != NULL) engine->strategy->went(self->number, IL_FINISH);
    il_plan(self, OP_FINISH, IL_END, NULL, pc);
    il_wait(self);
    if (mask_is_single(engine->alive)) return IL_OUTCOME_ENDED;
    bool are_stuck = (engine->enabled & ~self->own) == 0 && engine->awaiting == 0;
    return are_stuck ? il_judge() : IL_OUTCOME_ENDED;
}

static il_outcome end(thread *self, uintptr_t pc) {
    il_outcome outcome = lets_finish(self) ? finish_others(self, pc) : IL_OUTCOME_ENDED;
    il_step_add(IL_END, NULL, 0, 0, 0, 0, pc);
    il_engine.trace->threads[self->number].has_ended = true;
    return outcome;
}

void il_schedule_end(uintptr_t pc) {
    thread *self = il_enter();
    il_outcome outcome = end(self, pc);
    if (outcome != IL_OUTCOME_ENDED) il_over(outcome);
    close_trace(outcome);
    il_self = NULL;
}

/* ---- In process */

typedef struct body {
    void (*function)(void *);
    void *argument;
} body;

static void *run_body(void *argument) {
    const body *body = argument;
    body->function(body->argument);
    il_over(end(il_enter(), 0));
}

il_outcome il_schedule_run(
    const il_config *config, il_trace *trace, void (*function)(void *), void *argument) {
    static uint32_t go;
    static body body;
    engine *engine = &il_engine;
    assert(config != NULL && trace != NULL && function != NULL && !engine->is_active);
    il_slots_check();
    slot *slot = il_slot(0);
    if (slot == NULL) {
        trace->outcome = IL_OUTCOME_TOO_BIG;
        trace->limit = LIMIT_THREADS;
        return IL_OUTCOME_TOO_BIG;
    }
    body = (struct body){function, argument};
    thread *first = begin(config, trace);
    first->start = run_body;
    first->argument = &body;
    first->handle = slot->handle;
    il_context_fresh(&first->context, slot);
    il_context_here(&engine->frame, &go);
    engine->is_in_process = true;
    engine->is_active = true;
    il_context_switch(&engine->frame, &first->context);
    assert(!engine->is_active);
    return (il_outcome)trace->outcome;
}
