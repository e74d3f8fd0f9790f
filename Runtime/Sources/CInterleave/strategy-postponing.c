/* Postponing: threads that come to one chosen place wait there until nobody else can go on. So many threads
   come to stand between the same two steps, or one of many stays there while all others go by; with the right
   place the chance of that does not fall with the number of threads and steps. After active testing: Sen,
   Race directed random testing of concurrent programs, PLDI 2008; Joshi, Park, Sen, Naik, A randomized
   dynamic program analysis technique for detecting real deadlocks, PLDI 2009. There the place comes from an
   analysis; here it is one of those that earlier schedules have come to (gates.c). */
#include "strategy.h"

enum {
    PASSES_LOG2_MAX = 8, /* at most 2^8 arrivals go by before the first is held */
};

static uint64_t state;
static uint32_t extra_odds;
static uint64_t priorities[IL_THREADS_MAX];
static uint64_t lowest;
static uintptr_t gate;
static uint32_t passes_left; /* so many arrivals are not held */
static int held_max;
static bool wanders; /* others go on in any order; else by priorities */
static bool opens; /* once nobody else can go on, for good; else one thread is let through each time */
static thread_mask held, passing; /* that stand at the gate */

static void begin(const il_config *config) {
    state = config->seed;
    extra_odds = il_extra_odds(&state);
    gate = config->gate;
    bool holds_all = random_below(&state, 2) == 0;
    held_max = holds_all ? IL_THREADS_MAX : 1;
    bool holds_first = random_below(&state, 2) == 0;
    passes_left = holds_first ? 0 : random_below(&state, 2u << random_below(&state, PASSES_LOG2_MAX));
    opens = random_below(&state, 2) == 0;
    wanders = random_below(&state, 2) == 0;
    held = passing = 0;
    lowest = UINT32_MAX;
}

static void made(int thread, unsigned peers) {
    (void)peers;
    priorities[thread] = (splitmix64(&state) >> 1) | 1ull << 40;
}

static void arrive(int thread) {
    thread_mask own = mask_of(thread);
    if (passes_left > 0) {
        passes_left--;
        passing |= own;
    } else if (mask_count(held) < held_max) {
        held |= own;
    } else {
        passing |= own;
    }
}

static int highest(thread_mask mask) {
    int best = mask_first(mask);
    for (thread_mask left = mask & (mask - 1); left != 0; left &= left - 1) {
        int thread = mask_first(left);
        if (priorities[thread] > priorities[best]) best = thread;
    }
    return best;
}

static int next_of(thread_mask candidates) {
    thread_mask arriving = candidates & ~(held | passing);
    for (thread_mask left = gate != 0 ? arriving : 0; left != 0; left &= left - 1) {
        int thread = mask_first(left);
        if (il_place_of(thread) == gate) arrive(thread);
    }
    assert((held & passing) == 0);
    thread_mask free = candidates & ~held;
    if (free != 0) return wanders ? random_of(&state, free) : highest(free);
    if (opens) {
        gate = 0;
        held = 0;
    }
    return random_of(&state, candidates);
}

static choice choose(const situation *situation) {
    choice extra;
    /* It may be waiting for others in a way that nobody can see. */
    if (situation->is_long) priorities[situation->current] = lowest--;
    if (il_choose_extra(situation, &state, extra_odds, &extra)) return extra;
    int thread = next_of(situation->candidates);
    held &= ~mask_of(thread);
    passing &= ~mask_of(thread);
    return (choice){thread, IL_NORMAL};
}

static bool finishes(void) { return random_below(&state, 2) == 0; }

const strategy il_strategy_postponing = {
    .begin = begin, .made = made, .choose = choose, .finishes = finishes};
