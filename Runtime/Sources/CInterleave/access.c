/* Plain accesses. */
#include "strategy.h"

/* The places that are scheduling points, if not all are. */
typedef struct place {
    uintptr_t pc;
    uint32_t generation;
} place;

static place places[1 << PLACES_LOG2];
_Static_assert(IL_PLACES_MAX * 2 <= 1 << PLACES_LOG2, "the table of places stays half empty");

static place *place_of(uintptr_t pc) {
    uint32_t index = (uint32_t)((pc * 0x9E3779B97F4A7C15ull) >> (64 - PLACES_LOG2));
    while (places[index].generation == il_engine.generation && places[index].pc != pc) {
        index = (index + 1) % (1 << PLACES_LOG2);
    }
    return &places[index];
}

void il_places_set(const uintptr_t *pcs, uint32_t count) {
    assert(count <= IL_PLACES_MAX);
    for (uint32_t i = 0; i < count; i++) *place_of(pcs[i]) = (place){pcs[i], il_engine.generation};
}

static inline bool is_point(uintptr_t pc) {
    if (il_engine.all_points) return true;
    if (place_of(pc)->generation == il_engine.generation) return true;
    /* One that runs for long is seen by the strategy all the same. */
    return (il_engine.run->events + 1) % IL_TURN_EVENTS == 0;
}

/* Others may run before it, if it is a scheduling point; counted in any case. */
static void arrive(thread *self, uintptr_t address, size_t size, bool is_write, uintptr_t pc) {
    operation *operation = il_plan(self, OP_RUN, is_write ? IL_WRITE : IL_READ, NULL, pc);
    operation->key = address & ~(uintptr_t)7;
    operation->memory = address;
    operation->size = size < IL_RANGE_BYTES_MAX ? (uint32_t)size : IL_RANGE_BYTES_MAX;
    operation->is_read = !is_write;
    if (!is_write && self->looks_count != 0) {
        il_spin_before(self, address, size, il_memory_value(address, size));
    }
    if (operation->kind != OP_RUN || is_point(pc)) il_point(self, false);
    else il_wait(self);
}

static void perform(thread *self, uintptr_t address, size_t size, bool is_write, uintptr_t pc) {
    size_t checked = size < IL_RANGE_BYTES_MAX ? size : IL_RANGE_BYTES_MAX;
    const bool is_mute = il_is_mute(is_write ? IL_WRITE : IL_READ, address);
    il_step *step =
        il_step_add(is_write ? IL_WRITE : IL_READ, NULL, address, (uint32_t)checked, 0, 0, pc);
    il_races_check(address, checked, is_write, false, pc, is_mute ? -1 : il_step_last());
    if (is_write) {
        il_spin_wrote(self, pc, address, size);
        il_changed(address, size);
        if (il_engine.has_destroyed) il_objects_overwritten(address, size);
        self->unread = is_mute ? UNREAD_NO_STEP : il_engine.trace->steps_count;
    } else {
        /* The step stands already: a read of what is no memory dies here, and is the trace's last. */
        step->value = il_memory_value(address, size);
        step->notes |= IL_NOTE_VALUE;
        il_spin_after(self, pc, address, size, step->value);
    }
}

/* The last thread at memory of its own: no step, or long loops over results would push what matters out of
   the trace. It may still wait for what nobody will ever write. */
static void access_alone(thread *self, uintptr_t address, size_t size, bool is_write, uintptr_t pc) {
    size_t checked = size < IL_RANGE_BYTES_MAX ? size : IL_RANGE_BYTES_MAX;
    il_races_check(address, checked, is_write, false, pc, -1);
    if (is_write) {
        il_spin_wrote(self, pc, address, size);
        self->unread = UNREAD_NO_STEP;
        if (il_engine.has_destroyed) il_objects_overwritten(address, size);
        return;
    }
    uint64_t value = il_memory_value(address, size);
    operation *operation = il_plan(self, OP_RUN, IL_READ, NULL, pc);
    il_spin_before(self, address, size, value);
    if (operation->kind != OP_RUN) il_point(self, false);
    il_spin_after(self, pc, address, size, value);
}

void il_access(uintptr_t address, size_t size, bool is_write, uintptr_t pc) {
    thread *self = il_enter();
    assert(size > 0);
    il_count();
    if (il_engine.trace->threads_count == 1) {
        /* Whatever the first thread does before it makes another is seen by all. */
        if (is_write && il_engine.has_destroyed) il_objects_overwritten(address, size);
        return;
    }
    if (mask_is_single(il_engine.alive) && !il_word_is_shared(address)) {
        access_alone(self, address, size, is_write, pc);
        return;
    }
    arrive(self, address, size, is_write, pc);
    perform(self, address, size, is_write, pc);
}

void il_access_range(uintptr_t address, size_t size, bool is_write, uintptr_t pc) {
    if (size > 0) il_access(address, size, is_write, pc);
}

void il_access_made(uintptr_t address, size_t size, bool is_write, uintptr_t pc) {
    thread *self = il_enter();
    if (size == 0 || il_engine.trace->threads_count == 1) return;
    if (il_engine.strategy->sees_all) il_engine.strategy->late();
    il_count();
    size_t checked = size < IL_RANGE_BYTES_MAX ? size : IL_RANGE_BYTES_MAX;
    il_step_add(is_write ? IL_WRITE : IL_READ, NULL, address, (uint32_t)checked, 0, 0, pc);
    il_races_check(address, checked, is_write, false, pc, il_step_last());
    if (!is_write) return;
    il_spin_wrote(self, pc, address, size);
    if (self->unsettled.size != 0) il_spin_settle(self); /* what was written is there already */
    il_changed(address, size);
}
