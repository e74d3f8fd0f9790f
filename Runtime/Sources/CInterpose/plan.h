/* What is run of a scenario, one schedule after another: all orders, or samples where there are too many; what makes
   a finding shorter; all orders once more, to count in how many of them it comes about. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "CInterpose.h"
#include "found.h"

typedef enum plan_phase {
    PLAN_PROVING,
    PLAN_SAMPLING,
    PLAN_COUNTING,
    PLAN_REPLAYING,
    PLAN_DONE,
} plan_phase;

enum {
    PLAN_SEARCHES = PLAN_DONE,
    PLAN_SEEN_MAX = FOUND_MAX,
};

/* Something that was found, and how many of the orders show it. */
typedef struct plan_sight {
    failure failure;
    uint64_t shown;
} plan_sight;

/* Lies in memory that the processes of schedules share. */
typedef struct plan {
    plan_phase phase;
    bool is_out; /* `config` is to be run, or is being run */
    bool is_shortening; /* it is one of those that make a finding shorter */
    bool has_failed; /* something was found that ends the search */
    bool is_counted; /* `shown` is of all orders there are: `orders` */
    uint64_t schedules, limited; /* run to find something, and of them cut at a limit */
    uint64_t done[PLAN_SEARCHES], cost[PLAN_SEARCHES]; /* schedules of each phase, and what they cost */
    bool has_ended[PLAN_SEARCHES]; /* its search has no further schedule */
    uint64_t orders; /* of the phase so far, each of another class */
    uint32_t failed_line; /* of the test's own check that ended the search */
    uint32_t seen_count;
    plan_sight seen[PLAN_SEEN_MAX]; /* in the order in which they are told */
    il_config config;
    told_races told;
    il_search *searches[PLAN_SEARCHES];
    il_run replayed[IL_RUNS_MAX];
    found_frame frame;
    found found;
} plan;

/* In the test's process. `plan` is zero but for `frame.lines`, `frame.line_bytes` and `frame.tell`. Null, or what is
   wrong in English. */
const char *ip_plan_begin(plan *plan, const ip_scenario *scenario);
void ip_plan_end(plan *plan);

/* Sets `config` to the next schedule, with `is_out`. False: there is nothing left to run. */
bool ip_plan_next(plan *plan, const ip_scenario *scenario);

/* What came of the schedule that was out; `failure` is null if it was ended for being too long, `cost` is what it
   has cost besides its events. */
void ip_plan_note(plan *plan, const failure *failure, uint64_t cost);

/* What came of a schedule that cannot be had again, or is none of the plan's: it is told as it was seen, and ends
   the search. */
void ip_plan_take(plan *plan, const failure *failure);

/* Nothing more can be run: what is not told yet is told as it was seen. */
void ip_plan_give_up(plan *plan);

/* What the orders come to. */
void ip_plan_proof(const plan *plan, il_proof *proof);
