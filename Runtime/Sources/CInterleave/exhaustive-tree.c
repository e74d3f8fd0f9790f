/* From one execution of an exhaustive search to the next. */
#define _GNU_SOURCE
#include "exhaustive.h"

#include <sys/mman.h>

/* Shared, so that an execution in a forked child leaves there what the next one needs. */
il_tree *il_tree_create(void) {
    void *memory = mmap(
        NULL, sizeof(il_tree), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return memory != MAP_FAILED ? memory : NULL;
}

void il_tree_destroy(il_tree *tree) {
    if (tree != NULL) munmap(tree, sizeof *tree);
}

/* The last node with a branch left to take; false: there is none. */
static bool advance(il_tree *tree) {
    while (tree->depth > 0) {
        event *event = &tree->events[tree->depth - 1];
        event->done |= (transitions)1 << event->transition;
        transitions left = event->wanted & event->enabled & ~event->done & ~event->sleeping;
        if (left != 0) {
            event->transition = (uint8_t)__builtin_ctzll((left & EXTRAS) != 0 ? left & EXTRAS : left);
            return true;
        }
        tree->depth--;
    }
    return false;
}

/* Such an end leaves operations undone that would have told of further orders. */
static bool is_cut_short(const il_trace *trace) {
    switch ((il_outcome)trace->outcome) {
    case IL_OUTCOME_ENDED:
    case IL_OUTCOME_DEADLOCK:
    case IL_OUTCOME_LOST_WAKEUP:
    case IL_OUTCOME_LEAKED_THREAD: return false;
    case IL_OUTCOME_RUNNING:
    case IL_OUTCOME_LIVELOCK:
    case IL_OUTCOME_DESTROYED_LOCK:
    case IL_OUTCOME_STEP_LIMIT:
    case IL_OUTCOME_TOO_BIG: return true;
    }
    return true;
}

void il_tree_note(il_tree *tree, const il_trace *trace) {
    assert(!tree->is_done);
    if (tree->is_redundant) tree->redundant++;
    else tree->executions++;
    if (tree->depth > tree->events_max) tree->events_max = tree->depth;
    if (is_cut_short(trace)) tree->gaps |= IL_GAP_CUT_SHORT;
    /* It does not do the same again: what is known of the last execution says nothing about the next one. */
    bool has_diverged = (tree->gaps & IL_GAP_DIVERGED) != 0;
    tree->is_done = has_diverged || !advance(tree);
    tree->prefix = tree->depth;
}

static uint64_t mix(uint64_t hash, uint64_t word) {
    hash = (hash ^ word) * 0x9E3779B97F4A7C15ull;
    return hash ^ (hash >> 29);
}

/* The sum over all events of what happens before each: the same in whatever order they ran. */
uint64_t il_tree_class(const il_tree *tree) {
    uint64_t sum = tree->depth;
    for (uint32_t i = 0; i < tree->depth; i++) {
        const event *event = &tree->events[i];
        uint64_t hash = mix(1, event->transition);
        for (int thread = 0; thread < TREE_LANES; thread++) {
            hash = mix(hash, (uint64_t)(uint16_t)event->seen.of[thread]);
        }
        sum += hash;
    }
    return sum;
}
