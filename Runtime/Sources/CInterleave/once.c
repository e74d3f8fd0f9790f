/* Initialisers that run once. */
#include "strategy.h"

bool il_once_begin(uintptr_t address, bool was_done, uintptr_t pc) {
    thread *self = il_enter();
    object *once = il_object_find(address);
    if (was_done && (once == NULL || once->kind != IL_ONCE)) return false;
    once = il_object_at(address, IL_ONCE, pc);
    /* Whoever sees all must hear of it, for it could have come earlier. */
    if (once->count != ONCE_DONE || il_engine.strategy->sees_all) {
        il_plan(self, OP_ONCE, IL_LOCK, once, pc);
        il_point(self, false);
    }
    if (once->count == ONCE_DONE) {
        il_acquire_from(self, &once->released);
        return false;
    }
    assert(once->count == ONCE_NEW);
    once->count = ONCE_RUNNING;
    once->owner = self->number;
    il_object_changed(once);
    il_progress(self);
    il_step_add(IL_LOCK, once, address, 0, 0, 0, pc);
    return true;
}

void il_once_end(uintptr_t address, uintptr_t pc) {
    thread *self = il_enter();
    object *once = il_object_at(address, IL_ONCE, pc);
    il_plan(self, OP_RUN, IL_UNLOCK, once, pc);
    il_wait(self);
    assert(once->count == ONCE_RUNNING && once->owner == self->number);
    once->count = ONCE_DONE;
    once->owner = -1;
    il_release_onto(self, &once->released);
    il_object_changed(once);
    il_progress(self);
    il_step_add(IL_UNLOCK, once, address, 0, 0, 0, pc);
}
