/* Where threads are worth stopping, learned from schedules that have been run: see strategy-postponing.c. */
#include "search.h"

enum { TABLE_SIZE = GATES_MAX * 2, WORDS_SIZE = GATE_STEPS_MAX * 2 };

static uint32_t hash_of(uintptr_t number, uint32_t size) {
    return (uint32_t)((number * 0x9E3779B97F4A7C15ull) >> 32) % size;
}

/* Whether threads can be stopped before a step like this one. */
static bool is_gate(const il_step *step) {
    switch ((il_action)step->action) {
    case IL_READ:
    case IL_WRITE:
    case IL_LOCK:
    case IL_WAIT:
    case IL_SIGNAL: return step->pc != 0 && step->address != 0;
    default: return false;
    }
}

/* At most GATE_STEPS_MAX are asked for in a schedule: the table stays half empty. */
static gate_word *word_of(gates *gates, const il_step *step) {
    uintptr_t number = step->address / 8;
    uint32_t index = hash_of(number, WORDS_SIZE);
    while (gates->words[index].generation == gates->generation && gates->words[index].number != number) {
        index = (index + 1) % WORDS_SIZE;
    }
    return &gates->words[index];
}

static void visit(gates *gates, const il_step *step) {
    gate_word *word = word_of(gates, step);
    if (word->generation != gates->generation) {
        *word = (gate_word){step->address / 8, gates->generation, step->thread, false, false};
    }
    if (word->thread != step->thread) word->is_shared = true;
    if (step->action != IL_READ) word->is_written = true;
}

static void learn(gates *gates, uintptr_t place) {
    uint32_t index = hash_of(place, TABLE_SIZE);
    while (gates->table[index] != 0) {
        if (gates->places[gates->table[index] - 1] == place) return;
        index = (index + 1) % TABLE_SIZE;
    }
    if (gates->count == GATES_MAX) return;
    gates->places[gates->count++] = place;
    gates->table[index] = (uint16_t)gates->count;
}

void il_gates_learn(gates *gates, const il_trace *trace) {
    uint64_t kept = trace->steps_count < IL_STEPS_MAX ? trace->steps_count : IL_STEPS_MAX;
    uint64_t first = trace->steps_count - kept;
    uint64_t end = first + (kept < GATE_STEPS_MAX ? kept : GATE_STEPS_MAX);
    gates->generation++;
    assert(gates->generation != 0 && gates->count <= GATES_MAX);
    for (uint64_t i = first; i < end; i++) {
        const il_step *step = &trace->steps[i % IL_STEPS_MAX];
        if (is_gate(step)) visit(gates, step);
    }
    for (uint64_t i = first; i < end; i++) {
        const il_step *step = &trace->steps[i % IL_STEPS_MAX];
        if (!is_gate(step)) continue;
        const gate_word *word = word_of(gates, step);
        if (word->is_shared && word->is_written) learn(gates, step->pc);
    }
}
