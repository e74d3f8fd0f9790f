/* One execution of an exhaustive search: the events that the tree asks for, then new ones; and what it learns of each. */
#include "exhaustive.h"

static il_tree *tree;

void il_tree_gap(il_gap gap) {
    assert(tree != NULL);
    tree->gaps |= (uint32_t)gap;
}

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
    transitions left = (event->sleeping | event->done) & ~all_of(thread), kept = 0;
    for (; left != 0; left &= left - 1) {
        reach others[REACHES_MAX];
        unsigned transition = (unsigned)__builtin_ctzll(left);
        unsigned count = il_reaches_of(thread_of(transition), transition >= TREE_THREADS_MAX, others);
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

static void extend(event *event, int thread, const reach *reaches, unsigned reaches_count, bool is_forced) {
    bool is_extra = event->transition >= TREE_THREADS_MAX;
    il_base_of(tree, thread, is_forced, &event->seen);
    il_races_turn(tree, thread, is_extra, reaches, reaches_count, &event->seen, is_forced);
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
static void add_event(event *event, bool is_forced) {
    int thread = thread_of(event->transition);
    const operation *operation = &il_threads[thread].operation;
    bool is_extra = event->transition >= TREE_THREADS_MAX;
    reach reaches[REACHES_MAX];
    unsigned count = il_reaches_of(thread, is_extra, reaches);
    /* Whether a thread has ended is an operation of that thread only for those that wait for it without limit. */
    if (is_limited_join(operation, is_extra)) tree->gaps |= IL_GAP_LIMITED_JOIN;
    if (tree->depth + 1 < tree->prefix) {
        if (event->action != operation->action) abandon(IL_GAP_DIVERGED);
        repeat(event, reaches, count);
    } else {
        event->action = operation->action;
        extend(event, thread, reaches, count, is_forced);
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

/* ---- Choices */

/* False: every way on has been gone, or there is no room. */
static bool visit(event *event, transitions enabled, int current) {
    if (tree->depth < tree->prefix) {
        if (event->enabled == enabled) return true;
        abandon(IL_GAP_DIVERGED);
        return false;
    }
    event->enabled = enabled;
    event->sleeping = tree->sleeping & enabled;
    event->done = 0;
    transitions open = enabled & ~tree->sleeping, own = (transitions)1 << current;
    if (open == 0) {
        tree->is_abandoned = tree->is_redundant = true;
        return false;
    }
    /* Wakes that nobody caused come first, and at every node: the branches beside them need not try them again. */
    transitions first = (open & EXTRAS) != 0 ? open & EXTRAS : (open & own) != 0 ? own : open;
    event->transition = (uint8_t)__builtin_ctzll(first);
    event->wanted = (first & -first) | (enabled & EXTRAS);
    return true;
}

static choice choose(const situation *situation) {
    if (tree->is_abandoned) return il_take_turns(situation);
    note_woken();
    thread_mask extras = situation->spurious | situation->timeouts;
    if (tree->depth == TREE_EVENTS_MAX) {
        abandon(IL_GAP_EVENTS);
        return il_take_turns(situation);
    }
    event *event = &tree->events[tree->depth];
    transitions enabled =
        (uint32_t)situation->candidates | (transitions)(uint32_t)extras << TREE_THREADS_MAX;
    if (!visit(event, enabled, situation->current)) return il_take_turns(situation);
    add_event(event, false);
    int thread = thread_of(event->transition);
    bool is_timeout = mask_has(situation->timeouts, thread);
    if (event->transition < TREE_THREADS_MAX) return (choice){thread, IL_NORMAL};
    return (choice){thread, is_timeout ? IL_TIMEOUT : IL_SPURIOUS};
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
        if (event->enabled != only) {
            abandon(IL_GAP_DIVERGED);
            return;
        }
    } else {
        event->enabled = event->wanted = only;
        event->sleeping = event->done = 0;
        event->transition = (uint8_t)__builtin_ctzll(only);
    }
    add_event(event, true);
}

static void alone(int thread) {
    situation situation = {.candidates = mask_of(thread), .current = thread, .could_stay = true};
    choose(&situation);
}

static bool finishes(void) { return true; }

/* ---- The end */

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

/* What threads that are blocked for good would have done could have come before what blocks them. */
static void over(void) {
    if (tree->is_abandoned) return;
    bool leaves_others = il_engine.is_finishing
        && (il_engine.enabled & il_engine.alive & ~mask_of(il_engine.finisher)) != 0;
    if (leaves_others) tree->gaps |= IL_GAP_LEFT_BEHIND;
    thread_mask left = il_engine.alive & ~il_engine.enabled;
    for (; left != 0; left &= left - 1) {
        int thread = mask_first(left);
        if (!is_blocked_by_others(&il_threads[thread].operation)) continue;
        reach reaches[REACHES_MAX];
        unsigned count = il_reaches_of(thread, false, reaches);
        ticks seen;
        il_base_of(tree, thread, false, &seen);
        il_races_turn(tree, thread, false, reaches, count, &seen, false);
    }
}

const strategy il_strategy_exhaustive = {
    .begin = begin, .made = made, .choose = choose, .finishes = finishes, .forced = forced, .alone = alone,
    .over = over, .sees_all = true};
