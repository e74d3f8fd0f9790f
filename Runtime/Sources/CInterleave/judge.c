/* What it is when no thread can go on. */
#include "internal.h"

thread_mask il_blockers(const thread *thread) {
    const operation *operation = &thread->operation;
    const object *object = operation->object;
    switch ((operation_kind)operation->kind) {
    case OP_LOCK:
    case OP_READ_LOCK:
    case OP_ONCE: return object->owner >= 0 ? mask_of(object->owner) : 0;
    case OP_WRITE_LOCK: return object->readers | (object->owner >= 0 ? mask_of(object->owner) : 0);
    case OP_WAKE: {
        bool was_signalled = il_condition_has_credit(object, thread->number);
        return was_signalled && operation->mutex->owner >= 0 ? mask_of(operation->mutex->owner) : 0;
    }
    case OP_JOIN: return mask_of(operation->target);
    case OP_RUN:
    case OP_SEMAPHORE:
    case OP_BARRIER:
    case OP_FUTEX:
    case OP_AWAIT:
    case OP_FINISH: return 0;
    }
    return 0;
}

/* None of a thread that may stop waiting by itself, or has ended, or is enabled. */
static thread_mask lasting_blockers(const thread *thread) {
    bool waits = mask_has(il_engine.alive & ~il_engine.enabled, thread->number);
    return waits && thread->operation.deadline_ns == IL_NEVER ? il_blockers(thread) : 0;
}

/* Threads that this one waits for, and those that these wait for, and so on. */
static thread_mask reachable(int from) {
    thread_mask seen = il_blockers(&il_threads[from]), open = seen & il_engine.alive;
    while (open != 0) {
        int next = mask_first(open);
        open &= open - 1;
        thread_mask more = il_blockers(&il_threads[next]) & ~seen;
        seen |= more;
        open |= more & il_engine.alive;
    }
    return seen;
}

/* A cycle of two threads or more stays, whatever others do; a thread that has locked itself out might still
   be freed by a stranger who unlocks for it. */
bool il_closes_cycle(const thread *thread) {
    thread_mask own = thread->own;
    thread_mask blockers = lasting_blockers(thread) & ~own;
    thread_mask seen = 0;
    while (blockers != 0) {
        int next = mask_first(blockers);
        seen |= mask_of(next);
        blockers |= lasting_blockers(&il_threads[next]);
        if ((blockers & own) != 0) return true;
        blockers &= ~seen;
    }
    return false;
}

static bool has_cycle(thread_mask stuck) {
    for (; stuck != 0; stuck &= stuck - 1) {
        int thread = mask_first(stuck);
        if (mask_has(reachable(thread), thread)) return true;
    }
    return false;
}

/* Whether all that the others wait for, in the end, are threads waiting on conditions, and none of those
   keeps a lock from another: a signal would have set them all going. */
static bool needs_only_signals(thread_mask stuck) {
    thread_mask waiters = 0;
    for (thread_mask left = stuck; left != 0; left &= left - 1) {
        const thread *thread = &il_threads[mask_first(left)];
        thread_mask blockers = il_blockers(thread);
        if (thread->operation.kind == OP_WAKE && blockers == 0) waiters |= thread->own;
        else if ((blockers & stuck) == 0) return false; /* its own root: a semaphore, a dead holder */
    }
    for (thread_mask left = stuck & ~waiters; left != 0; left &= left - 1) {
        const thread *thread = &il_threads[mask_first(left)];
        if (thread->operation.kind != OP_JOIN && (il_blockers(thread) & waiters) != 0) return false;
    }
    return waiters != 0;
}

static void list_waiting(thread_mask stuck) {
    il_trace *trace = il_engine.trace;
    trace->waiting_count = 0;
    for (; stuck != 0; stuck &= stuck - 1) {
        const thread *thread = &il_threads[mask_first(stuck)];
        const operation *operation = &thread->operation;
        thread_mask blockers = il_blockers(thread);
        /* Woken, it needs the mutex: that is what it waits for now. */
        bool needs_mutex = operation->kind == OP_WAKE && blockers != 0;
        const object *object = needs_mutex ? operation->mutex : operation->object;
        trace->waiting[trace->waiting_count++] = (il_waiting){
            .pc = operation->pc,
            .held_by = {(uint64_t)blockers, (uint64_t)(blockers >> 64)},
            .object = object != NULL ? (int32_t)il_object_number(object) : -1,
            .thread = thread->number,
            .action = needs_mutex ? IL_LOCK : operation->action,
            .address = operation->kind == OP_AWAIT ? thread->looks[thread->looks_count - 1].address
                     : object != NULL ? object->address : 0,
        };
    }
}

il_outcome il_judge(void) {
    engine *engine = &il_engine;
    thread_mask stuck = engine->alive & ~engine->enabled;
    if (engine->is_finishing) stuck &= ~mask_of(engine->finisher);
    list_waiting(stuck);
    if (has_cycle(stuck)) return IL_OUTCOME_DEADLOCK;
    if (engine->is_finishing) {
        /* Threads that wait for work when the program ends are no fault of it, unless they are said to be. */
        return engine->config.judges_leaks && stuck != 0 ? IL_OUTCOME_LEAKED_THREAD : IL_OUTCOME_ENDED;
    }
    return needs_only_signals(stuck) ? IL_OUTCOME_LOST_WAKEUP : IL_OUTCOME_DEADLOCK;
}
