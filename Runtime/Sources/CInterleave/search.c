/* Which schedule comes next. */
#define _GNU_SOURCE
#include "exhaustive.h"
#include "search.h"

#include <sys/mman.h>

enum {
    PCT_DEPTH = 3,
    LENGTH_FIRST = 100, /* scheduling points of a program that has not run yet */
    PATIENCE_ODDS = 8, /* once in so many schedules, threads that spin go on instead of waiting */
};

il_search *il_search_create(const il_search_options *options) {
    assert(options != NULL);
    /* Shared, so that a process that runs schedules in its own may be followed by another one. */
    int flags = MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE;
    void *memory = mmap(NULL, sizeof(il_search), PROT_READ | PROT_WRITE, flags, -1, 0);
    if (memory == MAP_FAILED) return NULL;
    il_search *search = memory;
    search->options = *options;
    search->seeds = options->seed;
    search->is_noted = true;
    if (options->strategy != IL_STRATEGY_EXHAUSTIVE) return search;
    search->tree = il_tree_create();
    if (search->tree != NULL) return search;
    il_search_destroy(search);
    return NULL;
}

void il_search_destroy(il_search *search) {
    if (search == NULL) return;
    il_tree_destroy(search->tree);
    munmap(search, sizeof *search);
}

bool il_search_is_exhausted(const il_search *search) { return search->is_exhausted; }

uint64_t il_search_schedules_count(const il_search *search) { return search->schedules_count; }

typedef struct member {
    il_strategy_kind strategy;
    il_points points;
} member;

/* In turn. No single one finds all that they find together, and eight cost at most eight times the best
   one. */
static const member mix[] = {
    {IL_STRATEGY_PCT, IL_POINTS_ALL},           {IL_STRATEGY_POS, IL_POINTS_ALL},
    {IL_STRATEGY_LEADER_PCT, IL_POINTS_PLACES}, {IL_STRATEGY_POS, IL_POINTS_PLACES},
    {IL_STRATEGY_LEADER_PCT, IL_POINTS_ALL},    {IL_STRATEGY_PCT, IL_POINTS_PLACES},
    {IL_STRATEGY_LEADER_PCT, IL_POINTS_PLACES}, {IL_STRATEGY_POS, IL_POINTS_ALL},
};

static void choose_member(il_search *search, il_config *config) {
    member member = {search->options.strategy, IL_POINTS_ALL};
    if (member.strategy == IL_STRATEGY_MIX) {
        member = mix[search->schedules_count % (sizeof mix / sizeof mix[0])];
    }
    il_points points = member.points;
    config->strategy = member.strategy;
    config->points = points;
    config->depth = PCT_DEPTH;
    config->events = search->lengths[points] > 0 ? search->lengths[points] : LENGTH_FIRST;
    config->places = search->places;
    config->places_count = search->places_count;
}

static bool is_bounded(const il_search *search) {
    return search->options.strategy == IL_STRATEGY_PREEMPTION_BOUNDED
        || search->options.strategy == IL_STRATEGY_DELAY_BOUNDED;
}

bool il_search_next(il_search *search, il_config *config) {
    const il_search_options *options = &search->options;
    assert(search->is_noted && config != NULL);
    bool is_replay = options->strategy == IL_STRATEGY_REPLAY;
    if (search->is_exhausted || (search->tree != NULL && search->tree->is_done)) return false;
    if (search->schedules_count >= (is_replay ? 1 : options->schedules_max)) return false;
    if (is_bounded(search) && !il_bounded_next(search)) {
        search->is_exhausted = true;
        return false;
    }
    *config = (il_config){
        .seed = splitmix64(&search->seeds),
        .program_seed = options->seed,
        .spurious_max = options->spurious_max,
        .timeouts_max = options->timeouts_max,
        .end = options->end,
        .judges_leaks = options->judges_leaks,
        .keeps_decisions = is_bounded(search),
        .prefix = search->prefix,
        .prefix_count = search->nodes_count,
        .runs = options->runs,
        .runs_count = options->runs_count,
        .tree = search->tree,
    };
    if (search->tree != NULL) config->end = IL_END_FINISH;
    choose_member(search, config);
    uint64_t patience = config->seed;
    bool is_ordered = is_bounded(search) || search->tree != NULL;
    config->waits_in_spins = is_ordered || is_replay || random_below(&patience, PATIENCE_ODDS) != 0;
    search->config = *config;
    search->schedules_count++;
    search->is_noted = false;
    return true;
}

static void learn_place(il_search *search, uintptr_t pc) {
    for (uint32_t i = 0; i < search->places_count; i++) {
        if (search->places[i] == pc) return;
    }
    if (search->places_count < IL_PLACES_MAX) search->places[search->places_count++] = pc;
}

void il_search_note(il_search *search, const il_trace *trace) {
    assert(!search->is_noted && trace != NULL);
    search->is_noted = true;
    uint32_t points = trace->points_count < IL_CHOICES_MAX ? trace->points_count : IL_CHOICES_MAX;
    uint32_t *length = &search->lengths[search->config.points];
    if (points > *length) *length = points;
    for (uint32_t i = 0; i < trace->races_count; i++) {
        learn_place(search, trace->races[i].pc[0]);
        learn_place(search, trace->races[i].pc[1]);
    }
    if (is_bounded(search)) il_bounded_note(search, trace);
    if (search->tree == NULL) return;
    il_tree_note(search->tree, trace);
    search->is_exhausted = search->tree->is_done && search->tree->gaps == IL_GAP_NONE;
}

void il_search_proof(const il_search *search, il_proof *proof) {
    const il_tree *tree = search->tree;
    assert(tree != NULL && proof != NULL);
    *proof = (il_proof){
        .executions = tree->executions,
        .redundant = tree->redundant,
        .events_max = tree->events_max,
        .gaps = tree->gaps,
        .assumes_waiting = tree->assumes_waiting,
        .is_complete = search->is_exhausted,
    };
}

uint64_t il_search_class(const il_search *search) {
    assert(search->tree != NULL);
    return il_tree_class(search->tree);
}
