/* Any of those that can go on, each time anew. */
#include "strategy.h"

static uint64_t state;
static uint32_t extra_odds;

static void begin(const il_config *config) {
    state = config->seed;
    extra_odds = il_extra_odds(&state);
}

static void made(int thread, unsigned peers) { (void)thread, (void)peers; }

static choice choose(const situation *situation) {
    choice extra;
    if (il_choose_extra(situation, &state, extra_odds, &extra)) return extra;
    return (choice){random_of(&state, situation->candidates), IL_NORMAL};
}

static bool finishes(void) { return random_below(&state, 2) == 0; }

const strategy il_strategy_random = {.begin = begin, .made = made, .choose = choose, .finishes = finishes};
