/* Threads that look at the same words again and again, and wait by doing so. The third look of a thread at
   an unchanged word from the same place, with nothing but looks in between, waits until something it looks
   at in its loop changes. Such a wait is never for good: a loop with a bound goes on when nobody else can
   run. */
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
