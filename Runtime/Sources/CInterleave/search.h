/* What a search keeps from one schedule to the next. */
#pragma once

#include "strategy.h"

#pragma GCC visibility push(hidden)

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
    uintptr_t places[IL_PLACES_MAX]; /* seen to race */
    uint32_t places_count;
    uint32_t bound;
    uint32_t nodes_count;
    node nodes[IL_CHOICES_MAX];
    uint16_t prefix[IL_CHOICES_MAX];
    struct il_tree *tree; /* exhaustive */
};

/* bounded.c: the next prefix; false if there is none within bound_max. */
bool il_bounded_next(il_search *search);
void il_bounded_note(il_search *search, const il_trace *trace);

#pragma GCC visibility pop
