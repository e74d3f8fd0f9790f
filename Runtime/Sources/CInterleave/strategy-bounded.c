/* One schedule of a search in order: the options that the search asks for, then always the first. What an
   option costs, a preemption or delays, is the search's business (bounded.c). */
#include "strategy.h"

static const uint16_t *prefix;
static uint32_t prefix_count, next;

static void begin(const il_config *config) {
    assert(config->prefix != NULL || config->prefix_count == 0);
    prefix = config->prefix;
    prefix_count = config->prefix_count;
    next = 0;
}

static void made(int thread, unsigned peers) { (void)thread, (void)peers; }

static int in_turn(const situation *situation, int index) {
    thread_mask candidates = situation->candidates, own = mask_of(situation->current);
    if (situation->could_stay) {
        if (index == 0) return situation->current;
        index--;
        candidates &= ~own;
    }
    thread_mask behind = candidates & ~(own | (own - 1));
    int behind_count = mask_count(behind);
    if (index < behind_count) return mask_at(behind, (unsigned)index);
    return mask_at(candidates & (own - 1), (unsigned)(index - behind_count));
}

static choice option(const situation *situation, int index) {
    int candidates_count = mask_count(situation->candidates);
    int spurious_count = mask_count(situation->spurious);
    if (index < candidates_count) return (choice){in_turn(situation, index), IL_NORMAL};
    index -= candidates_count;
    if (index < spurious_count) return (choice){mask_at(situation->spurious, (unsigned)index), IL_SPURIOUS};
    return (choice){mask_at(situation->timeouts, (unsigned)(index - spurious_count)), IL_TIMEOUT};
}

static choice choose(const situation *situation) {
    int count = mask_count(situation->candidates) + mask_count(situation->spurious)
        + mask_count(situation->timeouts);
    int index = next < prefix_count ? prefix[next] : 0;
    next++;
    /* The program did not do the same again: its own state outlives a schedule. */
    if (index >= count) {
        il_engine.trace->was_replayed_exactly = false;
        index = 0;
    }
    choice choice = option(situation, index);
    assert(il_option_index(situation, choice) == index);
    return choice;
}

static bool finishes(void) { return true; }

const strategy il_strategy_preemptions = {
    .begin = begin, .made = made, .choose = choose, .finishes = finishes};
const strategy il_strategy_delays = {
    .begin = begin, .made = made, .choose = choose, .finishes = finishes};
