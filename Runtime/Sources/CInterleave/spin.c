/* Threads that look at the same words again and again, and wait by doing so. The third look of a thread at
   an unchanged word from the same place, with nothing but looks in between, waits until something it looks
   at in its loop changes. Such a wait is never for good: a loop with a bound goes on when nobody else can
   run. What such a loop keeps for itself is no change: a write to the thread's own stack that leaves there what the
   same write left the last time. */
#include "internal.h"

static look *look_of(thread *self, uintptr_t pc, uintptr_t address) {
    for (uint32_t i = 0; i < self->looks_count; i++) {
        if (self->looks[i].pc == pc && self->looks[i].address == address) return &self->looks[i];
    }
    return NULL;
}

/* Whether threads that spin wait. If they are not to, they do all the same where nothing else would end the
   schedule, or has not after so many events. */
static bool waits(const thread *self) {
    enum { RESTLESS_EVENTS_MAX = 4000 };
    bool has_others = (il_engine.enabled & ~self->own) != 0;
    bool is_early = il_engine.trace->events_count < RESTLESS_EVENTS_MAX;
    bool is_restless = !il_engine.config.waits_in_spins && is_early;
    return !is_restless || !has_others;
}

void il_spin_before(thread *self, uintptr_t address, size_t size, uint64_t value) {
    operation *operation = &self->operation;
    assert(size > 0);
    const look *known = look_of(self, operation->pc, address);
    if (known == NULL || known->count < 2 || known->value != value || !waits(self)) return;
    assert(operation->kind == OP_RUN);
    operation->kind = OP_AWAIT;
}

void il_spin_after(thread *self, uintptr_t pc, uintptr_t address, size_t size, uint64_t value) {
    look *known = look_of(self, pc, address);
    if (known != NULL) {
        known->count = known->value == value ? known->count + 1 : 1;
        known->value = value;
        return;
    }
    if (self->looks_count == LOOKS_MAX) {
        /* A long loop: then every change may be what it waits for. */
        self->looks_overflowed = true;
        for (uint32_t i = 1; i < LOOKS_MAX; i++) {
            self->looks[i - 1] = self->looks[i];
            STAYS_A_LOOP();
        }
        self->looks_count--;
    }
    self->looks[self->looks_count++] =
        (look){.pc = pc, .address = address, .value = value, .size = (uint32_t)size, .count = 1};
    assert(self->looks_count <= LOOKS_MAX);
}

void il_spin_wrote(thread *self, uintptr_t pc, uintptr_t address, size_t size) {
    assert(size > 0);
    bool may_repeat = size <= NOTING_BYTES_MAX && il_is_on_own_stack(address);
    self->unsettled = (noting){.pc = pc, .address = address, .size = may_repeat ? (uint32_t)size : 0};
    if (!may_repeat) il_progress(self);
}

/* FNV-1a (Fowler, Noll, Vo), a word at a time where it is one. */
static uint64_t value_of(uintptr_t address, uint32_t size) {
    if (size <= sizeof(uint64_t)) return il_memory_value(address, size);
    uint64_t value = 0xCBF29CE484222325ull;
    for (uint32_t i = 0; i < size; i++) {
        value = (value ^ *(const volatile uint8_t *)(address + i)) * 0x100000001B3ull;
        STAYS_A_LOOP();
    }
    return value;
}

void il_spin_settle(thread *self) {
    noting made = self->unsettled;
    assert(made.size != 0 && made.size <= NOTING_BYTES_MAX);
    self->unsettled.size = 0;
    /* The function that wrote has returned: what lies there now may be anybody's. */
    if (!il_is_on_own_stack(made.address)) return il_progress(self);
    made.value = value_of(made.address, made.size);
    uint32_t kept = self->notings_count < NOTINGS_MAX ? self->notings_count : NOTINGS_MAX;
    for (uint32_t i = 0; i < kept; i++) {
        noting *known = &self->notings[i];
        if (known->pc != made.pc || known->address != made.address) continue;
        if (known->value != made.value || known->size != made.size) il_progress(self);
        *known = made;
        return;
    }
    self->notings[self->notings_count++ % NOTINGS_MAX] = made;
    il_progress(self);
}

static bool looks_at(const thread *thread, uintptr_t address, size_t size) {
    if (thread->looks_overflowed) return true;
    for (uint32_t i = 0; i < thread->looks_count; i++) {
        const look *look = &thread->looks[i];
        if (look->address - address < size || address - look->address < look->size) return true;
    }
    return false;
}

void il_spin_wake(uintptr_t address, size_t size) {
    thread_mask left = il_engine.awaiting;
    for (; left != 0; left &= left - 1) {
        thread *thread = &il_threads[mask_first(left)];
        assert(thread->operation.kind == OP_AWAIT);
        if (!looks_at(thread, address, size)) continue;
        thread->operation.kind = OP_RUN;
        il_engine.awaiting &= ~thread->own;
        il_engine.enabled |= thread->own;
    }
}
