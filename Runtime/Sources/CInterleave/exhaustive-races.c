/* Happens-before of an execution, and the races in it that lead to others. */
#include "exhaustive.h"

static void ticks_join(ticks *into, const ticks *from) {
    for (int i = 0; i < TREE_LANES; i++) {
        into->of[i] = into->of[i] < from->of[i] ? from->of[i] : into->of[i];
    }
}

static bool ticks_within(const ticks *some, const ticks *others) {
    int16_t beyond = 0;
    for (int i = 0; i < TREE_LANES; i++) beyond |= (int16_t)(some->of[i] > others->of[i]);
    return beyond == 0;
}

void il_base_of(const il_tree *tree, int thread, bool is_forced, ticks *seen) {
    const operation *operation = &il_threads[thread].operation;
    int32_t last = tree->last[thread];
    if (last >= 0) *seen = tree->events[last].seen;
    else *seen = (ticks){{0}};
    if (operation->kind == OP_JOIN && il_threads[operation->target].has_ended) {
        int32_t end = tree->last[operation->target];
        if (end >= 0) ticks_join(seen, &tree->events[end].seen);
    }
    if (tree->woken[thread] >= 0) ticks_join(seen, &tree->events[tree->woken[thread]].seen);
    /* That nobody else could run is a matter of all that has happened. */
    if (is_forced || operation->kind == OP_FINISH) ticks_join(seen, &tree->counts);
}

/* ---- Which earlier events matter */

typedef struct conflicts {
    int32_t latest[TREE_LANES]; /* of each thread, the last event that does not commute with the operation */
    uint32_t threads; /* those that have one */
    uint32_t direct; /* of them, where the operation could have been performed before that event */
    int32_t indirect[TREE_LANES]; /* events that made the operation impossible until now */
    unsigned indirect_count;
} conflicts;

typedef struct pending {
    const operation *operation;
    int thread;
    way way;
    const reach *reaches;
    unsigned reaches_count;
    const ticks *base; /* what happens before it whatever others do */
} pending;

/* Whether a blocking operation can be performed when its object is in that state. */
static bool is_free(const operation *operation, int thread, uint32_t state) {
    switch ((operation_kind)operation->kind) {
    case OP_LOCK:
    case OP_READ_LOCK:
    case OP_ONCE: return (state & 1) != 0;
    case OP_WRITE_LOCK: return (state & 3) == 3;
    case OP_SEMAPHORE: return state != 0;
    case OP_BARRIER: return state != operation->round;
    case OP_WAKE: return (state >> thread & 1) != 0;
    case OP_FUTEX: return false;
    case OP_RUN:
    case OP_JOIN:
    case OP_AWAIT:
    case OP_FINISH: return true;
    }
    return true;
}

static bool is_possible(const pending *pending, const reach *reach, uint32_t state) {
    const operation *operation = pending->operation;
    bool is_mutex = operation->mutex != NULL && reach->object == operation->mutex;
    bool is_own = operation->object != NULL && reach->object == operation->object;
    switch (pending->way) {
    case AS_USUAL:
        if (is_mutex && operation->kind == OP_WAKE) return false; /* see gather_wake */
        return !is_own || is_free(operation, pending->thread, state);
    case SPURIOUSLY: return !is_mutex || (state & 1) != 0;
    case COULD_TIME_OUT: return !is_own || operation->kind == OP_WAKE || !is_free(operation, pending->thread, state);
    case TIMED_OUT: /* where it could not, it could have been performed as usual */
    case FORCED: return true;
    }
    return true;
}

/* The event that made the operation impossible, until the one of `enabler` made it possible; -1: it never was before. */
static int32_t disabler(
    const il_tree *tree, const pending *pending, const reach *reach, const touch *enabler) {
    bool was_reader = enabler->is_read;
    int reader = thread_of(tree->events[enabler->event].transition);
    for (uint32_t i = enabler->prev; i != 0; i = tree->touches[i].prev) {
        const touch *touch = &tree->touches[i];
        if ((touch->bytes & enabler->bytes) == 0) continue;
        if (was_reader) {
            /* Its read lock: others may have held theirs before and after. */
            bool is_same = thread_of(tree->events[touch->event].transition) == reader;
            if (is_same && (touch->state & 4) == 0) return touch->event;
        } else if (is_possible(pending, reach, touch->state)) {
            return touch->event;
        }
    }
    return -1;
}

