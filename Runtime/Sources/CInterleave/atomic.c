/* Atomic operations and fences, with what each order promises (C11 5.1.2.4, 7.17). Values are those of the
   interleaving: a load sees the last store. */
#include "internal.h"

static bool is_acquire(il_order order) { return order != IL_RELAXED && order != IL_RELEASE; }
static bool is_release(il_order order) { return order >= IL_RELEASE; }

void il_atomic_enter(uintptr_t address, size_t size, il_atomic_kind kind, il_order order, uintptr_t pc) {
    (void)order;
    thread *self = il_enter();
    assert(size > 0 && size <= 16);
    bool is_read = kind == IL_LOAD;
    object *atomic = il_object_at(address, IL_ATOMIC, pc);
    operation *operation = il_plan(self, OP_RUN, is_read ? IL_READ : IL_WRITE, NULL, pc);
    operation->key = atomic->address & ~(uintptr_t)7;
    operation->memory = address;
    operation->size = (uint32_t)size;
    operation->is_read = is_read;
    if (kind != IL_STORE && self->looks_count != 0) {
        il_spin_before(self, address, size, il_memory_value(address, size));
    }
    il_count();
    il_point(self, false);
}

static uint32_t notes_of(il_atomic_kind kind, il_order order, bool did_write) {
    uint32_t notes = IL_NOTE_ATOMIC | IL_NOTE_VALUE;
    bool reads = kind != IL_STORE;
    if (kind == IL_EXCHANGE) notes |= IL_NOTE_RMW;
    if (kind == IL_COMPARE) notes |= did_write ? IL_NOTE_RMW | IL_NOTE_CAS : IL_NOTE_CAS_FAILED;
    if (order == IL_RELAXED) notes |= IL_NOTE_RELAXED;
    if (order == IL_SEQ_CST) notes |= IL_NOTE_SEQ_CST;
    if (reads && is_acquire(order)) notes |= IL_NOTE_ACQUIRE;
    if (did_write && is_release(order)) notes |= IL_NOTE_RELEASE;
    return notes;
}

static uint32_t notes_of_fence(il_order order) {
    if (order == IL_RELAXED) return IL_NOTE_RELAXED;
    uint32_t notes = order == IL_SEQ_CST ? IL_NOTE_SEQ_CST : IL_NOTE_NONE;
    if (is_acquire(order)) notes |= IL_NOTE_ACQUIRE;
    if (is_release(order)) notes |= IL_NOTE_RELEASE;
    return notes;
}

static void order_read(thread *self, const object *atomic, il_order order) {
    if (is_acquire(order)) il_acquire_from(self, &atomic->released);
    else if (atomic->released.length != 0) il_clock_join(&self->relaxed_seen, &atomic->released);
}

/* A read-modify-write goes on with the release sequence that it reads; any other store ends it. */
static void order_write(thread *self, object *atomic, il_order order, bool is_rmw) {
    if (is_release(order)) {
        if (is_rmw) il_release_onto(self, &atomic->released);
        else il_release_into(self, &atomic->released);
    } else if (!is_rmw) {
        il_clock_copy(&atomic->released, &self->fence_released);
    } else {
        il_clock_join(&atomic->released, &self->fence_released);
    }
}

void il_atomic_leave(
    uintptr_t address, size_t size, il_atomic_kind kind, il_order order, uint64_t old_value,
    uint64_t new_value, bool did_write, uintptr_t pc) {
    thread *self = il_engine.current;
    assert(self == il_self && il_engine.is_active);
    object *atomic = il_object_at(address, IL_ATOMIC, pc);
    bool reads = kind != IL_STORE, writes = kind == IL_STORE || kind == IL_EXCHANGE || did_write;
    assert(writes || kind == IL_LOAD || kind == IL_COMPARE);
    if (reads) order_read(self, atomic, order);
    uint32_t notes = notes_of(kind, order, writes);
    uint64_t value = writes ? new_value : old_value;
    const bool is_mute = il_is_mute(writes ? IL_WRITE : IL_READ, address);
    il_step_add(writes ? IL_WRITE : IL_READ, atomic, address, (uint32_t)size, notes, value, pc);
    int64_t number = is_mute ? -1 : il_step_last();
    if (il_engine.trace->threads_count > 1) il_races_check(address, size, writes, true, pc, number);
    /* Only then: the access itself is among what it releases. */
    if (writes) order_write(self, atomic, order, reads);
    bool only_looks = !writes || (reads && old_value == new_value);
    if (only_looks) {
        il_spin_after(self, pc, address, size, old_value);
    } else {
        il_progress(self);
        il_changed(address, size);
    }
}

void il_fence(il_order order, uintptr_t pc) {
    thread *self = il_enter();
    if (is_acquire(order)) il_acquire_from(self, &self->relaxed_seen);
    if (is_release(order)) il_release_into(self, &self->fence_released);
    il_step_add(IL_FENCE, NULL, 0, 0, notes_of_fence(order), 0, pc);
}
