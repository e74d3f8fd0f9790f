/* What is kept of a schedule. */
#include "internal.h"

il_step *il_step_add(
    il_action action, const object *object, uintptr_t address, uint32_t size, uint32_t notes, uint64_t value,
    uintptr_t pc) {
    static il_step unkept;
    il_trace *trace = il_engine.trace;
    const bool is_mute = il_is_mute(action, address);
    il_step *step = is_mute ? &unkept : il_engine.step_next;
    if (is_mute) {
        *step = (il_step){.pc = pc, .address = address};
        return step;
    }
    assert(step >= trace->steps && step < trace->steps + IL_STEPS_MAX);
    *step = (il_step){
        .pc = pc,
        .address = address,
        .value = value,
        .notes = notes,
        .object = object != NULL ? (int32_t)il_object_number(object) : -1,
        .size = size,
        .thread = il_engine.current->number,
        .action = (uint8_t)action,
    };
    trace->steps_count++;
    il_engine.step_next = step + 1 == trace->steps + IL_STEPS_MAX ? trace->steps : step + 1;
    return step;
}

void il_mark(il_action action, uintptr_t address, uint64_t value, uintptr_t pc) {
    assert(action == IL_CALL || action == IL_FAIL);
    il_enter();
    il_step_add(action, NULL, address, 0, IL_NOTE_VALUE, value, pc);
}

/* Programs may access words where they like. */
typedef uint16_t loose16 __attribute__((aligned(1)));
typedef uint32_t loose32 __attribute__((aligned(1)));
typedef uint64_t loose64 __attribute__((aligned(1)));

uint64_t il_memory_value(uintptr_t address, size_t size) {
    const volatile uint8_t *bytes = (const volatile uint8_t *)address;
    switch (size) {
    case 1: return *bytes;
    case 2: return *(const volatile loose16 *)bytes;
    case 4: return *(const volatile loose32 *)bytes;
    case 8: return *(const volatile loose64 *)bytes;
    }
    uint64_t value = 0;
    for (size_t i = 0; i < size && i < sizeof value; i++) value |= (uint64_t)bytes[i] << (8 * i);
    return value;
}

void il_read_written(thread *self) {
    il_trace *trace = il_engine.trace;
    const uint64_t unread = self->unread, number = unread - 1;
    assert(unread != 0 && (unread == UNREAD_NO_STEP || number < trace->steps_count));
    self->unread = 0;
    if (self->unsettled.size != 0) il_spin_settle(self);
    if (unread == UNREAD_NO_STEP) return;
    /* Still kept? A thread may have made many steps that no call of this one lay between. */
    if (trace->steps_count - number > IL_STEPS_MAX) return;
    il_step *step = &trace->steps[number % IL_STEPS_MAX];
    step->value = il_memory_value(step->address, step->size);
    step->notes |= IL_NOTE_VALUE;
}

/* The next schedule sees only counts: what lies behind them is rubbish of the last one. */
void il_trace_clear(il_trace *trace) {
    trace->outcome = IL_OUTCOME_RUNNING;
    trace->limit = LIMIT_NONE;
    trace->at_pc = 0;
    trace->at_object = -1;
    trace->current = 0;
    trace->accesses_count = trace->events_count = trace->steps_count = 0;
    trace->points_count = trace->preemptions_count = 0;
    trace->spurious_count = trace->timeouts_count = 0;
    trace->threads_count = trace->objects_count = trace->races_count = trace->waiting_count = 0;
    trace->runs_count = trace->decisions_count = 0;
    trace->was_replayed_exactly = true;
}

void il_run_begin(int thread, il_variant variant) {
    il_trace *trace = il_engine.trace;
    static il_run beyond; /* those past the limit are counted, not kept */
    il_engine.run = trace->runs_count < IL_RUNS_MAX ? &trace->runs[trace->runs_count] : &beyond;
    *il_engine.run = (il_run){.thread = (uint8_t)thread, .variant = (uint8_t)variant};
    trace->runs_count++;
}

static uint64_t mix(uint64_t hash, uint64_t word) {
    hash = (hash ^ word) * 0x9E3779B97F4A7C15ull;
    return hash ^ (hash >> 29);
}

uint64_t il_trace_hash(const il_trace *trace, uintptr_t image_base) {
    uint64_t kept = trace->steps_count < IL_STEPS_MAX ? trace->steps_count : IL_STEPS_MAX;
    uint64_t hash = mix(trace->outcome, trace->steps_count);
    for (uint64_t i = trace->steps_count - kept; i < trace->steps_count; i++) {
        const il_step *step = &trace->steps[i % IL_STEPS_MAX];
        uint64_t who = (uint64_t)step->thread << 48 | (uint64_t)step->action << 40;
        hash = mix(hash, who | (uint32_t)step->object);
        hash = mix(hash, (uint64_t)step->notes << 32 | step->size);
        hash = mix(hash, step->pc != 0 ? step->pc - image_base : 0);
        if (step->value <= UINT32_MAX) hash = mix(hash, step->value);
    }
    return hash;
}
