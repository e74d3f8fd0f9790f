/* Any of those that can go on, each time anew. */
#include "strategy.h"

enum { EXTRA_ODDS = 20 };

static uint64_t state;

static void begin(const il_config *config) { state = config->seed; }

static void made(int thread, unsigned peers) { (void)thread, (void)peers; }

static choice choose(const situation *situation) {
    choice extra;
    if (il_choose_extra(situation, &state, EXTRA_ODDS, &extra)) return extra;
    return (choice){random_of(&state, situation->candidates), IL_NORMAL};
}

static bool finishes(void) { return random_below(&state, 2) == 0; }

const strategy il_strategy_random = {.begin = begin, .made = made, .choose = choose, .finishes = finishes};
