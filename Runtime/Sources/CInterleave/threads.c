/* Logical threads. */
#include "strategy.h"

thread il_threads[IL_THREADS_MAX];
_Thread_local thread *il_self;

/* Numbered next, with the time of its maker. */
thread *il_thread_make(int number) {
    il_trace *trace = il_engine.trace;
    assert(number >= 0 && (uint32_t)number == trace->threads_count);
    thread *made = &il_threads[number];
    il_clear(made, offsetof(thread, looks));
    made->number = (uint8_t)number;
    made->own = mask_of(number);
    thread *maker = number > 0 ? il_engine.current : NULL;
    if (maker != NULL) il_clock_copy(&made->now, &maker->now);
    il_clock_extend(&made->now, (uint32_t)number + 1);
    made->now.ticks[number] = 1;
    il_engine.alive |= made->own;
    il_engine.enabled |= made->own;
    trace->threads[number] = (il_thread){.creator = maker != NULL ? maker->number : -1};
    trace->threads_count++;
    return made;
}

static unsigned peers_of(int number) {
    unsigned peers = 0;
    for (int other = 1; other < number; other++) peers += il_threads[other].start == il_threads[number].start;
    return peers;
}

int il_thread_create(
    void *(*start)(void *), void *argument, bool is_detached, size_t stack_bytes, uintptr_t pc, int *number) {
    (void)stack_bytes;
    thread *self = il_enter();
    il_trace *trace = il_engine.trace;
    assert(start != NULL && number != NULL);
    if (trace->threads_count == IL_THREADS_MAX) il_too_big(LIMIT_THREADS, pc);
    int next = (int)trace->threads_count;
    self->ignored++; /* libc takes memory for it */
    slot *slot = il_slot(next);
    self->ignored--;
    if (slot == NULL) return EAGAIN;
    thread *made = il_thread_make(next);
    made->start = start;
    made->argument = argument;
    made->is_detached = is_detached;
    made->handle = slot->handle;
    trace->threads[next].start = (uintptr_t)start;
    trace->threads[next].created = pc;
    trace->threads[next].is_detached = is_detached;
    il_clock_tick(self);
    il_context_fresh(&made->context, slot);
    il_engine.strategy->made(next, peers_of(next));
    il_progress(self);
    uint32_t notes = IL_NOTE_VALUE | (is_detached ? IL_NOTE_DETACHED : 0);
    il_step_add(IL_CREATE, NULL, 0, 0, notes, (uint64_t)next, pc);
    *number = next;
    if (il_engine.setup.thread_made != NULL) il_engine.setup.thread_made(next, il_engine.setup.context);
    /* After it: a program that joins nothing would never let the new thread run. */
    il_plan(self, OP_RUN, IL_CREATE, NULL, pc);
    il_point(self, false);
    return 0;
}

/* ---- The end of a thread */

static void reconsider_joiners(void) {
    thread_mask left = il_engine.alive & ~il_engine.enabled;
    for (; left != 0; left &= left - 1) {
        thread *other = &il_threads[mask_first(left)];
        bool waits = other->operation.kind == OP_JOIN || other->operation.kind == OP_FINISH;
        if (waits) il_thread_reconsider(other);
    }
}

static _Noreturn void end(thread *self, void *value, uintptr_t pc) {
    if (self->number > 0 && il_engine.setup.thread_ends != NULL) {
        il_engine.setup.thread_ends(il_engine.setup.context);
    }
    il_enter();
    il_step_add(IL_END, NULL, 0, 0, 0, 0, pc);
    self->value = value;
    self->has_ended = true;
    il_engine.trace->threads[self->number].has_ended = true;
    il_engine.alive &= ~self->own;
    il_engine.enabled &= ~self->own;
    il_progress(self);
    reconsider_joiners();
    if (il_engine.alive == 0) il_over(IL_OUTCOME_ENDED);
    il_leave(self);
}

void il_thread_exit(void *value, uintptr_t pc) {
    end(il_enter(), value, pc);
}

void il_thread_body(void) {
    thread *self = il_engine.current;
    il_self = self;
    assert(mask_has(il_engine.alive, self->number) && self->start != NULL);
    il_step_add(IL_START, NULL, 0, 0, 0, 0, 0);
    if (il_engine.setup.thread_begins != NULL) il_engine.setup.thread_begins(il_engine.setup.context);
    end(self, self->start(self->argument), 0);
}

/* ---- Joining */

int il_thread_join(int number, bool tries, int64_t deadline_ns, uintptr_t pc, void **value) {
    thread *self = il_enter();
    il_trace *trace = il_engine.trace;
    if (number < 0 || (uint32_t)number >= trace->threads_count) return ESRCH;
    thread *target = &il_threads[number];
    if (target == self) return EDEADLK;
    if (target->is_detached || target->was_joined) return EINVAL;
    operation *operation = il_plan(self, tries ? OP_RUN : OP_JOIN, IL_JOIN, NULL, pc);
    operation->target = (int16_t)number;
    operation->deadline_ns = deadline_ns;
    /* No choice where there is none to be made: a hundred joins would hide the rest. */
    if (tries) il_point(self, false);
    else il_wait(self);
    if (!target->has_ended) {
        uint32_t notes = tries ? IL_NOTE_TRY | IL_NOTE_TRY_FAILED : IL_NOTE_TIMEOUT;
        il_step_add(IL_JOIN, NULL, 0, 0, notes | IL_NOTE_VALUE, (uint64_t)number, pc);
        return tries ? EBUSY : ETIMEDOUT;
    }
    target->was_joined = trace->threads[number].was_joined = true;
    il_acquire_from(self, &target->now);
    il_progress(self);
    il_step_add(IL_JOIN, NULL, 0, 0, IL_NOTE_VALUE, (uint64_t)number, pc);
    if (value != NULL) *value = target->value;
    return 0;
}

int il_thread_detach(int number, uintptr_t pc) {
    (void)pc;
    il_enter();
    il_trace *trace = il_engine.trace;
    if (number < 0 || (uint32_t)number >= trace->threads_count) return ESRCH;
    if (il_threads[number].is_detached || il_threads[number].was_joined) return EINVAL;
    il_threads[number].is_detached = trace->threads[number].is_detached = true;
    return 0;
}

int il_thread_self(void) {
    return il_enter()->number;
}

pthread_t il_thread_handle(int number) {
    assert(number >= 0 && (uint32_t)number < il_engine.trace->threads_count);
    return il_threads[number].handle;
}

int il_thread_of_handle(pthread_t handle) {
    for (int number = (int)il_engine.trace->threads_count - 1; number >= 0; number--) {
        if (il_threads[number].handle == handle) return number;
    }
    return -1;
}
