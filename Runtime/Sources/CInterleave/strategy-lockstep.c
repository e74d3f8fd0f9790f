/* Lockstep: the thread that has not run for longest makes one step; now and then any other does. Threads that
   do the same come to each place together, which random orders of many threads do not: ten threads stand
   between the same two locks in about one of 100,000 schedules of partial-order sampling, n ((n-1)!)^2 /
   (2n-1)! for n threads. */
#include "strategy.h"

enum {
    STRAY_ODDS = 16, /* once in so many steps any thread is taken */
};

static uint64_t state;
static uint32_t extra_odds;
static uint32_t last_run[IL_THREADS_MAX]; /* point at which it last ran; 0: never */

static void begin(const il_config *config) {
    state = config->seed;
    extra_odds = il_extra_odds(&state);
}

static void made(int thread, unsigned peers) {
    (void)peers;
    last_run[thread] = 0;
}

static choice choose(const situation *situation) {
    choice extra;
    last_run[situation->current] = situation->point;
    if (il_choose_extra(situation, &state, extra_odds, &extra)) return extra;
    thread_mask candidates = situation->candidates;
    if (random_below(&state, STRAY_ODDS) == 0) return (choice){random_of(&state, candidates), IL_NORMAL};
    int best = mask_first(candidates);
    for (thread_mask left = candidates & (candidates - 1); left != 0; left &= left - 1) {
        int thread = mask_first(left);
        if (last_run[thread] < last_run[best]) best = thread;
    }
    assert(mask_has(candidates, best));
    return (choice){best, IL_NORMAL};
}

static bool finishes(void) { return random_below(&state, 2) == 0; }

const strategy il_strategy_lockstep = {.begin = begin, .made = made, .choose = choose, .finishes = finishes};
