/* Mutexes of all kinds, spin locks and Swift's Mutex: one thread at a time. */
#include "internal.h"

void il_mutex_take(thread *self, object *mutex) {
    assert(mutex->owner < 0 && !mutex->is_destroyed);
    mutex->owner = self->number;
    mutex->depth = 1;
    il_acquire_from(self, &mutex->released);
    il_object_changed(mutex);
    il_progress(self);
}

void il_mutex_give(thread *self, object *mutex) {
    mutex->owner = -1;
    mutex->depth = 0;
    il_release_into(self, &mutex->released);
    il_object_changed(mutex);
    il_changed(mutex->address, 1);
    il_progress(self);
}

void il_mutex_init(uintptr_t address, il_kind kind, uintptr_t pc) {
    assert(kind >= IL_MUTEX && kind <= IL_SWIFT_MUTEX);
    il_enter();
    il_object_renew(address, kind, pc);
}

int il_mutex_destroy(uintptr_t address, il_kind kind, uintptr_t pc) {
    thread *self = il_enter();
    object *mutex = il_object_at(address, kind, pc);
    if (mutex->owner == self->number) return EBUSY;
    il_plan(self, OP_RUN, IL_DESTROY, mutex, pc);
    il_wait(self);
    if (mutex->is_destroyed) il_destroyed(mutex, pc);
    il_step_add(IL_DESTROY, mutex, address, 0, 0, 0, pc);
    if (mutex->owner >= 0 || mutex->waiters != 0) il_destroyed(mutex, pc);
    mutex->is_destroyed = il_engine.has_destroyed = true;
    return 0;
}

/* The caller's second lock of what it holds; false: it has to wait, if for good. */
static bool lock_again(thread *self, object *mutex, uintptr_t pc, int *error) {
    if (mutex->owner != self->number) return false;
    if (mutex->kind == IL_ERRORCHECK_MUTEX) {
        *error = EDEADLK;
        return true;
    }
    if (mutex->kind != IL_RECURSIVE_MUTEX) return false;
    assert(mutex->depth > 0);
    mutex->depth++;
    il_step_add(IL_LOCK, mutex, mutex->address, 0, IL_NOTE_AGAIN, 0, pc);
    *error = 0;
    return true;
}

int il_mutex_lock(uintptr_t address, il_kind kind, int64_t deadline_ns, uintptr_t pc) {
    thread *self = il_enter();
    object *mutex = il_object_at(address, kind, pc);
    int error = 0;
    if (lock_again(self, mutex, pc, &error)) return error;
    operation *operation = il_plan(self, OP_LOCK, IL_LOCK, mutex, pc);
    operation->deadline_ns = deadline_ns;
    il_point(self, false);
    if (mutex->is_destroyed) il_destroyed(mutex, pc);
    if (mutex->owner >= 0) {
        assert(deadline_ns != IL_NEVER);
        il_step_add(IL_LOCK, mutex, address, 0, IL_NOTE_TIMEOUT, 0, pc);
        return ETIMEDOUT;
    }
    il_mutex_take(self, mutex);
    il_step_add(IL_LOCK, mutex, address, 0, 0, 0, pc);
    return 0;
}

int il_mutex_trylock(uintptr_t address, il_kind kind, uintptr_t pc) {
    thread *self = il_enter();
    object *mutex = il_object_at(address, kind, pc);
    int error = 0;
    il_engine.has_tried = true;
    if (mutex->kind == IL_RECURSIVE_MUTEX && lock_again(self, mutex, pc, &error)) return error;
    il_plan(self, OP_RUN, IL_LOCK, mutex, pc);
    uint64_t holder = (uint64_t)mutex->owner;
    if (mutex->owner >= 0) il_spin_before(self, address, 1, holder);
    il_point(self, false);
    if (mutex->is_destroyed) il_destroyed(mutex, pc);
    if (mutex->owner >= 0) {
        il_spin_after(self, pc, address, 1, (uint64_t)mutex->owner);
        il_step_add(IL_LOCK, mutex, address, 0, IL_NOTE_TRY | IL_NOTE_TRY_FAILED, 0, pc);
        return EBUSY;
    }
    il_mutex_take(self, mutex);
    il_step_add(IL_LOCK, mutex, address, 0, IL_NOTE_TRY, 0, pc);
    return 0;
}

int il_mutex_unlock(uintptr_t address, il_kind kind, uintptr_t pc) {
    thread *self = il_enter();
    object *mutex = il_object_at(address, kind, pc);
    uint32_t notes = 0;
    if (mutex->owner != self->number) {
        bool is_checked = mutex->kind == IL_RECURSIVE_MUTEX || mutex->kind == IL_ERRORCHECK_MUTEX;
        if (is_checked) return EPERM;
        notes = IL_NOTE_NOT_OWNER;
    } else if (mutex->depth > 1) {
        mutex->depth--;
        il_step_add(IL_UNLOCK, mutex, address, 0, IL_NOTE_AGAIN, 0, pc);
        return 0;
    }
    il_plan(self, OP_RUN, IL_UNLOCK, mutex, pc);
    if (il_engine.has_tried) il_point(self, false);
    else il_wait(self);
    if (mutex->is_destroyed) il_destroyed(mutex, pc);
    il_mutex_give(self, mutex);
    il_step_add(IL_UNLOCK, mutex, address, 0, notes, 0, pc);
    return 0;
}
