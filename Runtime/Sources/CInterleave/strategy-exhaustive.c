/* One execution of an exhaustive search: the events that the tree asks for, then new ones; and what it learns of each. */
#include "exhaustive.h"

static il_tree *tree;
static bool has_choice; /* made where nobody could go on */
static choice made_choice;

/* The rest is run without being looked at, because a program cannot be left in the middle. */
static void abandon(il_gap gap) {
    tree->gaps |= (uint32_t)gap;
    tree->is_abandoned = true;
}

static void begin(const il_config *config) {
    assert(config->tree != NULL);
    tree = config->tree;
    tree->depth = 0;
    tree->is_abandoned = tree->is_redundant = false;
    tree->awaiting = 0;
    tree->sleeping = 0;
    tree->counts = (ticks){{0}};
    tree->last[TREE_LANES - 1] = tree->woken[TREE_LANES - 1] = -1;
    has_choice = false;
    tree->touches_count = tree->prefix > 0 ? tree->events[tree->prefix - 1].touches : 1; /* 0 is none */
}

static void made(int thread, unsigned peers) {
    (void)peers;
    if (thread >= TREE_THREADS_MAX) {
        abandon(IL_GAP_THREADS);
        return;
    }
    tree->last[thread] = thread > 0 ? tree->last[il_engine.current->number] : -1;
    tree->woken[thread] = -1;
}

/* ---- Events */

/* Of those that lead to nothing new, the ones that still do after this transition. */
static transitions sleepers_after(const event *event, int thread, const reach *reaches, unsigned reaches_count) {
    transitions left = (event->sleeping | event->done) & ~all_of(thread) & ~REST, kept = 0;
    for (; left != 0; left &= left - 1) {
        reach others[REACHES_MAX];
        unsigned transition = (unsigned)__builtin_ctzll(left);
        unsigned count = il_reaches_of(thread_of(transition), transition >= TREE_LANES, others);
        if (il_are_independent(reaches, reaches_count, others, count)) kept |= (transitions)1 << transition;
    }
    return kept;
}

/* An event of the prefix, run again: only where its memory lies may have changed. */
static void repeat(event *event, const reach *reaches, unsigned reaches_count) {
    uint32_t touch = event->touches;
    for (unsigned i = 0; i < reaches_count; i++) {
        uintptr_t address = reaches[i].address, end = address + reaches[i].size;
        for (address &= ~(uintptr_t)7; address < end && touch < event->touches + event->touches_count; address += 8) {
            *il_touch_head(address, true) = touch++;
        }
    }
    if (touch != event->touches + event->touches_count) abandon(IL_GAP_DIVERGED);
}

/* That a thread could have been woken though nobody woke it, and was not: an event that there is not, but that others
   could have come after. */
static void turn_extras(int thread, const ticks *base) {
    const operation *operation = &il_threads[thread].operation;
    if (operation->object == NULL) return;
    bool may_expire = operation->deadline_ns != IL_NEVER && il_engine.config.timeouts_max > 0;
    bool may_rise = operation->kind == OP_WAKE && il_engine.config.spurious_max > 0;
    if (!may_expire && !may_rise) return;
    if (may_expire) tree->timeouts_max = il_engine.config.timeouts_max;
    if (may_rise) tree->rises_max = il_engine.config.spurious_max;
    /* Those that nothing in the program waits for need not be counted. */
    if (tree->rises_max + tree->timeouts_max > 1) tree->gaps |= IL_GAP_EARLY_WAKES;
    reach reaches[REACHES_MAX];
    unsigned count = il_reaches_of(thread, true, reaches);
    ticks seen = *base;
    if (may_expire) il_races_turn(tree, thread, COULD_TIME_OUT, reaches, count, &seen);
    seen = *base;
    if (may_rise) il_races_turn(tree, thread, SPURIOUSLY, reaches, count, &seen);
}

static void extend(event *event, int thread, const reach *reaches, unsigned reaches_count, way way) {
    il_base_of(tree, thread, way == FORCED, &event->seen);
    if (way == AS_USUAL) turn_extras(thread, &event->seen);
    il_races_turn(tree, thread, way, reaches, reaches_count, &event->seen);
    event->touches = tree->touches_count;
    event->touches_count = 0;
    for (unsigned i = 0; i < reaches_count; i++) {
        if (il_touches_add(tree, &reaches[i])) continue;
        abandon(IL_GAP_MEMORY);
        break;
    }
    event->seen.of[thread] = (int16_t)(tree->counts.of[thread] + 1);
    tree->sleeping = sleepers_after(event, thread, reaches, reaches_count);
}

