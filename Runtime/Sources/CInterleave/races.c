/* Data races: two accesses to the same byte, at least one of them a write, not both atomic, and neither
   happens before the other (C11 5.1.2.4). Each word keeps the accesses that a later one may still race
   with. */
#include "internal.h"

typedef struct record {
    uintptr_t pc;
    uint32_t next; /* offset in the arena, in units; 0: none */
    uint32_t epoch; /* the thread's own time */
    uint32_t step; /* number + 1; 0: none */
    uint8_t thread, bytes; /* a bit for each byte of the word */
    bool is_write, is_atomic;
} record;

static inline record *record_at(uint32_t offset) { return (record *)(il_arena() + (size_t)offset * ARENA_UNIT); }

static uint32_t record_take(void) {
    uint32_t offset = il_engine.free_record;
    if (offset != 0) {
        il_engine.free_record = record_at(offset)->next;
        return offset;
    }
    char *taken = il_arena_take(sizeof(record));
    offset = (uint32_t)((size_t)(taken - il_arena()) / ARENA_UNIT);
    assert(offset != 0); /* the arena starts with the clock of thread 0 */
    return offset;
}

static void record_free(uint32_t offset) {
    assert(offset != 0);
    record_at(offset)->next = il_engine.free_record;
    il_engine.free_record = offset;
}

void il_records_drop(block *block, unsigned first_word, unsigned last_word) {
    assert(first_word <= last_word && last_word < BLOCK_WORDS);
    for (unsigned word = first_word; word <= last_word; word++) {
        uint32_t offset = block->records[word];
        block->records[word] = 0;
        while (offset != 0) {
            uint32_t next = record_at(offset)->next;
            record_free(offset);
            offset = next;
        }
    }
}

bool il_word_is_shared(uintptr_t address) {
    const block *block = il_block_find(address, false);
    if (block == NULL) return false;
    uint32_t offset = block->records[address % BLOCK_BYTES / 8];
    for (; offset != 0; offset = record_at(offset)->next) {
        if (record_at(offset)->thread != il_engine.current->number) return true;
    }
    return false;
}

static bool is_noted(uintptr_t one, uintptr_t other) {
    const il_trace *trace = il_engine.trace;
    for (uint32_t i = 0; i < trace->races_count; i++) {
        const uint64_t *pc = trace->races[i].pc;
        if ((pc[0] == one && pc[1] == other) || (pc[0] == other && pc[1] == one)) return true;
    }
    return false;
}

static void note(const record *earlier, const record *later, uintptr_t address, size_t size) {
    il_trace *trace = il_engine.trace;
    if (trace->races_count == IL_RACES_MAX || is_noted(earlier->pc, later->pc)) return;
    uint8_t common = earlier->bytes & later->bytes;
    assert(common != 0);
    trace->races[trace->races_count] = (il_race){
        .address = (address & ~(uintptr_t)7) + (unsigned)__builtin_ctz(common),
        .pc = {earlier->pc, later->pc},
        .step = {(int64_t)earlier->step - 1, (int64_t)later->step - 1},
        .size = {(uint32_t)__builtin_popcount(earlier->bytes), (uint32_t)size},
        .thread = {earlier->thread, later->thread},
        .is_write = {earlier->is_write, later->is_write},
        .is_atomic = {earlier->is_atomic, later->is_atomic},
    };
    trace->races_count++;
}

/* Whatever would race with `old`, which happens before `mine`, would race with `mine` as well. */
static inline bool covers(const record *mine, const record *old) {
    return (old->bytes & ~mine->bytes) == 0 && (mine->is_write || !old->is_write)
        && (!mine->is_atomic || old->is_atomic);
}

/* Links a record that has just been taken in, past those that it makes superfluous. */
static void check_word(uint32_t *head, uint32_t own, uintptr_t address, size_t size) {
    const vector_clock *now = &il_engine.current->now;
    record *mine = record_at(own);
    uint32_t *link = head;
    while (*link != 0) {
        uint32_t offset = *link;
        record *old = record_at(offset);
        bool is_before = old->epoch <= clock_at(now, old->thread);
        if (is_before) {
            if (covers(mine, old)) {
                *link = old->next;
                record_free(offset);
                continue;
            }
        } else if (
            (old->bytes & mine->bytes) != 0 && (old->is_write || mine->is_write)
            && !(old->is_atomic && mine->is_atomic)) {
            note(old, mine, address, size);
        }
        link = &old->next;
    }
    mine->next = *head;
    *head = own;
}

void il_races_check(
    uintptr_t address, size_t size, bool is_write, bool is_atomic, uintptr_t pc, int64_t step) {
    const thread *self = il_engine.current;
    assert(size > 0 && step < UINT32_MAX);
    size_t left = size;
    while (left > 0) {
        unsigned first = address % 8;
        unsigned count = left < 8 - first ? (unsigned)left : 8 - first;
        block *block = il_block_find(address, true);
        uint32_t own = record_take();
        record *mine = record_at(own);
        mine->pc = pc;
        mine->epoch = clock_at(&self->now, self->number);
        mine->step = (uint32_t)(step + 1);
        mine->thread = self->number;
        mine->bytes = (uint8_t)(((1u << count) - 1) << first);
        mine->is_write = is_write;
        mine->is_atomic = is_atomic;
        check_word(&block->records[address % BLOCK_BYTES / 8], own, address, size);
        address += count;
        left -= count;
    }
}
