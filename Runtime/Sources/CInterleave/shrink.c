/* From a schedule that fails to one that is easier to follow: with fewer threads interrupted. First a glance at the schedules
   that cost least: in a small program the minimum is among them, and one that does not fail costs less than one that does,
   behind which the process may have to be made anew. Then by small steps: where a thread is interrupted, A B C A, what runs in
   between is tried after or before it all. Then by leaving out runs, many at once, then fewer: their threads go on when
   nothing else is asked for. Both end where nothing helps alone; so the search in order goes on, of all schedules that cost
   less. If that comes to its end, what is left is a minimum. */
#define _GNU_SOURCE
#include "search.h"

#include <sys/mman.h>

typedef enum phase { REPRODUCE, GLANCE, STEPS, CUTS, SEARCH, DONE } phase;

static const uint32_t GLANCES_MAX = 64;

struct il_shrink {
    il_shrink_options options;
    phase phase;
    bool is_noted;
    il_shrunk best;
    uint32_t cut; /* runs that are left out at once, from `at` on */
    uint32_t at, next; /* runs of one thread, others of it not between them */
    bool has_cut; /* since the last round of steps */
    bool tries_before; /* what is between them before both, else after them */
    uint32_t candidate_count;
    uint32_t glances_count;
    bool is_searching, has_searched; /* `search` has begun, and has nothing left that costs less */
    /* What the search in order does not go through: schedules beyond a limit, those in which threads spin instead of
       waiting, those in which others end with thread 0. */
    bool misses_some;
    il_search *search;
    il_config config;
    il_run runs[IL_RUNS_MAX]; /* of the best */
    il_run candidate[IL_RUNS_MAX];
};

/* As a search is made: a process that runs schedules in its own may be followed by another one. */
il_shrink *il_shrink_create(const il_shrink_options *options) {
    int flags = MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE;
    void *memory = mmap(NULL, sizeof(il_shrink), PROT_READ | PROT_WRITE, flags, -1, 0);
    if (memory == MAP_FAILED) return NULL;
    il_shrink *shrink = memory;
    const il_search_options bounded = {.strategy = IL_STRATEGY_PREEMPTION_BOUNDED};
    shrink->search = il_search_create(&bounded);
    if (shrink->search == NULL) {
        munmap(memory, sizeof(il_shrink));
        return NULL;
    }
    il_shrink_restart(shrink, options);
    return shrink;
}

void il_shrink_restart(il_shrink *shrink, const il_shrink_options *options) {
    assert(options != NULL && (options->runs != NULL || options->runs_count == 0));
    shrink->options = *options;
    shrink->phase = REPRODUCE;
    shrink->is_noted = true;
    shrink->is_searching = shrink->has_searched = shrink->misses_some = false;
    shrink->best = (il_shrunk){.runs = NULL};
    shrink->at = shrink->next = shrink->glances_count = 0;
    shrink->tries_before = shrink->has_cut = false;
}

void il_shrink_destroy(il_shrink *shrink) {
    if (shrink == NULL) return;
    il_search_destroy(shrink->search);
    munmap(shrink, sizeof *shrink);
}

/* As a bounded search counts it. */
static uint32_t cost_of(const il_trace *trace) {
    return trace->preemptions_count + trace->spurious_count + trace->timeouts_count;
}

/* Whether a schedule is of a kind that a search in order does not come by. */
static bool is_missed(const il_trace *trace) {
    bool is_long = trace->points_count > IL_CHOICES_MAX || trace->outcome == IL_OUTCOME_STEP_LIMIT
        || trace->outcome == IL_OUTCOME_TOO_BIG;
    bool is_restless = trace->runs_count > 0 && trace->runs[0].variant == IL_RESTLESS;
    if (is_long || is_restless) return true;
    bool has_first_ended = trace->threads_count > 0 && trace->threads[0].has_ended, lives_another = false;
    for (uint32_t i = 1; i < trace->threads_count; i++) lives_another |= !trace->threads[i].has_ended;
    if (!has_first_ended || !lives_another) return false;
    for (uint32_t i = 0; i < trace->runs_count; i++) {
        if (trace->runs[i].variant == IL_FINISH) return false;
    }
    return true;
}