static bool is_limited_join(const operation *operation, bool is_extra) {
    if (operation->kind == OP_JOIN) return is_extra;
    return operation->kind == OP_RUN && operation->action == IL_JOIN;
}

/* The chosen transition becomes an event. */
static void add_event(event *event, way way) {
    int thread = thread_of(event->transition);
    const operation *operation = &il_threads[thread].operation;
    bool is_extra = event->transition >= TREE_LANES;
    reach reaches[REACHES_MAX];
    unsigned count = il_reaches_of(thread, is_extra, reaches);
    /* Whether a thread has ended is an operation of that thread only for those that wait for it without limit. */
    if (is_limited_join(operation, is_extra)) tree->gaps |= IL_GAP_LIMITED_JOIN;
    if (tree->depth + 1 < tree->prefix) {
        repeat(event, reaches, count);
    } else {
        extend(event, thread, reaches, count, way);
    }
    tree->counts.of[thread]++;
    tree->last[thread] = (int32_t)tree->depth;
    tree->woken[thread] = -1;
    tree->depth++;
}

/* Threads that have spun until the last event. */
static void note_woken(void) {
    uint32_t awaiting = (uint32_t)il_engine.awaiting;
    uint32_t woken = tree->awaiting & ~awaiting;
    tree->awaiting = awaiting;
    tree->assumes_waiting |= awaiting != 0;
    for (; woken != 0; woken &= woken - 1) {
        int thread = __builtin_ctz(woken);
        bool ran = tree->depth > 0 && thread_of(tree->events[tree->depth - 1].transition) == thread;
        if (!ran) tree->woken[thread] = (int32_t)tree->depth - 1;
    }
}

/* That nobody was woken where somebody could have been. */
static void add_rest(event *event) {
    int thread = thread_of(event->transition);
    event->seen = (ticks){{0}};
    event->seen.of[thread] = ++tree->counts.of[thread];
    event->touches = tree->touches_count;
    event->touches_count = 0;
    tree->last[thread] = (int32_t)tree->depth++;
}

/* ---- Threads that do not get any further */

static bool is_blocked_by_others(const operation *operation) {
    switch ((operation_kind)operation->kind) {
    case OP_LOCK:
    case OP_READ_LOCK:
    case OP_WRITE_LOCK:
    case OP_WAKE:
    case OP_SEMAPHORE:
    case OP_ONCE: return true;
    case OP_RUN:
    case OP_BARRIER:
    case OP_JOIN:
    case OP_FUTEX:
    case OP_AWAIT:
    case OP_FINISH: return false;
    }
    return false;
}

/* What it would have done could have come before what blocks it. */
static void turn_one_blocked(int thread) {
    if (!is_blocked_by_others(&il_threads[thread].operation)) return;
    reach reaches[REACHES_MAX];
    unsigned count = il_reaches_of(thread, false, reaches);
    ticks seen;
    il_base_of(tree, thread, false, &seen);
    turn_extras(thread, &seen);
    il_races_turn(tree, thread, AS_USUAL, reaches, count, &seen);
}

static void turn_blocked(void) {
    thread_mask left = il_engine.alive & ~il_engine.enabled;
    for (; left != 0; left &= left - 1) turn_one_blocked(mask_first(left));
}

/* ---- Choices */

/* What the threads of these transitions are about to do, as a number. */
static uint32_t plans_of(transitions enabled) {
    uint32_t plans = 0, left = (uint32_t)(enabled | enabled >> TREE_LANES) & ~(uint32_t)REST;
    for (; left != 0; left &= left - 1) {
        unsigned thread = (unsigned)__builtin_ctz(left);
        const operation *operation = &il_threads[thread].operation;
        plans += ((uint32_t)operation->pc * 31 + operation->action + 1) * (2 * thread + 1);
    }
    return plans;
}

