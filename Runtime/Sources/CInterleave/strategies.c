/* What strategies share: extras, and the order of options. */
#include "strategy.h"

uint32_t il_extra_odds(uint64_t *state) {
    enum { DOUBLINGS = 6 };
    return 2u << random_below(state, DOUBLINGS);
}

bool il_choose_extra(const situation *situation, uint64_t *state, uint32_t odds, choice *choice) {
    thread_mask extras = situation->spurious | situation->timeouts;
    if (extras == 0) return false;
    if (situation->candidates != 0 && random_below(state, odds) != 0) return false;
    int thread = random_of(state, extras);
    bool is_timeout = mask_has(situation->timeouts, thread);
    *choice = (struct choice){thread, is_timeout ? IL_TIMEOUT : IL_SPURIOUS};
    return true;
}

/* How many members of the set come before `thread` when counting starts behind `from`. */
static int place_behind(thread_mask mask, int from, int thread) {
    thread_mask up_to_from = mask_of(from) | (mask_of(from) - 1);
    thread_mask below = mask_of(thread) - 1;
    if (thread > from) return mask_count(mask & below & ~up_to_from);
    return mask_count(mask & ~up_to_from) + mask_count(mask & below);
}

uint16_t il_option_index(const situation *situation, choice choice) {
    thread_mask candidates = situation->candidates;
    int count = mask_count(candidates);
    int place = 0;
    if (choice.variant == IL_SPURIOUS) {
        place = count + mask_count(situation->spurious & (mask_of(choice.thread) - 1));
    } else if (choice.variant == IL_TIMEOUT) {
        place = count + mask_count(situation->spurious)
            + mask_count(situation->timeouts & (mask_of(choice.thread) - 1));
    } else if (!situation->could_stay) {
        place = place_behind(candidates, situation->current, choice.thread);
    } else if (choice.thread != situation->current) {
        thread_mask others = candidates & ~mask_of(situation->current);
        place = 1 + place_behind(others, situation->current, choice.thread);
    }
    assert(place >= 0 && place < UINT16_MAX);
    return (uint16_t)place;
}
