/* The scheduling point: where one thread stops and another goes on. */
#include "strategy.h"

/* ---- Who can go on */

static bool is_free_for(const thread *thread) {
    const operation *operation = &thread->operation;
    const object *object = operation->object;
    switch ((operation_kind)operation->kind) {
    case OP_RUN: return true;
    case OP_LOCK: return object->owner < 0;
    case OP_READ_LOCK: return object->owner < 0;
    case OP_WRITE_LOCK: return object->owner < 0 && object->readers == 0;
    case OP_WAKE: return operation->mutex->owner < 0 && il_condition_has_credit(object, thread->number);
    case OP_SEMAPHORE: return object->count > 0;
    case OP_BARRIER: return object->round != operation->round;
    case OP_ONCE: return object->count != ONCE_RUNNING;
    case OP_JOIN: return il_threads[operation->target].has_ended;
    case OP_FUTEX: return thread->was_woken;
    case OP_AWAIT: return false;
    case OP_FINISH: return mask_is_single(il_engine.alive);
    }
    return false;
}

void il_thread_reconsider(thread *thread) {
    /* A strategy that sees all has timeouts as choices only: time would tell of everything that has happened. */
    bool is_time_up = thread->operation.deadline_ns <= il_engine.time_ns && !il_engine.strategy->sees_all;
    bool can = is_free_for(thread) || is_time_up;
    thread_mask own = thread->own;
    il_engine.enabled = can ? il_engine.enabled | own : il_engine.enabled & ~own;
}

void il_object_changed(object *object) {
    thread_mask left = object->waiters;
    for (; left != 0; left &= left - 1) il_thread_reconsider(&il_threads[mask_first(left)]);
}

static void publish(thread *self) {
    const operation *operation = &self->operation;
    if (operation->kind == OP_RUN) return; /* enabled as every running thread is */
    thread_mask own = self->own;
    if (operation->object != NULL) operation->object->waiters |= own;
    if (operation->mutex != NULL) operation->mutex->waiters |= own;
    if (operation->deadline_ns != IL_NEVER) il_engine.timed |= own;
    if (operation->kind == OP_AWAIT) il_engine.awaiting |= own;
    if (operation->kind == OP_WAKE) il_engine.asleep |= own;
    il_thread_reconsider(self);
    bool is_locked_out = operation->kind != OP_AWAIT && !mask_has(il_engine.enabled, self->number);
    bool goes_on = il_engine.strategy->goes_on != NULL && il_engine.strategy->goes_on();
    if (is_locked_out && !goes_on && il_closes_cycle(self)) il_over(il_judge());
}

/* The thread has been chosen: it runs. */
static void unpublish(thread *self) {
    const operation *operation = &self->operation;
    thread_mask own = self->own;
    assert(il_engine.current == self);
    if (operation->kind == OP_RUN) return; /* was never kept from running, or has been woken */
    if (operation->object != NULL) operation->object->waiters &= ~own;
    if (operation->mutex != NULL) operation->mutex->waiters &= ~own;
    il_engine.timed &= ~own;
    il_engine.awaiting &= ~own;
    il_engine.asleep &= ~own;
    il_engine.enabled |= own;
    if (self->variant == IL_TIMEOUT) il_time_reach(operation->deadline_ns);
    self->operation.kind = OP_RUN;
}

/* Waiters that could wake without a signal: those whose mutex is free. */
static thread_mask spurious_wakers(void) {
    thread_mask wakers = 0, left = il_engine.asleep & ~il_engine.enabled;
    for (; left != 0; left &= left - 1) {
        const thread *thread = &il_threads[mask_first(left)];
        if (thread->operation.mutex->owner < 0) wakers |= thread->own;
    }
    return wakers;
}

thread_mask il_conflicting(int thread) {
    const operation *mine = &il_threads[thread].operation;
    thread_mask conflicting = 0, left = il_engine.alive & ~mask_of(thread);
    uintptr_t mutex = mine->mutex != NULL ? mine->mutex->address : 0;
    if (mine->key == 0) return 0;
    for (; left != 0; left &= left - 1) {
        int other = mask_first(left);
        const operation *theirs = &il_threads[other].operation;
        uintptr_t their_mutex = theirs->mutex != NULL ? theirs->mutex->address : 0;
        bool is_same = theirs->key != 0
            && (theirs->key == mine->key || theirs->key == mutex || their_mutex == mine->key
                || (mutex != 0 && mutex == their_mutex));
        if (is_same && !(mine->is_read && theirs->is_read)) conflicting |= mask_of(other);
    }
    return conflicting;
}

uintptr_t il_place_of(int thread) {
    assert(mask_has(il_engine.alive, thread));
    return il_threads[thread].operation.pc;
}

/* ---- Who goes on */

