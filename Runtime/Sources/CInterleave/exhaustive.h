/* Exhaustive search by source-DPOR with sleep sets: Abdulla, Aronis, Jonsson, Sagonas, "Optimal dynamic partial order
   reduction", POPL 2014, algorithm 1.

   Executions that differ only in the order of operations that commute form a class; the search runs one execution of
   each. It goes through a tree depth first: a node is a point at which somebody had to be chosen, its branches are
   transitions. Where two operations of an execution that has run do not commute and could have been
   the other way around, the node before the first of them gets a further branch that leads there.

   An execution is a list of events, one for each choice. The next one starts with the events of the last up to the
   node whose branch changes; these are run again, not judged again: their clocks stay. */
#pragma once

#include "strategy.h"

#pragma GCC visibility push(hidden)

enum {
    TREE_LANES = 32,
    TREE_THREADS_MAX = TREE_LANES - 1, /* the last bit is REST */
    TREE_EVENTS_MAX = IL_CHOICES_MAX,
    TREE_TOUCHES_MAX = 1 << 18,
    REACHES_MAX = 3, /* an operation has to do with a condition, its mutex and a budget at most */
};

/* A set of transitions: bit t for thread t doing what it is about to do, bit 32 + t for its being woken though
   nobody has woken it. REST: nobody can go on, and nobody is woken. */
typedef uint64_t transitions;
#define EXTRAS (~(transitions)0 << TREE_LANES)
#define REST ((transitions)1 << (TREE_LANES - 1))

/* How many events of each thread have happened, or are known to have happened. */
typedef struct ticks {
    _Alignas(64) int16_t of[TREE_LANES];
} ticks;
_Static_assert(TREE_EVENTS_MAX < INT16_MAX, "ticks count events");

/* A choice, and the event that came of it. */
typedef struct event {
    ticks seen; /* what happens before it, and itself */
    transitions enabled;
    transitions sleeping; /* lead only to classes that have been visited */
    transitions wanted; /* branches to take, and those taken */
    transitions done; /* taken, but for the current one */
    uint32_t touches; /* index of its first */
    uint16_t touches_count;
    uint8_t transition; /* its bit */
    uint32_t plans; /* of what threads would do: to notice a program that does something else the second time */
} event;

/* Something an event has to do with: some bytes of one word of memory. Objects are the byte at their address. */
typedef struct touch {
    uint32_t prev; /* the one before it at the same word; 0: none */
    uint32_t prev_write; /* the last before it that is no read */
    uint32_t state; /* of the object, before the event: see state_of */
    uint16_t event;
    uint8_t bytes; /* a bit for each of the word */
    bool is_read; /* two reads commute */
} touch;

typedef struct il_tree {
    /* Of the search */
    uint64_t executions, redundant;
    uint32_t events_max;
    uint32_t gaps; /* il_gap */
    uint32_t timeouts_max, rises_max; /* early wakes in one schedule that the program has had room for */
    uint32_t imprecise; /* races that could not be turned around as they should have been */
    bool assumes_waiting;
    bool is_done;
    uint32_t prefix; /* events to run again, the last of them with another transition */

    /* Of the execution */
    uint32_t depth; /* events so far */
    uint32_t touches_count;
    bool is_abandoned; /* the rest is run without being looked at */
    bool is_redundant;
    uint32_t awaiting; /* threads that spun at the last choice */
    transitions sleeping; /* at the next node */
    int32_t last[TREE_LANES]; /* event of each thread, or what it was made in; -1: none */
    int32_t woken[TREE_LANES]; /* event that ended the thread's spinning; -1: none */
    ticks counts;

    event events[TREE_EVENTS_MAX];
    touch touches[TREE_TOUCHES_MAX];
} il_tree;

/* What an operation has to do with. */
typedef struct reach {
    uintptr_t address;
    const object *object; /* NULL: plain memory */
    uint32_t size;
    bool is_read;
} reach;

static inline transitions transition_of(int thread, il_variant variant) {
    return (transitions)1 << (variant == IL_NORMAL ? thread : thread + TREE_LANES);
}
static inline transitions all_of(int thread) {
    return (transitions)1 << thread | (transitions)1 << (thread + TREE_LANES);
}
static inline int thread_of(unsigned transition) { return (int)(transition % TREE_LANES); }

/* Whether event `first` happens before event `second`, or is it. */
static inline bool is_before(const il_tree *tree, uint32_t first, uint32_t second) {
    const event *one = &tree->events[first];
    int thread = thread_of(one->transition);
    return one->seen.of[thread] <= tree->events[second].seen.of[thread];
}

/* How an operation comes about. */
typedef enum way {
    AS_USUAL,
    SPURIOUSLY,
    TIMED_OUT,
    COULD_TIME_OUT, /* it has come about as usual, but its time might have been up before */
    FORCED, /* nobody else could go on: it could not have come before anything */
} way;

/* ---- exhaustive-tree.c */
il_tree *il_tree_create(void);
void il_tree_destroy(il_tree *tree);
/* The execution has ended: which one is next. */
void il_tree_note(il_tree *tree, const il_trace *trace);
uint64_t il_tree_class(const il_tree *tree);

/* ---- exhaustive-touches.c */
unsigned il_reaches_of(int thread, bool is_extra, reach *reaches);
bool il_are_independent(const reach *some, unsigned some_count, const reach *others, unsigned others_count);
/* The index of the last touch of a word; 0: none. NULL if nothing is known of that stretch and it is not to be made. */
uint32_t *il_touch_head(uintptr_t address, bool makes);
/* False: there is no room. */
bool il_touches_add(il_tree *tree, const reach *reach);
uint32_t il_state_of(const object *object, int thread);

/* ---- exhaustive-races.c */
/* What happens before the next event of a thread whatever others do: fills `seen`. */
void il_base_of(const il_tree *tree, int thread, bool is_forced, ticks *seen);
/* Looks for operations that the thread's could have come before, and sets branches for them. Adds to `seen` what
   happens before its next event by what it touches. */
void il_races_turn(
    il_tree *tree, int thread, way way, const reach *reaches, unsigned reaches_count, ticks *seen);

#pragma GCC visibility pop
