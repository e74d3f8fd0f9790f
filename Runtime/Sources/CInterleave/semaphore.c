/* Counting semaphores. */
#include "internal.h"

enum { SEMAPHORE_MAX = INT32_MAX }; /* SEM_VALUE_MAX of glibc */

static object *semaphore_at(uintptr_t address, unsigned value, uintptr_t pc) {
    object *semaphore = il_object_at(address, IL_SEMAPHORE, pc);
    if (!semaphore->is_initialised) {
        semaphore->is_initialised = true;
        semaphore->count = value;
    }
    return semaphore;
}

void il_semaphore_init(uintptr_t address, unsigned value, uintptr_t pc) {
    il_enter();
    il_object_renew(address, IL_SEMAPHORE, pc)->count = value;
}

int il_semaphore_destroy(uintptr_t address, uintptr_t pc) {
    thread *self = il_enter();
    object *semaphore = il_object_at(address, IL_SEMAPHORE, pc);
    il_plan(self, OP_RUN, IL_DESTROY, semaphore, pc);
    il_wait(self);
    if (semaphore->is_destroyed) il_destroyed(semaphore, pc);
    il_step_add(IL_DESTROY, semaphore, address, 0, 0, 0, pc);
    thread_mask left = semaphore->waiters;
    for (; left != 0; left &= left - 1) {
        if (il_threads[mask_first(left)].operation.kind == OP_SEMAPHORE) il_destroyed(semaphore, pc);
    }
    semaphore->is_destroyed = il_engine.has_destroyed = true;
    return 0;
}

static void take(thread *self, object *semaphore, uint32_t notes, uintptr_t pc) {
    assert(semaphore->count > 0);
    semaphore->count--;
    il_acquire_from(self, &semaphore->released);
    il_object_changed(semaphore);
    il_changed(semaphore->address, 1);
    il_progress(self);
    il_step_add(IL_WAIT, semaphore, semaphore->address, 0, notes | IL_NOTE_VALUE, semaphore->count, pc);
}

int il_semaphore_wait(uintptr_t address, unsigned value, int64_t deadline_ns, uintptr_t pc) {
    thread *self = il_enter();
    object *semaphore = semaphore_at(address, value, pc);
    operation *operation = il_plan(self, OP_SEMAPHORE, IL_WAIT, semaphore, pc);
    operation->deadline_ns = deadline_ns;
    il_point(self, false);
    if (semaphore->is_destroyed) il_destroyed(semaphore, pc);
    if (semaphore->count == 0) {
        assert(deadline_ns != IL_NEVER);
        il_step_add(IL_WAIT, semaphore, address, 0, IL_NOTE_TIMEOUT, 0, pc);
        return ETIMEDOUT;
    }
    take(self, semaphore, 0, pc);
    return 0;
}

int il_semaphore_trywait(uintptr_t address, unsigned value, uintptr_t pc) {
    thread *self = il_enter();
    object *semaphore = semaphore_at(address, value, pc);
    il_plan(self, OP_RUN, IL_WAIT, semaphore, pc);
    if (semaphore->count == 0) il_spin_before(self, address, 1, 0);
    il_point(self, false);
    if (semaphore->is_destroyed) il_destroyed(semaphore, pc);
    if (semaphore->count == 0) {
        il_spin_after(self, pc, address, 1, 0);
        il_step_add(IL_WAIT, semaphore, address, 0, IL_NOTE_TRY | IL_NOTE_TRY_FAILED, 0, pc);
        return EAGAIN;
    }
    take(self, semaphore, IL_NOTE_TRY, pc);
    return 0;
}

int il_semaphore_post(uintptr_t address, unsigned value, uintptr_t pc) {
    thread *self = il_enter();
    object *semaphore = semaphore_at(address, value, pc);
    if (semaphore->count == SEMAPHORE_MAX) return EOVERFLOW;
    il_plan(self, OP_RUN, IL_SIGNAL, semaphore, pc);
    il_point(self, false);
    if (semaphore->is_destroyed) il_destroyed(semaphore, pc);
    semaphore->count++;
    il_release_onto(self, &semaphore->released);
    il_object_changed(semaphore);
    il_changed(address, 1);
    il_progress(self);
    il_step_add(IL_SIGNAL, semaphore, address, 0, IL_NOTE_VALUE, semaphore->count, pc);
    return 0;
}

int il_semaphore_value(uintptr_t address, unsigned value, uintptr_t pc, int *count) {
    thread *self = il_enter();
    object *semaphore = semaphore_at(address, value, pc);
    operation *operation = il_plan(self, OP_RUN, IL_READ, semaphore, pc);
    operation->is_read = true;
    il_spin_before(self, address, 1, semaphore->count);
    il_point(self, false);
    il_spin_after(self, pc, address, 1, semaphore->count);
    il_step_add(IL_READ, semaphore, address, 0, IL_NOTE_VALUE, semaphore->count, pc);
    *count = (int)semaphore->count;
    return 0;
}
