/* Probabilistic concurrency testing: each thread gets a random priority, the highest one that can goes on;
   at depth-1 random points the running thread falls below all others. Finds a bug of that depth with
   probability 1/(n·k^(depth-1)), n threads, k points: Burckhardt, Kothari, Musuvathi, Nagarakatte, ASPLOS
   2010.

   Leader PCT is for programs in which many threads do the same: of those with the same function one keeps its
   priority, the others stay low, and leaders fall early: at points drawn near the start, or after so many
   points of their own. Then a bug that needs one of a hundred stopped at the right place no longer hides behind
   the other ninety-nine. And one that needs all of them at the same place is met by gathering: every thread
   stops after so many points of its own until all others have come as far as they can. */
#include "strategy.h"

enum {
    DEPTH_MAX = 16,
    /* Above all that threads fall to. */
    PRIORITY_BASE = 1 << 8,
};

static uint64_t state;
static uint32_t extra_odds;
static uint64_t priorities[IL_THREADS_MAX];
static uint32_t changes[DEPTH_MAX]; /* points, in any order */
static uint32_t changes_count;
static uint32_t falls; /* how often a thread has fallen by itself */
static bool leads; /* leader PCT */
static bool leader_changes; /* the leader may be a later one than the first of its kind */

/* How a schedule of leader PCT goes. */
static enum style { EARLY, OWN, GATHER } style;
static uint32_t points_left[IL_THREADS_MAX]; /* OWN: until the thread falls; 0: it does not */
static uint32_t points_made[IL_THREADS_MAX]; /* GATHER: that it was chosen at */
static uint32_t gather_at;
static int leaders[IL_THREADS_MAX]; /* for each thread that is first of its kind, who leads */

/* Nobody knows how long a thread will be: as likely up to 2 as up to 32. */
static uint32_t own_points(void) {
    enum { DOUBLINGS = 5 };
    return 1 + random_below(&state, 2u << random_below(&state, DOUBLINGS));
}

/* A leader falls in half of the schedules, thread 0, which makes the others, in a quarter. */
static uint32_t points_to_fall(int thread) {
    if (style != OWN || random_below(&state, thread == 0 ? 4 : 2) != 0) return 0;
    return own_points();
}

static void begin_any(const il_config *config, bool is_leading) {
    uint32_t length = config->events > 0 ? config->events : 1;
    uint32_t depth = config->depth > 0 ? config->depth : 1;
    assert(depth <= DEPTH_MAX);
    state = config->seed;
    extra_odds = il_extra_odds(&state);
    leads = is_leading;
    leader_changes = is_leading && random_below(&state, 2) == 0;
    static const enum style styles[] = {EARLY, OWN, OWN, GATHER};
    style = is_leading ? styles[random_below(&state, sizeof styles / sizeof styles[0])] : EARLY;
    gather_at = own_points();
    falls = 0;
    changes_count = style == EARLY ? depth - 1 : 0;
    for (uint32_t i = 0; i < changes_count; i++) {
        uint32_t within = is_leading ? 1 + random_below(&state, length) : length;
        changes[i] = 1 + random_below(&state, within);
    }
}

static void begin(const il_config *config) { begin_any(config, false); }
static void begin_leading(const il_config *config) { begin_any(config, true); }

static uint64_t high_priority(void) { return (splitmix64(&state) >> 8) | 1ull << 40; }
static uint64_t low_priority(void) { return PRIORITY_BASE + random_below(&state, 1 << 24); }

static void made(int thread, unsigned peers) {
    priorities[thread] = high_priority();
    leaders[thread] = thread;
    points_left[thread] = peers == 0 ? points_to_fall(thread) : 0;
    points_made[thread] = 0;
    if (!leads || peers == 0) return;
    int first = 1;
    while (il_threads[first].start != il_threads[thread].start) first++;
    int leader = leaders[first];
    bool takes_over = leader_changes && random_below(&state, peers + 1) == 0;
    if (takes_over) {
        leaders[first] = thread;
        priorities[leader] = low_priority();
        points_left[thread] = points_left[leader];
        points_left[leader] = 0;
    } else {
        priorities[thread] = low_priority();
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

/* Those that have not come to where all gather; everybody, if there are none. */
static thread_mask stragglers(thread_mask mask) {
    thread_mask found = 0;
    for (thread_mask left = mask; left != 0; left &= left - 1) {
        int thread = mask_first(left);
        if (points_made[thread] < gather_at) found |= mask_of(thread);
    }
    /* Thread 0 makes the others: it comes first. */
    if (mask_has(mask, 0)) found |= mask_of(0);
    return found != 0 ? found : mask;
}

static void fall_below_all(int thread) {
    falls = falls < PRIORITY_BASE - DEPTH_MAX - 1 ? falls + 1 : 0;
    priorities[thread] = PRIORITY_BASE - 1 - falls;
}

static choice choose(const situation *situation) {
    choice extra;
    for (uint32_t i = 0; i < changes_count; i++) {
        if (changes[i] == situation->point) priorities[situation->current] = 1 + i;
    }
    uint32_t *left = &points_left[situation->current];
    if (*left > 0 && --*left == 0) fall_below_all(situation->current);
    /* It may be waiting for others in a way that nobody can see. */
    if (situation->is_long && random_below(&state, 2) == 0) fall_below_all(situation->current);
    if (il_choose_extra(situation, &state, extra_odds, &extra)) return extra;
    thread_mask candidates = situation->candidates;
    if (style == GATHER) candidates = stragglers(candidates);
    int next = highest(candidates);
    points_made[next]++;
    return (choice){next, IL_NORMAL};
}

static bool finishes(void) { return random_below(&state, 2) == 0; }

const strategy il_strategy_pct = {.begin = begin, .made = made, .choose = choose, .finishes = finishes};
const strategy il_strategy_leader_pct = {
    .begin = begin_leading, .made = made, .choose = choose, .finishes = finishes};
