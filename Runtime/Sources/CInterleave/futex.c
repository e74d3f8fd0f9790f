/* Futexes of the program's own. */
#include "internal.h"

int il_futex_wait(uintptr_t address, uint32_t expected, int64_t deadline_ns, uintptr_t pc) {
    thread *self = il_enter();
    object *futex = il_object_at(address, IL_FUTEX, pc);
    il_plan(self, OP_RUN, IL_WAIT, futex, pc);
    il_point(self, false);
    if (il_memory_value(address, sizeof expected) != expected) return EAGAIN;
    operation *wait = il_plan(self, OP_FUTEX, IL_WAIT, futex, pc);
    wait->deadline_ns = deadline_ns;
    il_step_add(IL_WAIT, futex, address, 0, 0, 0, pc);
    self->was_woken = false;
    futex->sleepers |= self->own;
    il_wait(self);
    futex->sleepers &= ~self->own;
    uint32_t notes = self->was_woken ? 0 : IL_NOTE_TIMEOUT;
    if (self->was_woken) il_acquire_from(self, &futex->released);
    il_progress(self);
    il_step_add(IL_WAKE, futex, address, 0, notes, 0, pc);
    return notes == 0 ? 0 : ETIMEDOUT;
}

int il_futex_wake(uintptr_t address, unsigned count, uintptr_t pc) {
    thread *self = il_enter();
    object *futex = il_object_at(address, IL_FUTEX, pc);
    il_plan(self, OP_RUN, IL_SIGNAL, futex, pc);
    il_point(self, false);
    il_release_onto(self, &futex->released);
    unsigned woken = 0;
    thread_mask left = futex->sleepers;
    for (; left != 0 && woken < count; left &= left - 1) {
        thread *sleeper = &il_threads[mask_first(left)];
        if (sleeper->was_woken) continue;
        sleeper->was_woken = true;
        il_thread_reconsider(sleeper);
        woken++;
    }
    il_progress(self);
    uint32_t notes = IL_NOTE_VALUE | (woken == 0 ? IL_NOTE_LOST : 0);
    il_step_add(IL_SIGNAL, futex, address, 0, notes, woken, pc);
    return (int)woken;
}
