/* Read-write locks, without preference for writers: as glibc's are by default. */
#include "internal.h"

void il_rwlock_init(uintptr_t address, uintptr_t pc) {
    il_enter();
    il_object_renew(address, IL_RWLOCK, pc);
}

int il_rwlock_destroy(uintptr_t address, uintptr_t pc) {
    thread *self = il_enter();
    object *lock = il_object_at(address, IL_RWLOCK, pc);
    thread_mask own = self->own;
    if (lock->owner == self->number || (lock->readers & own) != 0) return EBUSY;
    il_plan(self, OP_RUN, IL_DESTROY, lock, pc);
    il_wait(self);
    if (lock->is_destroyed) il_destroyed(lock, pc);
    il_step_add(IL_DESTROY, lock, address, 0, 0, 0, pc);
    if (lock->owner >= 0 || lock->readers != 0 || lock->waiters != 0) il_destroyed(lock, pc);
    lock->is_destroyed = il_engine.has_destroyed = true;
    return 0;
}

static bool can_take(const object *lock, bool is_write) {
    return lock->owner < 0 && (!is_write || lock->readers == 0);
}

/* A thread may hold several read locks of one rwlock. */
static bool may_read_again(const thread *self, object *lock) {
    if (lock->read_depths == NULL) lock->read_depths = il_arena_take(IL_THREADS_MAX);
    return lock->read_depths[self->number] < UINT8_MAX;
}

static void take(thread *self, object *lock, bool is_write) {
    assert(can_take(lock, is_write) && !lock->is_destroyed);
    if (is_write) {
        lock->owner = self->number;
        il_acquire_from(self, &lock->readers_released);
    } else {
        lock->readers |= self->own;
        lock->read_depths[self->number]++;
    }
    il_acquire_from(self, &lock->released);
    il_object_changed(lock);
    il_progress(self);
}

int il_rwlock_lock(uintptr_t address, bool is_write, int64_t deadline_ns, uintptr_t pc) {
    thread *self = il_enter();
    object *lock = il_object_at(address, IL_RWLOCK, pc);
    uint32_t notes = is_write ? 0 : IL_NOTE_SHARED_LOCK;
    if (lock->owner == self->number) return EDEADLK;
    if (!is_write && !may_read_again(self, lock)) return EAGAIN;
    operation *operation = il_plan(self, is_write ? OP_WRITE_LOCK : OP_READ_LOCK, IL_LOCK, lock, pc);
    operation->is_read = !is_write;
    operation->deadline_ns = deadline_ns;
    il_point(self, false);
    if (lock->is_destroyed) il_destroyed(lock, pc);
    if (!can_take(lock, is_write)) {
        assert(deadline_ns != IL_NEVER);
        il_step_add(IL_LOCK, lock, address, 0, notes | IL_NOTE_TIMEOUT, 0, pc);
        return ETIMEDOUT;
    }
    take(self, lock, is_write);
    il_step_add(IL_LOCK, lock, address, 0, notes, 0, pc);
    return 0;
}

int il_rwlock_trylock(uintptr_t address, bool is_write, uintptr_t pc) {
    thread *self = il_enter();
    object *lock = il_object_at(address, IL_RWLOCK, pc);
    uint32_t notes = IL_NOTE_TRY | (is_write ? 0 : IL_NOTE_SHARED_LOCK);
    il_engine.has_tried = true;
    if (!is_write && !may_read_again(self, lock)) return EAGAIN;
    il_plan(self, OP_RUN, IL_LOCK, lock, pc);
    uint64_t holders = (uint64_t)lock->owner ^ (uint64_t)lock->readers;
    if (!can_take(lock, is_write)) il_spin_before(self, address, 1, holders);
    il_point(self, false);
    if (lock->is_destroyed) il_destroyed(lock, pc);
    if (!can_take(lock, is_write)) {
        holders = (uint64_t)lock->owner ^ (uint64_t)lock->readers;
        il_spin_after(self, pc, address, 1, holders);
        il_step_add(IL_LOCK, lock, address, 0, notes | IL_NOTE_TRY_FAILED, 0, pc);
        return EBUSY;
    }
    take(self, lock, is_write);
    il_step_add(IL_LOCK, lock, address, 0, notes, 0, pc);
    return 0;
}

int il_rwlock_unlock(uintptr_t address, uintptr_t pc) {
    thread *self = il_enter();
    object *lock = il_object_at(address, IL_RWLOCK, pc);
    thread_mask own = self->own;
    bool is_write = lock->owner == self->number;
    if (!is_write && (lock->readers & own) == 0) return EPERM;
    il_plan(self, OP_RUN, IL_UNLOCK, lock, pc);
    if (il_engine.has_tried) il_point(self, false);
    else il_wait(self);
    if (lock->is_destroyed) il_destroyed(lock, pc);
    if (is_write) {
        lock->owner = -1;
        il_release_into(self, &lock->released);
    } else {
        il_release_onto(self, &lock->readers_released);
        if (--lock->read_depths[self->number] == 0) lock->readers &= ~own;
    }
    il_object_changed(lock);
    il_changed(address, 1);
    il_progress(self);
    il_step_add(IL_UNLOCK, lock, address, 0, is_write ? 0 : IL_NOTE_SHARED_LOCK, 0, pc);
    return 0;
}