static void add_conflict(
    const il_tree *tree, conflicts *conflicts, const pending *pending, const reach *reach, const touch *touch) {
    int other = thread_of(tree->events[touch->event].transition);
    uint32_t bit = (uint32_t)1 << other;
    bool can = is_possible(pending, reach, touch->state);
    bool is_wake = pending->operation->kind == OP_WAKE && pending->way == AS_USUAL;
    if (!can && !is_wake && pending->way != COULD_TIME_OUT) {
        int32_t cause = disabler(tree, pending, reach, touch);
        if (cause >= 0 && conflicts->indirect_count < TREE_LANES) {
            conflicts->indirect[conflicts->indirect_count++] = cause;
        }
    }
    if ((conflicts->threads & bit) != 0 && conflicts->latest[other] >= touch->event) return;
    conflicts->threads |= bit;
    conflicts->latest[other] = touch->event;
    conflicts->direct = can ? conflicts->direct | bit : conflicts->direct & ~bit;
}

/* The touches of a word that do not commute with the reach, back to the last write that all earlier ones precede. */
static void gather_word(
    const il_tree *tree, conflicts *conflicts, const pending *pending, const reach *reach, uint32_t head,
    uint8_t bytes) {
    uint8_t left = bytes;
    uint32_t next;
    for (uint32_t i = head; i != 0 && left != 0; i = next) {
        const touch *touch = &tree->touches[i];
        /* Past other reads a read need not go one by one: where threads poll there are thousands. */
        next = reach->is_read ? touch->prev_write : touch->prev;
        if ((touch->bytes & left) == 0 || (touch->is_read && reach->is_read)) continue;
        add_conflict(tree, conflicts, pending, reach, touch);
        if (!touch->is_read) left &= (uint8_t)~touch->bytes;
    }
}

static uint8_t bytes_from(uintptr_t address, size_t left) {
    unsigned first = address % 8;
    unsigned count = left < 8 - first ? (unsigned)left : 8 - first;
    return (uint8_t)(((1u << count) - 1) << first);
}

static void gather(
    const il_tree *tree, conflicts *conflicts, const pending *pending, const reach *reach) {
    uintptr_t address = reach->address;
    size_t left = reach->size < IL_RANGE_BYTES_MAX ? reach->size : IL_RANGE_BYTES_MAX;
    while (left > 0) {
        uint8_t bytes = bytes_from(address, left);
        const uint32_t *head = il_touch_head(address, false);
        if (head != NULL) gather_word(tree, conflicts, pending, reach, *head, bytes);
        size_t step = 8 - address % 8;
        address += step;
        left -= left < step ? left : step;
    }
}

/* ---- Waking: a credit and the mutex are both needed */

/* Whether the waiter would have a credit if `cause` and all that happens after it were left out. */
static bool has_credit_without(const il_tree *tree, const operation *operation, int thread, uint32_t cause) {
    const uint32_t *head = il_touch_head(operation->object->address, false);
    uint32_t state = il_state_of(operation->object, thread);
    uint8_t byte = bytes_from(operation->object->address, 1);
    for (uint32_t i = head != NULL ? *head : 0; i != 0; i = tree->touches[i].prev) {
        const touch *touch = &tree->touches[i];
        if ((touch->bytes & byte) == 0) continue;
        if (!is_before(tree, cause, touch->event)) break;
        state = touch->state;
    }
    return (state >> thread & 1) != 0;
}

/* The last event that took the mutex when the waiter could have had it. */
static void gather_wake(const il_tree *tree, conflicts *conflicts, const pending *pending) {
    const operation *operation = pending->operation;
    const uint32_t *head = il_touch_head(operation->mutex->address, false);
    uint8_t byte = bytes_from(operation->mutex->address, 1);
    for (uint32_t i = head != NULL ? *head : 0; i != 0; i = tree->touches[i].prev) {
        const touch *touch = &tree->touches[i];
        if ((touch->bytes & byte) == 0 || (touch->state & 1) == 0) continue;
        const event *event = &tree->events[touch->event];
        int other = thread_of(event->transition);
        if (event->seen.of[other] <= pending->base->of[other]) return;
        if (!has_credit_without(tree, operation, pending->thread, touch->event)) continue;
        assert(conflicts->indirect_count < TREE_LANES);
        conflicts->indirect[conflicts->indirect_count++] = touch->event;
        return;
    }
}

/* ---- Turning a race around */

