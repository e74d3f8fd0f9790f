/* Condition variables. A wait gives the mutex up and sleeps; a signal makes one credit for the set of
   threads asleep at that moment, and which of them takes it is a choice of the schedule like any other. */
#include "internal.h"

void il_condition_init(uintptr_t address, uintptr_t pc) {
    il_enter();
    il_object_renew(address, IL_CONDITION, pc);
}

bool il_condition_has_credit(const object *condition, int thread) {
    for (const credit *credit = condition->credits; credit != NULL; credit = credit->next) {
        if (mask_has(credit->threads, thread)) return true;
    }
    return false;
}

static unsigned credits_count(const object *condition) {
    unsigned count = 0;
    for (const credit *credit = condition->credits; credit != NULL; credit = credit->next) count++;
    return count;
}

static void add_credit(object *condition, thread_mask threads) {
    credit *made = il_arena_take(sizeof *made);
    assert(threads != 0);
    *made = (credit){.threads = threads, .next = condition->credits};
    condition->credits = made;
}

/* Uses up the credit that the fewest others could use. */
static bool take_credit(object *condition, int thread) {
    credit **best = NULL;
    for (credit **link = &condition->credits; *link != NULL; link = &(*link)->next) {
        if (!mask_has((*link)->threads, thread)) continue;
        if (best == NULL || mask_count((*link)->threads) < mask_count((*best)->threads)) best = link;
    }
    if (best == NULL) return false;
    *best = (*best)->next;
    return true;
}

/* The thread sleeps no longer: no credit is for it. */
static void rise(object *condition, int thread) {
    condition->sleepers &= ~mask_of(thread);
    credit **link = &condition->credits;
    while (*link != NULL) {
        (*link)->threads &= ~mask_of(thread);
        if ((*link)->threads == 0) *link = (*link)->next;
        else link = &(*link)->next;
    }
}

int il_condition_destroy(uintptr_t address, uintptr_t pc) {
    thread *self = il_enter();
    object *condition = il_object_at(address, IL_CONDITION, pc);
    il_plan(self, OP_RUN, IL_DESTROY, condition, pc);
    il_wait(self);
    if (condition->is_destroyed) il_destroyed(condition, pc);
    il_step_add(IL_DESTROY, condition, address, 0, 0, 0, pc);
    /* Those that have been signalled may still be on their way out. */
    thread_mask left = condition->sleepers;
    for (; left != 0; left &= left - 1) {
        if (!il_condition_has_credit(condition, mask_first(left))) il_destroyed(condition, pc);
    }
    condition->is_destroyed = il_engine.has_destroyed = true;
    return 0;
}

/* Asleep until chosen; the way it was woken as notes. */
static uint32_t sleep_on(thread *self, object *condition, object *mutex, int64_t deadline_ns, uintptr_t pc) {
    operation *wake = il_plan(self, OP_WAKE, IL_WAIT, condition, pc);
    wake->mutex = mutex;
    wake->deadline_ns = deadline_ns;
    condition->sleepers |= self->own;
    il_wait(self);
    uint32_t notes = 0;
    if (self->variant == IL_SPURIOUS) {
        notes = IL_NOTE_SPURIOUS;
    } else if (self->variant == IL_TIMEOUT || mutex->owner >= 0 || !take_credit(condition, self->number)) {
        assert(deadline_ns != IL_NEVER);
        notes = IL_NOTE_TIMEOUT;
    }
    rise(condition, self->number);
    il_object_changed(condition); /* waiters with another mutex, who have no credit any more */
    return notes;
}

int il_condition_wait(
    uintptr_t address, uintptr_t mutex_address, il_kind mutex_kind, int64_t deadline_ns, uintptr_t pc) {
    thread *self = il_enter();
    object *condition = il_object_at(address, IL_CONDITION, pc);
    object *mutex = il_object_at(mutex_address, mutex_kind, pc);
    if (mutex->owner != self->number) return EPERM;
    operation *wait = il_plan(self, OP_RUN, IL_WAIT, condition, pc);
    wait->mutex = mutex;
    il_point(self, false);
    if (condition->is_destroyed) il_destroyed(condition, pc);
    uint32_t depth = mutex->depth;
    il_step_add(IL_WAIT, condition, address, 0, 0, 0, pc);
    il_mutex_give(self, mutex);
    uint32_t notes = sleep_on(self, condition, mutex, deadline_ns, pc);
    if (mutex->owner >= 0) {
        il_plan(self, OP_LOCK, IL_LOCK, mutex, pc);
        il_wait(self);
    }
    if (mutex->is_destroyed) il_destroyed(mutex, pc);
    il_mutex_take(self, mutex);
    mutex->depth = depth;
    il_step_add(IL_WAKE, condition, address, 0, notes, 0, pc);
    return (notes & IL_NOTE_TIMEOUT) != 0 ? ETIMEDOUT : 0;
}

int il_condition_signal(uintptr_t address, bool is_broadcast, uintptr_t pc) {
    thread *self = il_enter();
    object *condition = il_object_at(address, IL_CONDITION, pc);
    il_plan(self, OP_RUN, IL_SIGNAL, condition, pc);
    il_point(self, false);
    if (condition->is_destroyed) il_destroyed(condition, pc);
    thread_mask sleepers = condition->sleepers;
    unsigned count = (unsigned)mask_count(sleepers);
    uint32_t notes = IL_NOTE_VALUE | (is_broadcast ? IL_NOTE_BROADCAST : 0) | (count == 0 ? IL_NOTE_LOST : 0);
    if (is_broadcast) {
        condition->credits = NULL;
        for (; sleepers != 0; sleepers &= sleepers - 1) add_credit(condition, mask_of(mask_first(sleepers)));
    } else if (credits_count(condition) < count) {
        add_credit(condition, sleepers);
    }
    il_object_changed(condition);
    if (count > 0) il_progress(self);
    il_step_add(IL_SIGNAL, condition, address, 0, notes, count, pc);
    return 0;
}