/* False: every way on has been gone, or there is no room. */
static bool visit(event *event, transitions enabled, int current) {
    uint32_t plans = plans_of(enabled);
    if (tree->depth < tree->prefix) {
        if (event->enabled == enabled && event->plans == plans) return true;
        abandon(IL_GAP_DIVERGED);
        return false;
    }
    event->enabled = enabled;
    event->plans = plans;
    event->sleeping = tree->sleeping & enabled;
    event->done = 0;
    transitions open = enabled & ~tree->sleeping, own = (transitions)1 << current;
    if (open == 0) {
        turn_blocked();
        tree->is_abandoned = tree->is_redundant = true;
        return false;
    }
    /* Wakes that nobody caused may also never happen, so that no race would tell of what is without them: they are tried at
       every node, and first, for then the branch beside them need not try them again. */
    transitions usual = (open & own) != 0 ? own : open & ~EXTRAS;
    transitions first = (open & EXTRAS) != 0 ? open & EXTRAS : usual;
    event->transition = (uint8_t)__builtin_ctzll(first);
    event->wanted = (usual & -usual) | (enabled & EXTRAS);
    return true;
}

/* The next event, of one of these; false: none, the execution is abandoned. */
static bool go(transitions enabled, const situation *situation, choice *choice) {
    note_woken();
    if (tree->depth == TREE_EVENTS_MAX) {
        abandon(IL_GAP_EVENTS);
        return false;
    }
    event *event = &tree->events[tree->depth];
    if (!visit(event, enabled, situation->current)) return false;
    int thread = thread_of(event->transition);
    bool is_extra = event->transition >= TREE_LANES;
    bool is_timeout = is_extra && mask_has(situation->timeouts, thread);
    *choice = (struct choice){thread, !is_extra ? IL_NORMAL : is_timeout ? IL_TIMEOUT : IL_SPURIOUS};
    if (thread == TREE_THREADS_MAX) add_rest(event);
    else add_event(event, !is_extra ? AS_USUAL : is_timeout ? TIMED_OUT : SPURIOUSLY);
    return true;
}

static transitions extras_of(const situation *situation) {
    return (transitions)(uint32_t)(situation->spurious | situation->timeouts) << TREE_LANES;
}

static bool rouses(const situation *situation) {
    if (tree->is_abandoned) return false;
    has_choice = go(extras_of(situation) | REST, situation, &made_choice);
    if (has_choice && made_choice.thread == TREE_THREADS_MAX) has_choice = false;
    return has_choice;
}

static choice choose(const situation *situation) {
    choice choice;
    if (has_choice) {
        has_choice = false;
        return made_choice;
    }
    if (tree->is_abandoned) return il_take_turns(situation);
    transitions enabled = (uint32_t)situation->candidates | extras_of(situation);
    return go(enabled, situation, &choice) ? choice : il_take_turns(situation);
}

static void forced(choice choice) {
    if (tree->is_abandoned) return;
    note_woken();
    if (tree->depth == TREE_EVENTS_MAX) {
        abandon(IL_GAP_EVENTS);
        return;
    }
    event *event = &tree->events[tree->depth];
    transitions only = transition_of(choice.thread, choice.variant);
    if (tree->depth < tree->prefix) {
        if (event->enabled != only || event->plans != plans_of(only)) {
            abandon(IL_GAP_DIVERGED);
            return;
        }
    } else {
        event->enabled = event->wanted = only;
        event->plans = plans_of(only);
        event->sleeping = event->done = 0;
        event->transition = (uint8_t)__builtin_ctzll(only);
        if (choice.variant == IL_TIMEOUT) turn_one_blocked(choice.thread);
    }
    add_event(event, FORCED);
}

static void alone(int thread) {
    situation situation = {.candidates = mask_of(thread), .current = thread, .could_stay = true};
    choose(&situation);
}

/* Others could have come before it, but nobody was asked. */
static void late(void) { tree->gaps |= IL_GAP_LATE_ACCESS; }

static bool goes_on(void) { return true; }
static bool finishes(void) { return true; }

/* ---- The end */

static void over(void) {
    if (tree->is_abandoned) return;
    bool leaves_others = il_engine.is_finishing
        && (il_engine.enabled & il_engine.alive & ~mask_of(il_engine.finisher)) != 0;
    if (leaves_others) tree->gaps |= IL_GAP_LEFT_BEHIND;
    turn_blocked();
}

const strategy il_strategy_exhaustive = {
    .begin = begin, .made = made, .choose = choose, .finishes = finishes, 
    .goes_on = goes_on, .rouses = rouses, .forced = forced, .alone = alone, .late = late,
    .over = over, .sees_all = true};
