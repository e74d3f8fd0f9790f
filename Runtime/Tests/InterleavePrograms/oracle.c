/* Every order of a generated program's operations, tried without the engine and without leaving any out. */
#include "world.h"

#include <string.h>

enum { PATH_EVENTS_MAX = 120 };

static happening path[PATH_EVENTS_MAX];
static int path_count;

/* ---- What happens before what */

static bool is_dependent(const happening *one, const happening *other) {
    for (int i = 0; i < one->contacts_count; i++) {
        for (int j = 0; j < other->contacts_count; j++) {
            const contact *a = &one->contacts[i], *b = &other->contacts[j];
            if (a->place == b->place && (a->part & b->part) != 0 && !(a->is_read && b->is_read)) return true;
        }
    }
    return false;
}

static void join(happening *into, const happening *from) {
    for (int i = 0; i < THREADS; i++) {
        if (from->clock[i] > into->clock[i]) into->clock[i] = from->clock[i];
    }
}

static void order(happening *event, way way, int woken, int joined) {
    uint8_t own_count = 0;
    for (int i = 0; i < path_count; i++) {
        bool is_own = path[i].thread == event->thread;
        own_count += is_own;
        bool is_joined = joined >= 0 && path[i].thread == joined;
        if (is_own || is_joined || way == FORCED || is_dependent(&path[i], event)) join(event, &path[i]);
    }
    if (woken > 0) join(event, &path[woken - 1]);
    if (own_count == 0 && world_created_after[event->thread] > 0) join(event, &path[world_created_after[event->thread] - 1]);
    event->clock[event->thread] = own_count + 1;
}

static uint64_t hash_of(const happening *event, way way) {
    uint64_t hash = generated_mix(7, event->thread | (uint64_t)way << 8);
    for (int i = 0; i < THREADS; i++) hash = generated_mix(hash, event->clock[i]);
    return hash;
}

/* ---- Sets of numbers */

enum { SET_LOG2 = 21, SET_SIZE = 1 << SET_LOG2, SET_MAX = SET_SIZE / 2 };

typedef struct set {
    uint64_t slots[SET_SIZE];
    uint32_t used[SET_MAX];
    uint32_t count;
} set;

static set seen_classes, seen_states, ends, outcomes;

static void empty(set *set) {
    for (uint32_t i = 0; i < set->count; i++) set->slots[set->used[i]] = 0;
    set->count = 0;
}

/* False: it was there before. */
static bool add(set *set, uint64_t number) {
    uint64_t key = number != 0 ? number : 1;
    uint32_t slot = (uint32_t)(key * 0x9E3779B97F4A7C15ull >> (64 - SET_LOG2));
    for (; set->slots[slot] != 0; slot = (slot + 1) % SET_SIZE) {
        if (set->slots[slot] == key) return false;
    }
    assert_holds(set->count < SET_MAX);
    set->slots[slot] = key;
    set->used[set->count++] = slot;
    return true;
}

/* ---- All orders */

static uint32_t budget;

typedef struct option {
    int thread;
    way way;
} option;

/* All ways to go on. `is_end`: it may also be left as it is, ended or stuck. */
static int options_of(const world *world, option *options, bool *is_end) {
    int count = 0, spinning = 0;
    for (int thread = 0; thread < THREADS; thread++) {
        if (world_can(world, thread)) options[count++] = (option){thread, AS_USUAL};
        spinning += world->actors[thread].awaits;
    }
    bool is_stuck = count == 0, has_time = false;
    for (int thread = 0; thread < THREADS; thread++) {
        way way = world_extra(world, thread);
        if (way != AS_USUAL) options[count++] = (option){thread, way};
    }
    /* Time passes by itself only where nothing else does: then the first is woken. */
    for (int thread = 0; thread < MAIN && is_stuck && spinning == 0 && !has_time; thread++) {
        has_time = world_is_timed(world, thread);
        if (has_time) options[count++] = (option){thread, FORCED};
    }
    *is_end = is_stuck && !has_time;
    return count;
}

static void take(world *world, option option, happening *event) {
    *event = (happening){.thread = (uint8_t)option.thread};
    world->spurious += option.way == SPURIOUSLY;
    world->timeouts += option.way == TIMED_OUT;
    world_event = path_count + 1;
    world_perform(world, option.thread, option.way, event);
}

/* By state: what the program can come to, whatever commutes with what. */
static bool visit_states(const world *world) {
    uint64_t hash = 3;
    const uint8_t *bytes = (const uint8_t *)world;
    for (size_t i = 0; i < sizeof *world; i++) hash = generated_mix(hash, bytes[i]);
    if (!add(&seen_states, hash)) return true;
    if (seen_states.count > budget) return false;
    option options[2 * THREADS];
    bool is_end;
    int count = options_of(world, options, &is_end);
    if (is_end) add(&outcomes, world_outcome(world));
    for (int i = 0; i < count; i++) {
        struct world next = *world;
        happening event;
        take(&next, options[i], &event);
        if (!visit_states(&next)) return false;
    }
    return true;
}

/* By what has happened before what: the beginnings of orders, each once, and those that are whole. */
static bool visit_classes(const world *world, uint64_t sum) {
    if (!add(&seen_classes, sum)) return true;
    if (seen_classes.count > budget) return false;
    option options[2 * THREADS];
    bool is_end;
    int count = options_of(world, options, &is_end);
    if (is_end) add(&ends, sum);
    assert_holds(path_count < PATH_EVENTS_MAX);
    for (int i = 0; i < count; i++) {
        struct world next = *world;
        int woken[THREADS], created[THREADS], thread = options[i].thread;
        memcpy(woken, world_woken_by, sizeof woken);
        memcpy(created, world_created_after, sizeof created);
        happening event;
        int main_at = world->actors[MAIN].at - world_program->threads_count;
        take(&next, options[i], &event);
        order(&event, options[i].way, woken[thread], thread == MAIN && main_at >= 0 ? main_at : -1);
        world_woken_by[thread] = 0;
        path[path_count++] = event;
        bool is_done = visit_classes(&next, sum + hash_of(&event, options[i].way));
        path_count--;
        memcpy(world_woken_by, woken, sizeof woken);
        memcpy(world_created_after, created, sizeof created);
        if (!is_done) return false;
    }
    return true;
}

bool oracle_ask(const generated *asked, uint32_t budget_max) {
    world world;
    world_program = asked;
    budget = budget_max;
    empty(&seen_classes);
    empty(&seen_states);
    empty(&ends);
    empty(&outcomes);
    path_count = 0;
    world_make(&world);
    bool has_all = visit_states(&world);
    world_make(&world); /* states know no path */
    return has_all && visit_classes(&world, 1);
}

uint64_t oracle_classes_count(void) { return ends.count; }

int oracle_outcomes_count(void) { return (int)outcomes.count; }

uint64_t oracle_outcome_at(int index) { return outcomes.slots[outcomes.used[index]]; }
