/* Partial-order sampling: every next operation has a random priority, the highest goes first, and those
   that do not commute with it draw again. Orders that differ only in operations that commute are not
   sampled twice as often: Yuan, Yang, Gu, CAV 2018. */
#include "strategy.h"

static uint64_t state;
static uint32_t extra_odds;
static uint64_t priorities[IL_THREADS_MAX];

static void begin(const il_config *config) {
    state = config->seed;
    extra_odds = il_extra_odds(&state);
}

static void made(int thread, unsigned peers) {
    (void)peers;
    priorities[thread] = splitmix64(&state);
}

static choice choose(const situation *situation) {
    choice extra;
    if (il_choose_extra(situation, &state, extra_odds, &extra)) return extra;
    int best = mask_first(situation->candidates);
    thread_mask left = situation->candidates & (situation->candidates - 1);
    for (; left != 0; left &= left - 1) {
        int thread = mask_first(left);
        if (priorities[thread] > priorities[best]) best = thread;
    }
    priorities[best] = splitmix64(&state);
    for (left = il_conflicting(best); left != 0; left &= left - 1) {
        priorities[mask_first(left)] = splitmix64(&state);
    }
    return (choice){best, IL_NORMAL};
}

static bool finishes(void) { return random_below(&state, 2) == 0; }

const strategy il_strategy_pos = {.begin = begin, .made = made, .choose = choose, .finishes = finishes};