choice il_take_turns(const situation *situation) {
    bool goes_on = situation->could_stay && situation->run_events < IL_TURN_EVENTS;
    if (goes_on) return (choice){situation->current, IL_NORMAL};
    thread_mask candidates = situation->candidates;
    assert(candidates != 0);
    thread_mask after = candidates & ~(mask_of(situation->current) | (mask_of(situation->current) - 1));
    return (choice){mask_first(after != 0 ? after : candidates), IL_NORMAL};
}

static void keep_decision(const situation *situation, choice choice) {
    il_trace *trace = il_engine.trace;
    if (!il_engine.config.keeps_decisions || trace->decisions_count == IL_CHOICES_MAX) return;
    int extras = mask_count(situation->spurious) + mask_count(situation->timeouts);
    trace->decisions[trace->decisions_count++] = (il_decision){
        .options = (uint16_t)(mask_count(situation->candidates) + extras),
        .extras = (uint16_t)extras,
        .chosen = il_option_index(situation, choice),
        .could_stay = situation->could_stay,
    };
}

static choice ask(situation *situation) {
    il_trace *trace = il_engine.trace;
    bool is_replayed = il_engine.strategy == &il_strategy_replay;
    bool has_limit = !is_replayed && !il_engine.strategy->sees_all;
    if (trace->points_count >= IL_CHOICES_MAX && has_limit && situation->candidates != 0) {
        return il_take_turns(situation);
    }
    situation->point = ++trace->points_count;
    choice choice = il_engine.strategy->choose(situation);
    keep_decision(situation, choice);
    return choice;
}

static int earliest(thread_mask timed) {
    int first = mask_first(timed);
    for (; timed != 0; timed &= timed - 1) {
        int thread = mask_first(timed);
        int64_t deadline_ns = il_threads[thread].operation.deadline_ns;
        if (deadline_ns < il_threads[first].operation.deadline_ns) first = thread;
    }
    return first;
}

/* Threads look, in turn, and nothing changes: whose turn it is, or -1 if they have looked long enough. A loop that counts
   its rounds in a register can only be told from an endless one by letting it run. */
static int turn_to_look(thread_mask awaiting) {
    engine *engine = &il_engine;
    if (++engine->lifts <= IL_LIFTS_MAX * (unsigned)mask_count(awaiting)) {
        thread_mask up_to_last = mask_of(engine->last_lifted) | (mask_of(engine->last_lifted) - 1);
        thread_mask after = awaiting & ~up_to_last;
        engine->long_lifted = 0;
        return engine->last_lifted = mask_first(after != 0 ? after : awaiting);
    }
    if (!engine->config.looks_long || engine->trace->events_count > engine->events_max / 2) return -1;
    if (engine->long_lifted == 0) engine->looks_left = 0;
    /* What is kept of the last change must not be lost: one that sleeps between its looks makes steps. */
    const uint64_t steps = engine->trace->steps_count;
    if (steps - engine->long_steps > IL_STEPS_MAX / 2 / (unsigned)mask_count(awaiting)) engine->looks_left = 0;
    if (engine->looks_left > 0 && mask_has(awaiting, engine->last_lifted)) {
        engine->looks_left--;
        return engine->last_lifted;
    }
    thread_mask left = awaiting & ~engine->long_lifted;
    if (left == 0) return -1;
    engine->last_lifted = mask_first(left);
    engine->long_lifted |= mask_of(engine->last_lifted);
    engine->looks_left = IL_LONG_LOOKS;
    engine->long_steps = steps;
    return engine->last_lifted;
}

/* Nobody is enabled. Time passes, or those who only look look once more, or it is over. */
static choice pick_stuck(void) {
    engine *engine = &il_engine;
    thread_mask timed = engine->timed, awaiting = engine->awaiting;
    engine->lifts_next = !engine->lifts_next;
    /* One that looks for long does so alone: no time passes. */
    const bool looks_long =
        engine->long_lifted != 0 && engine->looks_left > 0 && mask_has(awaiting, engine->last_lifted);
    if (timed != 0 && (awaiting == 0 || engine->lifts_next) && !looks_long) {
        return (choice){earliest(timed), IL_TIMEOUT};
    }
    if (awaiting != 0) {
        int next = turn_to_look(awaiting);
        if (next >= 0) return (choice){next, IL_NORMAL};
        if (!engine->is_finishing) {
            il_judge(); /* for who waits */
            il_over(IL_OUTCOME_LIVELOCK);
        }
    }
    if (engine->is_finishing) return (choice){engine->finisher, IL_NORMAL};
    il_over(il_judge());
}

/* A replay has what was chosen, within whatever limits that was. */
static void find_extras(situation *situation) {
    const engine *engine = &il_engine;
    const il_trace *trace = engine->trace;
    bool is_replay = engine->strategy == &il_strategy_replay;
    bool may_rise = is_replay || trace->spurious_count < engine->config.spurious_max;
    bool may_expire = is_replay || trace->timeouts_count < engine->config.timeouts_max;
    if (may_rise) situation->spurious = spurious_wakers();
    /* An exhaustive search has them wake by choice, not because of what others did in the meantime. */
    if (may_expire) situation->timeouts = is_replay ? engine->timed : engine->timed & ~engine->enabled;
    /* One that may do either is no two options. */
    if (!is_replay) situation->spurious &= ~situation->timeouts;
}

