/* The same schedule again, from its runs. Where it cannot be followed (another program, or a list of runs
   that was changed) the thread that runs goes on, else the next one in turn; and the trace says so. */
#include "strategy.h"

static const il_run *runs;
static uint32_t runs_count;
static uint32_t cursor; /* run that is going on */

static void begin(const il_config *config) {
    assert(config->runs != NULL || config->runs_count == 0);
    runs = config->runs;
    runs_count = config->runs_count;
    cursor = 0;
    bool starts_right = runs_count > 0 && runs[0].thread == 0;
    if (!starts_right) il_engine.trace->was_replayed_exactly = false;
}

static void made(int thread, unsigned peers) { (void)thread, (void)peers; }

static bool can_follow(const situation *situation, const il_run *run) {
    switch ((il_variant)run->variant) {
    case IL_NORMAL: return mask_has(situation->candidates, run->thread);
    case IL_SPURIOUS: return mask_has(situation->spurious, run->thread);
    case IL_TIMEOUT: return mask_has(situation->timeouts, run->thread);
    case IL_FINISH:
    case IL_RESTLESS: return false;
    }
    return false;
}

static choice fall_back(const situation *situation) {
    thread_mask candidates = situation->candidates;
    if (situation->could_stay && !situation->yields && situation->run_events % IL_TURN_EVENTS != 0) {
        return (choice){situation->current, IL_NORMAL};
    }
    if (candidates == 0) {
        bool is_timeout = situation->timeouts != 0;
        return (choice){mask_first(is_timeout ? situation->timeouts : situation->spurious),
                        is_timeout ? IL_TIMEOUT : IL_SPURIOUS};
    }
    thread_mask own = mask_of(situation->current), behind = candidates & ~(own | (own - 1));
    return (choice){mask_first(behind != 0 ? behind : candidates), IL_NORMAL};
}

static choice choose(const situation *situation) {
    bool is_on_track = cursor < runs_count && runs[cursor].thread == situation->current;
    bool goes_on = is_on_track && situation->run_events < runs[cursor].events;
    if (goes_on && situation->could_stay) return (choice){situation->current, IL_NORMAL};
    bool ends_next = cursor + 1 < runs_count && runs[cursor + 1].variant == IL_FINISH;
    if (ends_next && is_on_track && situation->could_stay) return (choice){situation->current, IL_NORMAL};
    if (cursor + 1 < runs_count && can_follow(situation, &runs[cursor + 1])) {
        return (choice){runs[cursor + 1].thread, (il_variant)runs[cursor + 1].variant};
    }
    if (cursor + 1 < runs_count) il_engine.trace->was_replayed_exactly = false;
    return fall_back(situation);
}

static bool goes_on(void) {
    return cursor + 1 < runs_count || (cursor < runs_count && il_engine.run->events < runs[cursor].events);
}

/* Only an exhaustive search does that; but a timeout may also be one that nobody chose. */
static bool rouses(const situation *situation) {
    return cursor + 1 < runs_count && can_follow(situation, &runs[cursor + 1]);
}

static bool finishes(void) { return cursor + 1 < runs_count && runs[cursor + 1].variant == IL_FINISH; }

static void went(int thread, il_variant variant) {
    bool is_next = cursor + 1 < runs_count && runs[cursor + 1].thread == thread
        && runs[cursor + 1].variant == variant;
    if (is_next) cursor++;
    else if (cursor + 1 < runs_count) il_engine.trace->was_replayed_exactly = false;
}

const strategy il_strategy_replay = {
    .begin = begin, .made = made, .choose = choose, .finishes = finishes, .went = went, .goes_on = goes_on, .rouses = rouses};
