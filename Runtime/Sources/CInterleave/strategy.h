/* A strategy answers one question, which thread goes on, knowing nothing of locks: what can be
   performed and what belongs together it is told. All its chance comes from the seed of the schedule. */
#pragma once

#include "internal.h"

#pragma GCC visibility push(hidden)

typedef struct situation {
    thread_mask candidates; /* can go on; may be empty if there are extras */
    thread_mask spurious, timeouts; /* extras: can be woken though nobody has woken them */
    int current; /* that ran until now */
    bool could_stay; /* it is a candidate, and does not yield (unless the strategy is one that is told) */
    bool yields;
    bool is_long; /* it has run for a long time while others could */
    uint32_t point; /* number of this choice, from 1 */
    uint32_t run_events; /* how long it has run */
} situation;

typedef struct choice {
    int thread;
    il_variant variant;
} choice;

struct strategy {
    void (*begin)(const il_config *config);
    /* A thread came to be, thread 0 too. `peers`: earlier threads with the same function. */
    void (*made)(int thread, unsigned peers);
    /* Among at least two options. */
    choice (*choose)(const situation *situation);
    /* Thread 0 has ended: whether the others finish first (IL_END_EITHER). */
    bool (*finishes)(void);
    /* Another thread runs now, by choice or for lack of one. NULL if that does not matter. */
    void (*went)(int thread, il_variant variant);
    /* A cycle of threads has closed: whether to see what the others do all the same. NULL: never. */
    bool (*goes_on)(void);
    /* Nobody can go on, but there are extras: whether one of them is to be chosen all the same. NULL: never. */
    bool (*rouses)(const situation *situation);
    /* The others only of a strategy that sees all: it is asked at every event, also where there is one way to go on, and
       `choose` is told of threads that yield as of any other. */
    bool sees_all;
    void (*forced)(choice choice); /* nobody could go on, and this was done about it */
    void (*alone)(int thread); /* the event of a thread that no other is beside */
    void (*late)(void); /* an access is noticed that has been made already */
    void (*over)(void); /* the schedule has ended, and what threads wait for still stands */
};

extern const strategy il_strategy_random, il_strategy_pct, il_strategy_leader_pct, il_strategy_pos,
    il_strategy_preemptions, il_strategy_delays, il_strategy_replay, il_strategy_exhaustive;

/* In turn, when the rest is only to be brought to its end. */
choice il_take_turns(const situation *situation);

/* The index of a choice in the order that bounded strategies go through: to stay, then the others in turn
   from the current one on, then the extras. */
uint16_t il_option_index(const situation *situation, choice choice);

/* What threads would do next that does not commute with the next operation of this one. */
thread_mask il_conflicting(int thread);

static inline uint64_t splitmix64(uint64_t *state) {
    uint64_t z = *state += 0x9E3779B97F4A7C15ull;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
}

/* Below `bound`, which is not 0 and far below 2^32. */
static inline uint32_t random_below(uint64_t *state, uint32_t bound) {
    return (uint32_t)(((splitmix64(state) >> 32) * bound) >> 32);
}

static inline int random_of(uint64_t *state, thread_mask mask) {
    return mask_at(mask, random_below(state, (uint32_t)mask_count(mask)));
}

/* For one schedule: from once in 2 to once in 64 times, because nobody knows how many occasions there will
   be. */
uint32_t il_extra_odds(uint64_t *state);
/* Whether to take one of the extras, once in `odds` times and if there is nothing else; false: a candidate
   is to be chosen. */
bool il_choose_extra(const situation *situation, uint64_t *state, uint32_t odds, choice *choice);

#pragma GCC visibility pop
