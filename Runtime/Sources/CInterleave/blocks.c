/* What a schedule knows of the program's memory, by blocks of 512 bytes in regions of 16 KB. A schedule takes
   what it needs from the start of the arena; what earlier ones left in the tables is told by its generation.

   A process that was forked for one schedule pays for every page that it looks at, and twice for one that it reads
   first and then writes: entries of the first regions share a page, and blocks lie beside the regions that hold them. */
#include "internal.h"

enum {
    REGION_BLOCKS = 32,
    NEAR_SIZE = 256, /* entries of a page */
    NEAR_MAX = NEAR_SIZE / 2, /* further regions have their entries in the large table */
    FAR_SIZE = 1 << BLOCKS_LOG2,
};

typedef struct region {
    uint32_t blocks[REGION_BLOCKS]; /* offset in the arena, in units; 0: none */
} region;

typedef struct entry {
    uintptr_t number; /* of its first block / REGION_BLOCKS */
    uint32_t region; /* offset in the arena, in units */
    uint32_t generation; /* 0: never used */
} entry;

static _Alignas(4096) entry near[NEAR_SIZE];
static entry far[FAR_SIZE];
static block *blocks[BLOCKS_MAX]; /* of this schedule, in the order of their making */

object il_objects[IL_OBJECTS_MAX];

static inline void *arena_at(uint32_t offset) { return il_arena() + (size_t)offset * ARENA_UNIT; }

static inline uint32_t offset_of(const void *taken) {
    uint32_t offset = (uint32_t)((size_t)((const char *)taken - il_arena()) / ARENA_UNIT);
    assert(offset != 0); /* the arena starts with the clock of thread 0 */
    return offset;
}

static inline bool is_used(const entry *entry) { return entry->generation == il_engine.generation; }

/* The region's entry, or the free one that it would have. */
static inline entry *entry_find(entry *table, uint32_t size, uintptr_t number) {
    uint32_t place = (uint32_t)(number * 0x9E3779B97F4A7C15ull >> 32) % size;
    while (is_used(&table[place]) && table[place].number != number) place = (place + 1) % size;
    return &table[place];
}

/* Null: nothing is known of it. */
static region *region_find(uintptr_t number, bool makes) {
    entry *entry = entry_find(near, NEAR_SIZE, number);
    bool is_far = !is_used(entry) && il_engine.regions_count >= NEAR_MAX;
    if (is_far) entry = entry_find(far, FAR_SIZE, number);
    if (is_used(entry)) return arena_at(entry->region);
    if (!makes) return NULL;
    assert(il_engine.regions_count < BLOCKS_MAX); /* none without a block */
    region *made = il_arena_take(sizeof *made);
    *entry = (struct entry){number, offset_of(made), il_engine.generation};
    il_engine.regions_count++;
    return made;
}

static uint32_t block_make(uintptr_t number) {
    if (il_engine.blocks_count == BLOCKS_MAX) il_too_big(LIMIT_MEMORY, 0);
    block *made = il_arena_take(sizeof *made);
    made->number = number;
    blocks[il_engine.blocks_count++] = made;
    return offset_of(made);
}

block *il_block_find(uintptr_t address, bool makes) {
    uintptr_t number = address / BLOCK_BYTES;
    block *last = il_engine.last_block;
    if (last != NULL && last->number == number) return last;
    region *region = region_find(number / REGION_BLOCKS, makes);
    if (region == NULL) return NULL;
    uint32_t *offset = &region->blocks[number % REGION_BLOCKS];
    if (*offset == 0 && makes) *offset = block_make(number);
    if (*offset == 0) return NULL;
    return il_engine.last_block = arena_at(*offset);
}

/* ---- Objects */

static object *find_in(const block *block, uintptr_t address) {
    uint32_t next = block->objects;
    while (next != 0) {
        object *object = &il_objects[next - 1];
        if (object->address == address) return object;
        next = object->next;
    }
    return NULL;
}

static object *object_make(block *block, uintptr_t address, il_kind kind, uintptr_t pc) {
    if (il_engine.objects_count == IL_OBJECTS_MAX) il_too_big(LIMIT_OBJECTS, pc);
    uint32_t number = il_engine.objects_count++;
    object *made = &il_objects[number];
    *made = (object){.address = address, .next = block->objects, .kind = (uint8_t)kind, .owner = -1};
    block->objects = number + 1;
    il_trace *trace = il_engine.trace;
    trace->objects[number] = (il_object){.address = address, .made = pc, .kind = kind};
    trace->objects_count = number + 1;
    return made;
}