static void adopt(il_shrink *shrink, const il_trace *trace) {
    assert(trace->runs_count <= IL_RUNS_MAX);
    if (is_missed(trace)) shrink->misses_some = true;
    for (uint32_t i = 0; i < trace->runs_count; i++) shrink->runs[i] = trace->runs[i];
    shrink->best.runs = shrink->runs;
    shrink->best.runs_count = trace->runs_count;
    shrink->best.cost = cost_of(trace);
}

/* ---- Cuts (after Zeller and Hildebrandt, TSE 2002) */

/* False: none helps any more. Run 0 stays: a schedule begins with thread 0. */
static bool next_cut(il_shrink *shrink) {
    uint32_t count = shrink->best.runs_count;
    while (shrink->at >= count && shrink->cut > 1) {
        shrink->cut /= 2;
        shrink->at = 1;
    }
    if (shrink->at >= count) return false;
    uint32_t end = shrink->at + shrink->cut < count ? shrink->at + shrink->cut : count;
    shrink->candidate_count = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (i < shrink->at || i >= end) shrink->candidate[shrink->candidate_count++] = shrink->runs[i];
    }
    return true;
}

/* ---- Steps */

/* The next run of the thread of `at`, if it goes on there by itself; 0: there is none. */
static uint32_t end_of_interruption(const il_shrink *shrink, uint32_t at) {
    const il_run *runs = shrink->runs;
    if (runs[at].variant == IL_FINISH) return 0;
    for (uint32_t i = at + 1; i < shrink->best.runs_count; i++) {
        if (runs[i].thread == runs[at].thread) return runs[i].variant == IL_NORMAL && i > at + 1 ? i : 0;
        if (runs[i].variant == IL_FINISH) return 0;
    }
    return 0;
}

static void write_candidate(il_shrink *shrink) {
    const il_run *runs = shrink->runs;
    uint32_t at = shrink->at, next = shrink->next, count = 0;
    il_run whole = runs[at];
    whole.events += runs[next].events;
    for (uint32_t i = 0; i < at; i++) shrink->candidate[count++] = runs[i];
    if (!shrink->tries_before) shrink->candidate[count++] = whole;
    for (uint32_t i = at + 1; i < next; i++) shrink->candidate[count++] = runs[i];
    if (shrink->tries_before) shrink->candidate[count++] = whole;
    for (uint32_t i = next + 1; i < shrink->best.runs_count; i++) shrink->candidate[count++] = runs[i];
    assert(count == shrink->best.runs_count - 1);
    shrink->candidate_count = count;
}

/* False: all have been tried. */
static bool next_step(il_shrink *shrink) {
    for (; shrink->at + 2 < shrink->best.runs_count; shrink->at++) {
        /* A schedule begins with thread 0. */
        shrink->next = end_of_interruption(shrink, shrink->at);
        if (shrink->next != 0 && !(shrink->tries_before && shrink->at == 0)) {
            write_candidate(shrink);
            return true;
        }
        shrink->tries_before = false;
    }
    return false;
}

static void pass_step(il_shrink *shrink) {
    if (shrink->tries_before) shrink->at++;
    shrink->tries_before = !shrink->tries_before;
}

/* ---- What is run next */

static void replay(il_shrink *shrink, const il_run *runs, uint32_t count) {
    const il_shrink_options *options = &shrink->options;
    shrink->config = (il_config){
        .strategy = IL_STRATEGY_REPLAY,
        .program_seed = options->program_seed,
        .spurious_max = options->spurious_max,
        .timeouts_max = options->timeouts_max,
        .end = options->end,
        .judges_leaks = options->judges_leaks,
        .runs = runs,
        .runs_count = count,
    };
}