/* Whether one of the events after `cause`, and not happening after it, touches the same and does not commute. */
static bool conflicts_within(
    const il_tree *tree, const reach *reaches, unsigned reaches_count, uint32_t cause) {
    for (unsigned r = 0; r < reaches_count; r++) {
        uintptr_t address = reaches[r].address;
        size_t left = reaches[r].size < IL_RANGE_BYTES_MAX ? reaches[r].size : IL_RANGE_BYTES_MAX;
        while (left > 0) {
            uint8_t bytes = bytes_from(address, left);
            const uint32_t *head = il_touch_head(address, false);
            for (uint32_t i = head != NULL ? *head : 0; i != 0; i = tree->touches[i].prev) {
                const touch *touch = &tree->touches[i];
                if (touch->event <= cause) break;
                if ((touch->bytes & bytes) == 0 || (touch->is_read && reaches[r].is_read)) continue;
                if (!is_before(tree, cause, touch->event)) return true;
            }
            size_t step = 8 - address % 8;
            address += step;
            left -= left < step ? left : step;
        }
    }
    return false;
}

/* Transitions that may come first in an order in which the operation comes before `cause`: those of events after it, and
   not happening after it, that nothing else of that kind precedes; and its own. */
static transitions initials(const il_tree *tree, uint32_t cause, const pending *operation) {
    ticks before = tree->counts;
    for (uint32_t i = cause; i < tree->depth; i++) before.of[thread_of(tree->events[i].transition)]--;
    transitions first = 0;
    uint32_t seen = 0;
    for (uint32_t i = cause + 1; i < tree->depth; i++) {
        const event *event = &tree->events[i];
        int thread = thread_of(event->transition);
        if ((seen >> thread & 1) != 0 || is_before(tree, cause, i)) continue;
        seen |= (uint32_t)1 << thread;
        before.of[thread]++;
        if (ticks_within(&event->seen, &before)) first |= (transitions)1 << event->transition;
        before.of[thread]--;
    }
    bool is_first = (seen >> operation->thread & 1) == 0 && ticks_within(operation->base, &before)
        && !conflicts_within(tree, operation->reaches, operation->reaches_count, cause);
    return is_first ? first | all_of(operation->thread) : first;
}

static void turn(il_tree *tree, uint32_t cause, const pending *operation) {
    event *event = &tree->events[cause];
    transitions first = initials(tree, cause, operation) & event->enabled;
    if (first == 0) {
        /* Nothing of it can be done there, as far as is known: then everything is. */
        first = event->enabled;
        tree->imprecise++;
        event->wanted |= first;
        return;
    }
    if ((first & event->wanted) != 0) return;
    transitions own = first & all_of(operation->thread);
    event->wanted |= own != 0 ? own : first & -first;
}

static bool is_covered(const il_tree *tree, const conflicts *conflicts, int thread, const ticks *base) {
    uint32_t latest = (uint32_t)conflicts->latest[thread];
    if (tree->events[latest].seen.of[thread] <= base->of[thread]) return true;
    for (uint32_t left = conflicts->threads & ~((uint32_t)1 << thread); left != 0; left &= left - 1) {
        if (is_before(tree, latest, (uint32_t)conflicts->latest[__builtin_ctz(left)])) return true;
    }
    return false;
}

static void turn_direct(il_tree *tree, const conflicts *conflicts, const pending *pending) {
    for (uint32_t left = conflicts->direct; left != 0; left &= left - 1) {
        int other = __builtin_ctz(left);
        if (other == pending->thread || is_covered(tree, conflicts, other, pending->base)) continue;
        turn(tree, (uint32_t)conflicts->latest[other], pending);
    }
}

static void turn_indirect(il_tree *tree, const conflicts *conflicts, const pending *pending) {
    for (unsigned i = 0; i < conflicts->indirect_count; i++) {
        uint32_t cause = (uint32_t)conflicts->indirect[i];
        int other = thread_of(tree->events[cause].transition);
        bool is_ordered = tree->events[cause].seen.of[other] <= pending->base->of[other];
        if (!is_ordered) turn(tree, cause, pending);
    }
}

void il_races_turn(
    il_tree *tree, int thread, way way, const reach *reaches, unsigned reaches_count, ticks *seen) {
    ticks base = *seen;
    pending pending = {&il_threads[thread].operation, thread, way, reaches, reaches_count, &base};
    conflicts conflicts;
    conflicts.threads = conflicts.direct = conflicts.indirect_count = 0;
    for (unsigned i = 0; i < reaches_count; i++) gather(tree, &conflicts, &pending, &reaches[i]);
    for (uint32_t left = conflicts.threads; left != 0; left &= left - 1) {
        ticks_join(seen, &tree->events[conflicts.latest[__builtin_ctz(left)]].seen);
    }
    if (way == FORCED) return;
    bool wakes = pending.operation->kind == OP_WAKE && way == AS_USUAL;
    if (wakes) gather_wake(tree, &conflicts, &pending);
    turn_direct(tree, &conflicts, &pending);
    turn_indirect(tree, &conflicts, &pending);
}
