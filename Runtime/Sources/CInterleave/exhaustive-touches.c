/* What operations have to do with each other. */
#include "exhaustive.h"

static char budget; /* of wakes that nobody caused: each one leaves less to the others */

static bool is_read_of(int thread, const operation *operation) {
    const object *object = operation->object;
    switch ((operation_kind)operation->kind) {
    case OP_READ_LOCK:
    case OP_BARRIER: return true;
    case OP_ONCE: return object->count == ONCE_DONE;
    case OP_RUN: return object->kind == IL_RWLOCK && operation->action == IL_UNLOCK && object->owner != thread;
    case OP_LOCK:
    case OP_WRITE_LOCK:
    case OP_WAKE:
    case OP_SEMAPHORE:
    case OP_JOIN:
    case OP_FUTEX:
    case OP_AWAIT:
    case OP_FINISH: return false;
    }
    return false;
}

unsigned il_reaches_of(int thread, bool is_extra, reach *reaches) {
    const operation *operation = &il_threads[thread].operation;
    unsigned count = 0;
    if (operation->memory != 0) {
        reaches[count++] = (reach){
            .address = operation->memory, .size = operation->size, .is_read = operation->is_read};
    }
    if (operation->object != NULL) {
        reaches[count++] = (reach){
            .address = operation->object->address, .object = operation->object, .size = 1,
            .is_read = is_read_of(thread, operation)};
    }
    if (operation->mutex != NULL) {
        reaches[count++] =
            (reach){.address = operation->mutex->address, .object = operation->mutex, .size = 1};
    }
    if (is_extra) reaches[count++] = (reach){.address = (uintptr_t)&budget, .size = 1};
    assert(count <= REACHES_MAX);
    return count;
}

bool il_are_independent(const reach *some, unsigned some_count, const reach *others, unsigned others_count) {
    for (unsigned i = 0; i < some_count; i++) {
        for (unsigned j = 0; j < others_count; j++) {
            if (some[i].is_read && others[j].is_read) continue;
            bool overlap = some[i].address - others[j].address < others[j].size
                || others[j].address - some[i].address < some[i].size;
            if (overlap) return false;
        }
    }
    return true;
}

/* What of an object decides whether somebody can go on: for locks, bits of being free. */
uint32_t il_state_of(const object *object, int thread) {
    switch ((il_kind)object->kind) {
    case IL_MUTEX:
    case IL_RECURSIVE_MUTEX:
    case IL_ERRORCHECK_MUTEX:
    case IL_SPIN:
    case IL_SWIFT_MUTEX: return object->owner < 0;
    case IL_RWLOCK:
        return (uint32_t)(object->owner < 0) | (uint32_t)(object->readers == 0) << 1
            | (uint32_t)mask_has(object->readers, thread) << 2;
    case IL_CONDITION: {
        thread_mask credited = 0;
        for (const credit *credit = object->credits; credit != NULL; credit = credit->next) {
            credited |= credit->threads;
        }
        return (uint32_t)credited;
    }
    case IL_SEMAPHORE: return object->count;
    case IL_BARRIER: return object->round;
    case IL_ONCE: return object->count != ONCE_RUNNING;
    case IL_VARIABLE:
    case IL_ATOMIC:
    case IL_FUTEX:
    case IL_EDGE:
    case IL_THREAD: return 0;
    }
    return 0;
}

uint32_t *il_touch_head(uintptr_t address, bool makes) {
    block *block = il_block_find(address, makes);
    if (block == NULL) return NULL;
    if (block->touches == NULL) {
        if (!makes) return NULL;
        block->touches = il_arena_take(BLOCK_WORDS * sizeof *block->touches);
    }
    return &block->touches[address % BLOCK_BYTES / 8];
}

bool il_touches_add(il_tree *tree, const reach *reach) {
    event *event = &tree->events[tree->depth];
    uintptr_t address = reach->address;
    size_t left = reach->size < IL_RANGE_BYTES_MAX ? reach->size : IL_RANGE_BYTES_MAX;
    uint32_t state = reach->object != NULL ? il_state_of(reach->object, thread_of(event->transition)) : 0;
    while (left > 0) {
        if (tree->touches_count == TREE_TOUCHES_MAX) return false;
        unsigned first = address % 8;
        unsigned count = left < 8 - first ? (unsigned)left : 8 - first;
        uint32_t *head = il_touch_head(address, true);
        tree->touches[tree->touches_count] = (touch){
            .prev = *head, .prev_write = tree->touches[*head].is_read ? tree->touches[*head].prev_write : *head,
            .state = state, .event = (uint16_t)tree->depth,
            .bytes = (uint8_t)(((1u << count) - 1) << first), .is_read = reach->is_read};
        *head = tree->touches_count++;
        event->touches_count++;
        address += count;
        left -= count;
    }
    return true;
}