static void unlink_object(block *block, const object *object) {
    uint32_t number = il_object_number(object) + 1;
    uint32_t *link = &block->objects;
    while (*link != number) {
        assert(*link != 0);
        link = &il_objects[*link - 1].next;
    }
    *link = object->next;
}

object *il_object_find(uintptr_t address) {
    const block *block = il_block_find(address, false);
    return block != NULL ? find_in(block, address) : NULL;
}

object *il_object_renew(uintptr_t address, il_kind kind, uintptr_t pc) {
    block *block = il_block_find(address, true);
    object *known = find_in(block, address);
    /* A new one, because steps and waiting threads may still speak of the old one. */
    if (known != NULL) unlink_object(block, known);
    object *made = object_make(block, address, kind, pc);
    made->is_initialised = true;
    return made;
}

static bool is_mutex(il_kind kind) { return kind >= IL_MUTEX && kind <= IL_SWIFT_MUTEX; }

/* An atomic is whatever else lies there as well: a lock word may be read as one. */
static bool is_plain(il_kind kind) { return kind == IL_ATOMIC || kind == IL_EDGE || kind == IL_FUTEX; }

object *il_object_at(uintptr_t address, il_kind kind, uintptr_t pc) {
    block *block = il_block_find(address, true);
    object *known = find_in(block, address);
    if (known == NULL) return object_make(block, address, kind, pc);
    if (known->is_destroyed) {
        if (!is_plain(kind)) il_destroyed(known, pc);
    } else if (known->kind == kind || is_plain(kind)) {
        return known;
    } else if (is_plain(known->kind) || (is_mutex(known->kind) && is_mutex(kind))) {
        known->kind = (uint8_t)kind;
        il_engine.trace->objects[il_object_number(known)].kind = kind;
        return known;
    }
    unlink_object(block, known);
    return object_make(block, address, kind, pc);
}

/* ---- Forgetting */

static void forget_object(block *block, object *object) {
    /* A condition may go as soon as its waiters have been signalled; they still hold this one here. */
    if (object->waiters != 0 && object->kind != IL_CONDITION && object->kind != IL_ATOMIC) {
        thread_mask others = object->waiters & ~mask_of(il_engine.current->number);
        if (others != 0) il_destroyed(object, 0);
    }
    unlink_object(block, object);
}

static void forget_objects(block *block, uintptr_t address, size_t size) {
    uint32_t next = block->objects;
    while (next != 0) {
        object *object = &il_objects[next - 1];
        next = object->next;
        if (object->address - address < size) forget_object(block, object);
    }
}

static void forget_in(block *block, uintptr_t address, size_t size) {
    uintptr_t block_start = block->number * BLOCK_BYTES, block_end = block_start + BLOCK_BYTES;
    uintptr_t start = address > block_start ? address : block_start;
    uintptr_t end = address + size < block_end ? address + size : block_end;
    if (start >= end) return;
    il_records_drop(
        block, (unsigned)((start - block_start) / 8), (unsigned)((end - 1 - block_start) / 8));
    if (block->objects != 0) forget_objects(block, start, end - start);
}

void il_forget(uintptr_t address, size_t size) {
    il_enter();
    if (size == 0 || il_engine.blocks_count == 0) return;
    assert(address + size > address);
    uintptr_t first = address / BLOCK_BYTES, last = (address + size - 1) / BLOCK_BYTES;
    if (last - first >= il_engine.blocks_count) {
        for (uint32_t i = 0; i < il_engine.blocks_count; i++) forget_in(blocks[i], address, size);
        return;
    }
    for (uintptr_t number = first; number <= last; number++) {
        block *block = il_block_find(number * BLOCK_BYTES, false);
        if (block != NULL) forget_in(block, address, size);
    }
}

void il_objects_overwritten(uintptr_t address, size_t size) {
    block *block = il_block_find(address, false);
    uint32_t next = block != NULL ? block->objects : 0;
    while (next != 0) {
        object *object = &il_objects[next - 1];
        next = object->next;
        if (object->is_destroyed && object->address - address < size) unlink_object(block, object);
    }
}
