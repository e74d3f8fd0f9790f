/* What a search keeps from one schedule to the next. */
#pragma once

#include "strategy.h"

#pragma GCC visibility push(hidden)

enum {
    GATES_MAX = 256, /* further ones are not learned */
    GATE_STEPS_MAX = 8192, /* of one schedule that are looked through */
};

/* How far schedules get. */
typedef struct horizon {
    uint32_t events_max;
    uint32_t schedules_count, cut_count; /* with this limit, and ended by it */
} horizon;

/* What is known of a word of memory, or of an object, in one schedule. */
typedef struct gate_word {
    uintptr_t number;
    uint32_t generation;
    uint8_t thread; /* first that came */
    bool is_shared, is_written;
} gate_word;

/* Places at which it may matter in which order threads come: those where one has met what another
   has changed, or the reverse. */
typedef struct gates {
    uintptr_t places[GATES_MAX]; /* in the order in which they were first seen */
    uint32_t count;
    uint16_t table[GATES_MAX * 2]; /* index + 1, by the place's hash */
    uint32_t generation; /* of words */
    gate_word words[GATE_STEPS_MAX * 2];
} gates;

/* A place in the tree of schedules that a bounded search goes through. */
typedef struct node {
    il_decision decision; /* its `chosen` is the option to take */
    uint32_t spent; /* of the bound, by the choices above it */
} node;

struct il_search {
    il_search_options options;
    uint64_t schedules_count;
    uint64_t seeds; /* state */
    bool is_exhausted, is_noted;
    il_config config; /* of the schedule that is out */
    uint32_t lengths[2]; /* most scheduling points so far, for each il_points */
    horizon horizons[2]; /* for each il_points */
    uintptr_t places[IL_PLACES_MAX]; /* seen to race */
    uint32_t places_count;
    gates gates;
    /* What threads have been seen to do first, by a few steps and by some more; 0: nothing yet. */
    uint64_t kinds[2][IL_THREADS_MAX];
    /* Bounded: options of this round that cost too much, and what no round has gone through: schedules that were cut, or
       did not do the same again. */
    bool has_passed_over, has_gaps;
    bool is_over; /* bounded: nothing is left to run */
    uint32_t bound;
    uint32_t nodes_count;
    node nodes[IL_CHOICES_MAX];
    uint16_t prefix[IL_CHOICES_MAX];
    struct il_tree *tree; /* exhaustive */
};

/* gates.c: those of one more schedule. */
void il_gates_learn(gates *gates, const il_trace *trace);

/* bounded.c: the next prefix; false if there is none within bound_max. */
bool il_bounded_next(il_search *search);
void il_bounded_note(il_search *search, const il_trace *trace);
/* A search that was bounded begins another one in the same memory. */
void il_bounded_restart(il_search *search, const il_search_options *options);

#pragma GCC visibility pop