/* False: all that cost less have been tried. */
static bool next_in_order(il_shrink *shrink) {
    const il_shrink_options *options = &shrink->options;
    il_search_options bounded = {
        .strategy = IL_STRATEGY_PREEMPTION_BOUNDED,
        .seed = options->program_seed,
        .schedules_max = options->schedules_max,
        .bound_max = shrink->best.cost,
        .spurious_max = options->spurious_max,
        .timeouts_max = options->timeouts_max,
        .end = options->end,
        .judges_leaks = options->judges_leaks,
    };
    if (shrink->best.cost == 0) {
        shrink->best.is_minimum = true;
        return false;
    }
    if (shrink->has_searched) return false;
    if (!shrink->is_searching) il_bounded_restart(shrink->search, &bounded);
    shrink->is_searching = true;
    bool is_more = il_search_next(shrink->search, &shrink->config) && shrink->search->bound < shrink->best.cost;
    shrink->has_searched = !is_more;
    shrink->best.is_minimum = !is_more && !shrink->misses_some;
    return is_more;
}

/* Steps and cuts in turn, as long as cuts help. */
static void leave(il_shrink *shrink) {
    bool begins_cuts = shrink->phase == STEPS && shrink->best.cost > 0;
    bool begins_steps = shrink->phase == CUTS && shrink->has_cut;
    shrink->phase = begins_cuts ? CUTS : begins_steps ? STEPS : SEARCH;
    shrink->has_cut = shrink->tries_before = false;
    shrink->at = begins_cuts ? 1 : 0;
    shrink->cut = shrink->best.runs_count / 2 > 0 ? shrink->best.runs_count / 2 : 1;
}

bool il_shrink_next(il_shrink *shrink, il_config *config) {
    assert(shrink->is_noted && config != NULL);
    bool is_over = shrink->best.schedules_count >= shrink->options.schedules_max;
    if (is_over || shrink->phase == DONE) return false;
    if (shrink->phase == REPRODUCE) replay(shrink, shrink->options.runs, shrink->options.runs_count);
    if (shrink->phase == GLANCE) {
        bool is_more = shrink->glances_count++ < GLANCES_MAX && next_in_order(shrink);
        if (!is_more) shrink->phase = STEPS;
    }
    bool is_small = false;
    while (!is_small && (shrink->phase == STEPS || shrink->phase == CUTS)) {
        is_small = shrink->phase == STEPS ? next_step(shrink) : next_cut(shrink);
        if (is_small) replay(shrink, shrink->candidate, shrink->candidate_count);
        else leave(shrink);
    }
    if (shrink->phase == SEARCH && !next_in_order(shrink)) {
        shrink->phase = DONE;
        return false;
    }
    shrink->config.looks_long = shrink->options.looks_long;
    *config = shrink->config;
    shrink->best.schedules_count++;
    shrink->is_noted = false;
    return true;
}

void il_shrink_note(il_shrink *shrink, const il_trace *trace, bool fails_alike) {
    assert(!shrink->is_noted && trace != NULL);
    shrink->is_noted = true;
    bool fails = fails_alike && trace->runs_count <= IL_RUNS_MAX;
    uint32_t cost = cost_of(trace);
    il_shrunk *best = &shrink->best;
    bool is_better =
        fails && (cost < best->cost || (cost == best->cost && trace->runs_count < best->runs_count));
    switch (shrink->phase) {
    case REPRODUCE:
        shrink->phase = fails ? GLANCE : DONE;
        best->was_reproduced = fails;
        if (fails) adopt(shrink, trace);
        return;
    case CUTS:
        if (is_better) adopt(shrink, trace);
        else shrink->at += shrink->cut;
        shrink->has_cut |= is_better;
        return;
    case STEPS:
        if (is_better) {
            adopt(shrink, trace);
            shrink->at = 0;
            shrink->tries_before = false;
        } else {
            pass_step(shrink);
        }
        return;
    case GLANCE:
    case SEARCH:
        il_search_note(shrink->search, trace);
        if (is_missed(trace) || !trace->was_replayed_exactly) shrink->misses_some = true;
        /* The search goes from what costs least upwards: the first is the best. */
        if (!fails || cost >= best->cost) return;
        adopt(shrink, trace);
        best->is_minimum = !shrink->misses_some;
        shrink->phase = shrink->phase == GLANCE ? STEPS : DONE;
        return;
    case DONE: return;
    }
}

const il_shrunk *il_shrink_result(const il_shrink *shrink) { return &shrink->best; }