static bool rouses(const situation *situation) {
    bool has_extras = (situation->spurious | situation->timeouts) != 0;
    return has_extras && il_engine.strategy->rouses != NULL && il_engine.strategy->rouses(situation);
}

static choice pick(const thread *self, bool yields) {
    engine *engine = &il_engine;
    const il_trace *trace = engine->trace;
    situation situation = {
        .candidates = engine->enabled,
        .current = self->number,
        .run_events = engine->run->events,
        .yields = yields,
    };
    assert((engine->enabled & ~engine->alive) == 0);
    if (engine->is_finishing && trace->events_count > engine->finish_events_max) {
        return (choice){engine->finisher, IL_NORMAL};
    }
    thread_mask own = self->own;
    bool sees_all = engine->strategy->sees_all;
    /* Those who stop everywhere decide about that too. */
    bool gives_way = yields && !engine->stops_everywhere;
    if (gives_way && (situation.candidates & ~own) != 0) situation.candidates &= ~own;
    situation.could_stay = (situation.candidates & own) != 0;
    situation.is_long =
        situation.could_stay && situation.run_events > 0 && situation.run_events % IL_TURN_EVENTS == 0;
    if (engine->gathered != 0) {
        bool goes_on = situation.could_stay && !situation.is_long;
        if (goes_on) situation.candidates &= ~engine->gathered;
        else engine->gathered = 0;
    }
    find_extras(&situation);
    bool has_extras = (situation.spurious | situation.timeouts) != 0;
    if (situation.candidates == 0 && !rouses(&situation)) {
        choice choice = pick_stuck();
        if (sees_all) engine->strategy->forced(choice);
        return choice;
    }
    if (mask_is_single(situation.candidates) && !has_extras && !sees_all) {
        return (choice){mask_first(situation.candidates), IL_NORMAL};
    }
    choice choice = ask(&situation);
    if (choice.variant == IL_SPURIOUS) engine->trace->spurious_count++;
    if (choice.variant == IL_TIMEOUT) engine->trace->timeouts_count++;
    bool interrupts = situation.could_stay && choice.thread != self->number;
    if (interrupts && choice.variant == IL_NORMAL) engine->trace->preemptions_count++;
    return choice;
}

/* ---- Going on */

static void event(void) {
    il_trace *trace = il_engine.trace;
    trace->events_count++;
    il_engine.run->events++;
    il_engine.time_ns += EVENT_NS;
    if (trace->events_count > il_engine.events_max) il_over(IL_OUTCOME_STEP_LIMIT);
}

void il_count(void) {
    if (++il_engine.trace->accesses_count > IL_ACCESSES_MAX) il_over(IL_OUTCOME_STEP_LIMIT);
}

/* Makes the chosen thread the current one; true if that is another. */
static bool turn_to(const thread *self, choice choice) {
    engine *engine = &il_engine;
    thread *next = &il_threads[choice.thread];
    assert(mask_has(engine->alive, choice.thread));
    next->variant = (uint8_t)choice.variant;
    if (next == self && choice.variant == IL_NORMAL) return false;
    il_run_begin(choice.thread, choice.variant);
    if (engine->strategy->went != NULL) engine->strategy->went(choice.thread, choice.variant);
    engine->current = next;
    engine->trace->current = (uint32_t)choice.thread;
    return next != self;
}

static void pass(thread *self, bool yields) {
    choice choice = pick(self, yields);
    if (turn_to(self, choice)) il_context_switch(&self->context, &il_threads[choice.thread].context);
    unpublish(self);
}

/* Where there is no other thread there is no event, and no choice. */
static bool goes_on_alone(thread *self) {
    const engine *engine = &il_engine;
    if (!mask_is_single(engine->alive) || !mask_has(engine->enabled, self->number)) return false;
    il_count();
    if (engine->strategy->sees_all && engine->trace->threads_count > 1) engine->strategy->alone(self->number);
    self->variant = IL_NORMAL;
    unpublish(self);
    return true;
}

void il_point(thread *self, bool yields) {
    publish(self);
    if (goes_on_alone(self)) return;
    event();
    pass(self, yields);
}

void il_wait(thread *self) {
    publish(self);
    if (goes_on_alone(self)) return;
    event();
    if (il_engine.stops_everywhere || !mask_has(il_engine.enabled, self->number)) {
        pass(self, false);
        return;
    }
    self->variant = IL_NORMAL;
    unpublish(self);
}

void il_leave(thread *self) {
    engine *engine = &il_engine;
    assert(self->has_ended && !mask_has(engine->enabled, self->number));
    engine->run->events++;
    choice choice = pick(self, false);
    bool is_other = turn_to(self, choice);
    assert(is_other);
    (void)is_other;
    il_context_leave(&self->context, &il_threads[choice.thread].context);
}
