/* Which schedule comes next. */
#define _GNU_SOURCE
#include "exhaustive.h"
#include "search.h"

#include <sys/mman.h>

enum {
    PCT_DEPTH = 3,
    GATE_SCHEDULES = 32, /* so many first schedules, then each of so many, are looked through for gates */
    LENGTH_FIRST = 100, /* scheduling points of a program that has not run yet */
    HORIZON_SCHEDULES = 12, /* all cut at the same limit: then another one */
    FAR_EVENTS = 4 * IL_EVENTS_MAX,
    NEAR_EVENTS = 10 * IL_CHOICES_MAX,
    KINDS_SCHEDULES = 16, /* schedules that are looked at for it */
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
    search->horizons[IL_POINTS_ALL].events_max = IL_EVENTS_MAX;
    search->horizons[IL_POINTS_PLACES].events_max = IL_EVENTS_MAX;
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

bool il_search_ended_at_bound(const il_search *search) { return search->is_over && !search->is_exhausted; }

uint64_t il_search_schedules_count(const il_search *search) { return search->schedules_count; }

/* Racy places half of the time, if there are any. */
static uintptr_t choose_gate(const il_search *search, uint64_t seed) {
    uint64_t state = ~seed;
    bool is_racy = search->places_count > 0 && random_below(&state, 2) == 0;
    if (is_racy) return search->places[random_below(&state, search->places_count)];
    const gates *gates = &search->gates;
    return gates->count > 0 ? gates->places[random_below(&state, gates->count)] : 0;
}

typedef struct member {
    il_strategy_kind strategy;
    il_points points;
} member;

/* In turn. No single one finds all that they find together, and twelve cost at most twelve times the best
   one. */
static const member mix[] = {
    {IL_STRATEGY_PCT, IL_POINTS_ALL},           {IL_STRATEGY_POS, IL_POINTS_ALL},
    {IL_STRATEGY_POSTPONING, IL_POINTS_ALL},    {IL_STRATEGY_LEADER_PCT, IL_POINTS_PLACES},
    {IL_STRATEGY_POS, IL_POINTS_PLACES},        {IL_STRATEGY_LEADER_PCT, IL_POINTS_ALL},
    {IL_STRATEGY_POSTPONING, IL_POINTS_ALL},    {IL_STRATEGY_PCT, IL_POINTS_PLACES},
    {IL_STRATEGY_LEADER_PCT, IL_POINTS_PLACES}, {IL_STRATEGY_LOCKSTEP, IL_POINTS_ALL},
    {IL_STRATEGY_POS, IL_POINTS_ALL},           {IL_STRATEGY_POSTPONING, IL_POINTS_ALL},
};

enum { MIX_COUNT = sizeof mix / sizeof mix[0] };

static void choose_member(il_search *search, il_config *config) {
    member member = {search->options.strategy, IL_POINTS_ALL};
    if (member.strategy == IL_STRATEGY_MIX) {
        uint64_t round = search->schedules_count / MIX_COUNT, place = search->schedules_count % MIX_COUNT;
        member = mix[place];
        /* Each member has as many schedules with threads gathered as without. */
        config->gathers = (round + place) % 2 == 1;
    }
    il_points points = member.points;
    config->strategy = member.strategy;
    config->points = points;
    config->events_max = search->horizons[points].events_max;
    if (member.strategy == IL_STRATEGY_REPLAY) config->events_max = FAR_EVENTS;
    config->depth = PCT_DEPTH;
    config->events = search->lengths[points] > 0 ? search->lengths[points] : LENGTH_FIRST;
    config->places = search->places;
    config->kinds = search->kinds[config->seed & 1];
    config->places_count = search->places_count;
    if (member.strategy == IL_STRATEGY_POSTPONING) config->gate = choose_gate(search, config->seed);
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
    if (search->is_over) return false;
    if (is_bounded(search) && !il_bounded_next(search)) {
        search->is_over = true;
        return false;
    }
    *config = (il_config){
        .seed = splitmix64(&search->seeds),
        .program_seed = options->seed,
        .spurious_max = options->spurious_max,
        .timeouts_max = options->timeouts_max,
        .end = options->end,
        .judges_leaks = options->judges_leaks,
        .looks_long = options->looks_long,
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

/* A program may be long, or never end. With few points there may be choices up to its end, if it is only
   given more time; where that is in vain, what follows after the last choice is not worth its time. */
static void learn_horizon(horizon *horizon, il_points points, const il_trace *trace) {
    horizon->schedules_count++;
    if (trace->outcome == IL_OUTCOME_STEP_LIMIT) horizon->cut_count++;
    assert(horizon->cut_count <= horizon->schedules_count);
    if (horizon->cut_count < horizon->schedules_count || horizon->cut_count < HORIZON_SCHEDULES) return;
    bool may_end = points == IL_POINTS_PLACES && horizon->events_max == IL_EVENTS_MAX;
    *horizon = (struct horizon){.events_max = may_end ? FAR_EVENTS : NEAR_EVENTS};
}

static bool needs_gates(const il_search *search) {
    il_strategy_kind strategy = search->options.strategy;
    bool needs = strategy == IL_STRATEGY_MIX || strategy == IL_STRATEGY_POSTPONING;
    uint64_t count = search->schedules_count;
    return needs && (count <= GATE_SCHEDULES || count % GATE_SCHEDULES == 0);
}

/* What threads do first says which are alike: in Swift all may have the same function, which calls a
   closure. Few steps leave too many alike, many tell apart those that only went different ways: each serves
   half of the schedules. */
static void learn_kinds(uint64_t *known, uint8_t steps_max, const il_trace *trace) {
    uint64_t kinds[IL_THREADS_MAX] = {0};
    uint8_t counts[IL_THREADS_MAX] = {0};
    if (trace->steps_count > IL_STEPS_MAX) return; /* the first ones are gone */
    for (uint64_t i = 0; i < trace->steps_count; i++) {
        const il_step *step = &trace->steps[i];
        if (step->pc == 0 || counts[step->thread] == steps_max) continue;
        uint64_t word = kinds[step->thread] ^ step->pc;
        kinds[step->thread] = splitmix64(&word);
        counts[step->thread]++;
    }
    for (uint32_t thread = 1; thread < trace->threads_count; thread++) {
        if (counts[thread] == steps_max || known[thread] == 0) known[thread] = kinds[thread];
    }
}

void il_search_note(il_search *search, const il_trace *trace) {
    assert(!search->is_noted && trace != NULL);
    search->is_noted = true;
    uint32_t points = trace->points_count < IL_CHOICES_MAX ? trace->points_count : IL_CHOICES_MAX;
    uint32_t *length = &search->lengths[search->config.points];
    if (points > *length) *length = points;
    il_points kind = (il_points)search->config.points;
    learn_horizon(&search->horizons[kind], kind, trace);
    for (uint32_t i = 0; i < trace->races_count; i++) {
        learn_place(search, trace->races[i].pc[0]);
        learn_place(search, trace->races[i].pc[1]);
    }
    if (needs_gates(search)) il_gates_learn(&search->gates, trace);
    if (is_bounded(search)) il_bounded_note(search, trace);
    if (search->tree != NULL) {
        il_tree_note(search->tree, trace);
        search->is_exhausted = search->tree->is_done && search->tree->gaps == IL_GAP_NONE;
        return;
    }
    if (is_bounded(search) || search->schedules_count > KINDS_SCHEDULES) return;
    learn_kinds(search->kinds[0], 3, trace);
    learn_kinds(search->kinds[1], 6, trace);
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
