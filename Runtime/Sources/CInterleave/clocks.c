/* Happens-before by vector clocks: Mattern 1989; for races as in Flanagan, Freund, FastTrack, PLDI 2009. */
#include "internal.h"

enum { CLOCK_ROUND = 8 }; /* clocks grow by so many threads */

void il_clock_extend(vector_clock *clock, uint32_t length) {
    assert(length <= IL_THREADS_MAX && clock->length <= clock->capacity);
    if (length <= clock->length) return;
    if (length > clock->capacity) {
        uint32_t capacity = (length + CLOCK_ROUND - 1) / CLOCK_ROUND * CLOCK_ROUND;
        uint32_t *ticks = il_arena_take(capacity * sizeof *ticks);
        for (uint32_t i = 0; i < clock->length; i++) ticks[i] = clock->ticks[i];
        clock->ticks = ticks;
        clock->capacity = capacity;
    } else {
        for (uint32_t i = clock->length; i < length; i++) {
            clock->ticks[i] = 0;
            STAYS_A_LOOP();
        }
    }
    clock->length = length;
}

void il_clock_join(vector_clock *into, const vector_clock *from) {
    assert(into != from);
    il_clock_extend(into, from->length);
    for (uint32_t i = 0; i < from->length; i++) {
        if (from->ticks[i] > into->ticks[i]) into->ticks[i] = from->ticks[i];
    }
    assert(into->length >= from->length);
}

void il_clock_copy(vector_clock *into, const vector_clock *from) {
    assert(into != from);
    il_clock_extend(into, from->length);
    into->length = from->length;
    for (uint32_t i = 0; i < from->length; i++) into->ticks[i] = from->ticks[i];
}

void il_clock_tick(thread *self) {
    assert(self->now.length > self->number && self->now.ticks[self->number] > 0);
    self->now.ticks[self->number]++;
}

void il_release_into(thread *self, vector_clock *released) {
    il_clock_copy(released, &self->now);
    il_clock_tick(self);
}

void il_release_onto(thread *self, vector_clock *released) {
    il_clock_join(released, &self->now);
    il_clock_tick(self);
}

void il_acquire(uintptr_t address) {
    thread *self = il_enter();
    const object *object = il_object_find(address);
    if (object != NULL) il_acquire_from(self, &object->released);
}

void il_release(uintptr_t address) {
    thread *self = il_enter();
    il_release_onto(self, &il_object_at(address, IL_EDGE, 0)->released);
}
