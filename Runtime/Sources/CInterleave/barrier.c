/* Barriers. */
#include "internal.h"

void il_barrier_init(uintptr_t address, unsigned count, uintptr_t pc) {
    il_enter();
    il_object_renew(address, IL_BARRIER, pc)->width = count;
}

int il_barrier_destroy(uintptr_t address, uintptr_t pc) {
    thread *self = il_enter();
    object *barrier = il_object_at(address, IL_BARRIER, pc);
    il_plan(self, OP_RUN, IL_DESTROY, barrier, pc);
    il_wait(self);
    if (barrier->is_destroyed) il_destroyed(barrier, pc);
    il_step_add(IL_DESTROY, barrier, address, 0, 0, 0, pc);
    /* Those whose round is over may still be on their way out: glibc waits for them. */
    if (barrier->count != 0) il_destroyed(barrier, pc);
    barrier->is_destroyed = il_engine.has_destroyed = true;
    return 0;
}

int il_barrier_wait(uintptr_t address, uintptr_t pc) {
    thread *self = il_enter();
    object *barrier = il_object_at(address, IL_BARRIER, pc);
    if (barrier->width == 0) return EINVAL;
    il_plan(self, OP_RUN, IL_WAIT, barrier, pc);
    il_point(self, false);
    if (barrier->is_destroyed) il_destroyed(barrier, pc);
    il_release_onto(self, &barrier->released);
    il_progress(self);
    bool is_last = ++barrier->count == barrier->width;
    if (is_last) {
        /* What the threads of this round see when they leave; those of the next add to a clock of their
           own. */
        il_clock_copy(&barrier->readers_released, &barrier->released);
        barrier->count = 0;
        barrier->round++;
        il_object_changed(barrier);
    } else {
        il_step_add(IL_WAIT, barrier, address, 0, 0, 0, pc);
        operation *leave = il_plan(self, OP_BARRIER, IL_WAIT, barrier, pc);
        leave->round = barrier->round;
        il_wait(self);
    }
    il_acquire_from(self, &barrier->readers_released);
    il_step_add(IL_WAKE, barrier, address, 0, 0, 0, pc);
    return is_last ? PTHREAD_BARRIER_SERIAL_THREAD : 0;
}
