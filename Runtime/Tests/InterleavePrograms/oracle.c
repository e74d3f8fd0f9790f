/* Every order of a generated program's operations, tried without the engine: an interpreter of its own, which knows
   what each instruction does and nothing of how to leave orders out. */
#include "generated.h"

#include <string.h>

enum { MAIN = GENERATED_THREADS_MAX, THREADS = MAIN + 1, CREDITS_MAX = 4, PATH_MAX_EVENTS = 120 };

/* The state of the program. */
typedef struct actor {
    uint8_t at, phase, done_count;
    uint8_t looked; /* words read since the thread last did anything else, a bit each */
    uint8_t looks; /* in vain, by the instruction it is at */
    uint8_t awaits; /* has looked twice, and waits */
    uint8_t timed_out, round;
    uint32_t sum;
} actor;

typedef struct world {
    uint16_t halves[GENERATED_EACH][2];
    uint32_t atomics[GENERATED_EACH];
    int8_t owner[GENERATED_EACH], writer[GENERATED_EACH];
    uint8_t readers[GENERATED_EACH], count[GENERATED_EACH];
    uint8_t arrived[GENERATED_EACH], round[GENERATED_EACH], once[GENERATED_EACH];
    uint8_t sleepers[GENERATED_EACH], credits_count[GENERATED_EACH];
    uint8_t credits[GENERATED_EACH][CREDITS_MAX]; /* newest first; sets of threads */
    uint8_t created, spurious, timeouts, unused;
    actor actors[THREADS];
} world;

enum { ONCE_FRESH, ONCE_RUNS, ONCE_OVER };
enum { START, PERFORM, ASLEEP, RELOCK, LEAVE, INITIALISE, FINISH_ONCE, WAIT_AGAIN }; /* actor.phase */

/* What operations have to do with: a bit for each half. */
typedef enum place {
    P_VARIABLE,
    P_ATOMIC = P_VARIABLE + GENERATED_EACH,
    P_MUTEX = P_ATOMIC + GENERATED_EACH,
    P_CONDITION = P_MUTEX + GENERATED_EACH,
    P_SEMAPHORE = P_CONDITION + GENERATED_EACH,
    P_RWLOCK = P_SEMAPHORE + GENERATED_EACH,
    P_BARRIER = P_RWLOCK + GENERATED_EACH,
    P_ONCE = P_BARRIER + GENERATED_EACH,
    P_BUDGET = P_ONCE + GENERATED_EACH,
} place;

typedef struct contact {
    uint8_t place, part;
    bool is_read;
} contact;

typedef struct happening {
    uint8_t thread, contacts_count;
    contact contacts[3];
    uint8_t clock[THREADS];
} happening;

typedef enum way { AS_USUAL, SPURIOUSLY, TIMED_OUT, FORCED } way;

static const generated *program;
static happening path[PATH_MAX_EVENTS];
static int path_count;
static int woken_by[THREADS], created_after[THREADS]; /* index + 1 in path; 0: none */

/* ---- What can go on */

static const instruction *own(const world *world, int thread) {
    return &program->code[thread][world->actors[thread].at];
}

static bool has_ended(const world *world, int thread) {
    const actor *actor = &world->actors[thread];
    return actor->phase != START && actor->at == program->code_count[thread];
}

static bool is_credited(const world *world, int condition, int thread) {
    for (int i = 0; i < world->credits_count[condition]; i++) {
        if (world->credits[condition][i] >> thread & 1) return true;
    }
    return false;
}

static bool can_main(const world *world) {
    int at = world->actors[MAIN].at;
    if (at >= 2 * program->threads_count) return false;
    return at < program->threads_count || has_ended(world, at - program->threads_count);
}

static bool can(const world *world, int thread) {
    if (thread == MAIN) return can_main(world);
    const actor *actor = &world->actors[thread];
    if (thread >= world->created || has_ended(world, thread)) return false;
    if (actor->phase == START) return true;
    const instruction *at = own(world, thread);
    int i = at->number;
    if (actor->phase == ASLEEP) return world->owner[at->other] < 0 && is_credited(world, i, thread);
    if (actor->phase == RELOCK) return world->owner[at->other] < 0;
    if (actor->phase == LEAVE) return world->round[i] != actor->round;
    if (actor->phase != PERFORM) return true;
    switch ((instruction_kind)at->kind) {
    case I_LOCK:
    case I_TIMEDLOCK: return world->owner[i] < 0;
    case I_SEMAPHORE: return world->count[i] > 0;
    case I_READ_LOCK: return world->writer[i] < 0;
    case I_WRITE_LOCK: return world->writer[i] < 0 && world->readers[i] == 0;
    case I_ONCE: return world->once[i] != ONCE_RUNS;
    case I_SPIN: return actor->awaits == 0;
    default: return true;
    }
}

static bool is_timed(const world *world, int thread) {
    if (thread == MAIN || thread >= world->created || has_ended(world, thread)) return false;
    const actor *actor = &world->actors[thread];
    const instruction *at = own(world, thread);
    bool waits = at->kind == I_TIMEDWAIT && actor->phase == ASLEEP;
    return waits || (at->kind == I_TIMEDLOCK && actor->phase == PERFORM);
}

/* How a thread could be woken though nobody wakes it; AS_USUAL: not at all. */
static way extra(const world *world, int thread) {
    if (can(world, thread)) return AS_USUAL;
    if (is_timed(world, thread) && world->timeouts < program->timeouts_max) return TIMED_OUT;
    if (thread == MAIN || thread >= world->created || has_ended(world, thread)) return AS_USUAL;
    bool sleeps = world->actors[thread].phase == ASLEEP;
    bool may = sleeps && world->owner[own(world, thread)->other] < 0;
    return may && world->spurious < program->spurious_max ? SPURIOUSLY : AS_USUAL;
}

/* ---- What it does */

static void touch(happening *event, int place, int part, bool is_read) {
    event->contacts[event->contacts_count++] =
        (contact){.place = (uint8_t)place, .part = (uint8_t)part, .is_read = is_read};
}

static void looked_at(world *world, int thread, int bits) { world->actors[thread].looked |= (uint8_t)bits; }

/* The words of variables are bits 0 and 1 for number 0, 2 and 3 for number 1; atomics follow. */
static int variable_bits(const instruction *at) { return at->part << (2 * at->number); }
static int atomic_bits(const instruction *at) { return 1 << (2 * GENERATED_EACH + at->number); }

/* Who waits for a change of these words does so no longer. */
static void changed(world *world, int bits) {
    for (int other = 0; other < MAIN; other++) {
        actor *actor = &world->actors[other];
        if (actor->awaits == 0 || (actor->looked & bits) == 0) continue;
        actor->awaits = 0;
        woken_by[other] = path_count + 1;
    }
}

static void go_on(world *world, int thread, uint32_t result) {
    actor *actor = &world->actors[thread];
    const instruction *at = own(world, thread);
    actor->sum = generated_seen(actor->sum, result);
    actor->at = at->skip != 0 && result != 0 ? at->skip : (uint8_t)(actor->at + 1);
    actor->done_count++;
    actor->phase = PERFORM;
    actor->looks = actor->timed_out = 0;
}

static void give_mutex(world *world, int mutex) { world->owner[mutex] = -1; }

static void rise(world *world, int condition, int thread) {
    int kept = 0;
    world->sleepers[condition] &= (uint8_t)~(1 << thread);
    for (int i = 0; i < world->credits_count[condition]; i++) {
        uint8_t left = (uint8_t)(world->credits[condition][i] & ~(1 << thread));
        if (left != 0) world->credits[condition][kept++] = left;
    }
    world->credits_count[condition] = (uint8_t)kept;
}

static void use_credit(world *world, int condition, int thread) {
    uint8_t *credits = world->credits[condition];
    int best = -1;
    for (int i = 0; i < world->credits_count[condition]; i++) {
        if ((credits[i] >> thread & 1) == 0) continue;
        if (best < 0 || __builtin_popcount(credits[i]) < __builtin_popcount(credits[best])) best = i;
    }
    assert_holds(best >= 0);
    world->credits_count[condition]--;
    for (int i = best; i < world->credits_count[condition]; i++) credits[i] = credits[i + 1];
}

static void add_credit(world *world, int condition, uint8_t threads) {
    uint8_t *credits = world->credits[condition];
    assert_holds(world->credits_count[condition] < CREDITS_MAX);
    for (int i = world->credits_count[condition]; i > 0; i--) credits[i] = credits[i - 1];
    credits[0] = threads;
    world->credits_count[condition]++;
}

static void signal_one(world *world, int condition) {
    uint8_t sleepers = world->sleepers[condition];
    if (world->credits_count[condition] < __builtin_popcount(sleepers)) add_credit(world, condition, sleepers);
}

static void signal_all(world *world, int condition) {
    world->credits_count[condition] = 0;
    for (int thread = 0; thread < MAIN; thread++) {
        if (world->sleepers[condition] >> thread & 1) add_credit(world, condition, (uint8_t)(1 << thread));
    }
}

/* The mutex is the thread's again, after a wait. */
static void wake_up(world *world, int thread) {
    const instruction *at = own(world, thread);
    actor *actor = &world->actors[thread];
    world->owner[at->other] = (int8_t)thread;
    if (at->kind == I_WAIT_UNTIL) actor->phase = PERFORM;
    else go_on(world, thread, actor->timed_out);
}

static void fall_asleep(world *world, int thread, happening *event) {
    const instruction *at = own(world, thread);
    touch(event, P_CONDITION + at->number, 1, false);
    touch(event, P_MUTEX + at->other, 1, false);
    give_mutex(world, at->other);
    world->sleepers[at->number] |= (uint8_t)(1 << thread);
    world->actors[thread].phase = ASLEEP;
}

static void end_sleep(world *world, int thread, way way, happening *event) {
    const instruction *at = own(world, thread);
    touch(event, P_CONDITION + at->number, 1, false);
    touch(event, P_MUTEX + at->other, 1, false);
    if (way == SPURIOUSLY || way == TIMED_OUT) touch(event, P_BUDGET, 1, false);
    if (way == AS_USUAL) use_credit(world, at->number, thread);
    rise(world, at->number, thread);
    world->actors[thread].timed_out = way == TIMED_OUT || way == FORCED;
    if (world->owner[at->other] < 0) wake_up(world, thread);
    else world->actors[thread].phase = RELOCK;
}

static void lock_mutex(world *world, int thread, way way, happening *event) {
    const instruction *at = own(world, thread);
    int i = at->number;
    touch(event, P_MUTEX + i, 1, false);
    if (way == TIMED_OUT) touch(event, P_BUDGET, 1, false);
    bool is_free = world->owner[i] < 0;
    if (is_free) world->owner[i] = (int8_t)thread;
    go_on(world, thread, is_free ? 0 : 1);
}

static void use_rwlock(world *world, int thread, happening *event) {
    const instruction *at = own(world, thread);
    int i = at->number;
    uint8_t bit = (uint8_t)(1 << thread);
    bool is_reader = (world->readers[i] & bit) != 0;
    bool is_read = at->kind == I_READ_LOCK || (at->kind == I_RELEASE && is_reader);
    touch(event, P_RWLOCK + i, 1, is_read);
    if (at->kind == I_RELEASE) {
        if (is_reader) world->readers[i] &= (uint8_t)~bit;
        else world->writer[i] = -1;
        go_on(world, thread, 0);
        return;
    }
    bool is_write = at->kind == I_WRITE_LOCK || at->kind == I_TRY_WRITE_LOCK;
    bool is_free = world->writer[i] < 0 && (!is_write || world->readers[i] == 0);
    if (is_free && is_write) world->writer[i] = (int8_t)thread;
    else if (is_free) world->readers[i] |= bit;
    go_on(world, thread, is_free ? 0 : 1);
}

static void use_barrier(world *world, int thread, happening *event) {
    int i = own(world, thread)->number;
    touch(event, P_BARRIER + i, 1, false);
    if (++world->arrived[i] < GENERATED_WIDTH) {
        world->actors[thread].phase = LEAVE;
        world->actors[thread].round = world->round[i];
        return;
    }
    world->arrived[i] = 0;
    world->round[i]++;
    go_on(world, thread, 1);
}

static void begin_once(world *world, int thread, happening *event) {
    int i = own(world, thread)->number;
    touch(event, P_ONCE + i, 1, world->once[i] == ONCE_OVER);
    if (world->once[i] == ONCE_OVER) {
        go_on(world, thread, 0);
        return;
    }
    world->once[i] = ONCE_RUNS;
    world->actors[thread].phase = INITIALISE;
}

static void write_variable(world *world, int thread, int number, int part, happening *event) {
    uint16_t value = generated_value(thread, world->actors[thread].at);
    if (part & 1) world->halves[number][0] = value;
    if (part & 2) world->halves[number][1] = value;
    touch(event, P_VARIABLE + number, part, false);
    changed(world, part << (2 * number));
}

static uint32_t read_variable(const world *world, int number, int part) {
    const uint16_t *halves = world->halves[number];
    if (part == 3) return halves[0] | (uint32_t)halves[1] << 16;
    return halves[part - 1];
}

static void use_atomic(world *world, int thread, happening *event) {
    const instruction *at = own(world, thread);
    uint32_t *atomic = &world->atomics[at->number], old = *atomic;
    uint16_t value = generated_value(thread, world->actors[thread].at);
    touch(event, P_ATOMIC + at->number, 3, at->kind == I_LOAD || at->kind == I_SPIN);
    switch ((instruction_kind)at->kind) {
    case I_STORE: *atomic = value; break;
    case I_ADD: *atomic = old + value; break;
    case I_COMPARE: *atomic = old == 0 ? value : old; break;
    default: break;
    }
    if (*atomic != old || at->kind == I_STORE) changed(world, atomic_bits(at));
    else looked_at(world, thread, atomic_bits(at));
}

/* A spinning thread looks once more; from the third look on it waits until what it has looked at changes. */
static void spin(world *world, int thread, happening *event) {
    actor *actor = &world->actors[thread];
    use_atomic(world, thread, event);
    if (world->atomics[own(world, thread)->number] != 0) {
        go_on(world, thread, 1);
        return;
    }
    if (actor->looks < 2) actor->looks++;
    actor->awaits = actor->looks == 2;
}

static void perform_instruction(world *world, int thread, way way, happening *event) {
    const instruction *at = own(world, thread);
    int i = at->number;
    uint32_t old = world->atomics[i];
    switch ((instruction_kind)at->kind) {
    case I_READ:
        touch(event, P_VARIABLE + i, at->part, true);
        looked_at(world, thread, variable_bits(at));
        go_on(world, thread, read_variable(world, i, at->part));
        return;
    case I_WRITE: write_variable(world, thread, i, at->part, event); go_on(world, thread, 0); return;
    case I_LOAD:
    case I_ADD:
    case I_COMPARE: use_atomic(world, thread, event); go_on(world, thread, old); return;
    case I_STORE: use_atomic(world, thread, event); go_on(world, thread, 0); return;
    case I_LOCK:
    case I_TRYLOCK:
    case I_TIMEDLOCK: lock_mutex(world, thread, way, event); return;
    case I_UNLOCK:
        touch(event, P_MUTEX + i, 1, false);
        give_mutex(world, i);
        go_on(world, thread, 0);
        return;
    case I_WAIT:
    case I_TIMEDWAIT: fall_asleep(world, thread, event); return;
    case I_WAIT_UNTIL:
        touch(event, P_VARIABLE + i, 3, true);
        if (read_variable(world, i, 3) != 0) go_on(world, thread, 0);
        else world->actors[thread].phase = WAIT_AGAIN;
        return;
    case I_SIGNAL:
    case I_BROADCAST:
        touch(event, P_CONDITION + i, 1, false);
        if (at->kind == I_SIGNAL) signal_one(world, i);
        else signal_all(world, i);
        go_on(world, thread, 0);
        return;
    case I_POST:
        touch(event, P_SEMAPHORE + i, 1, false);
        world->count[i]++;
        go_on(world, thread, 0);
        return;
    case I_SEMAPHORE:
    case I_TRYSEMAPHORE: {
        touch(event, P_SEMAPHORE + i, 1, false);
        bool can_take = world->count[i] > 0;
        world->count[i] -= can_take;
        go_on(world, thread, can_take ? 0 : 1);
        return;
    }
    case I_READ_LOCK:
    case I_WRITE_LOCK:
    case I_TRY_READ_LOCK:
    case I_TRY_WRITE_LOCK:
    case I_RELEASE: use_rwlock(world, thread, event); return;
    case I_BARRIER: use_barrier(world, thread, event); return;
    case I_ONCE: begin_once(world, thread, event); return;
    case I_YIELD: go_on(world, thread, 0); return;
    case I_SPIN: spin(world, thread, event); return;
    }
}

static void perform_main(world *world) {
    actor *actor = &world->actors[MAIN];
    if (++actor->at < program->threads_count) {
        world->created++;
        created_after[actor->at] = path_count + 1;
    }
}

static bool only_looks(const happening *event) {
    return event->contacts_count == 1 && event->contacts[0].place < P_MUTEX;
}

static void perform(world *world, int thread, way way, happening *event) {
    if (thread == MAIN) {
        perform_main(world);
        return;
    }
    actor *actor = &world->actors[thread];
    uint8_t looked = actor->looked;
    int i = actor->phase != START ? own(world, thread)->number : 0;
    switch (actor->phase) {
    case START: actor->phase = PERFORM; return;
    case ASLEEP: end_sleep(world, thread, way, event); break;
    case RELOCK:
        touch(event, P_MUTEX + own(world, thread)->other, 1, false);
        wake_up(world, thread);
        break;
    case LEAVE:
        touch(event, P_BARRIER + i, 1, true);
        go_on(world, thread, 0);
        break;
    case INITIALISE:
        write_variable(world, thread, i, 3, event);
        actor->phase = FINISH_ONCE;
        break;
    case FINISH_ONCE:
        touch(event, P_ONCE + i, 1, false);
        world->once[i] = ONCE_OVER;
        go_on(world, thread, 0);
        break;
    case WAIT_AGAIN: fall_asleep(world, thread, event); break;
    default: perform_instruction(world, thread, way, event);
    }
    /* Whatever is no look ends a spin. */
    bool has_looked = only_looks(event) && actor->looked != looked;
    bool looks_again = only_looks(event) && event->contacts[0].is_read;
    if (event->contacts_count > 0 && !has_looked && !looks_again) actor->looked = 0;
}

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
    if (own_count == 0 && created_after[event->thread] > 0) join(event, &path[created_after[event->thread] - 1]);
    event->clock[event->thread] = own_count + 1;
}

static uint64_t hash_of(const happening *event) {
    uint64_t hash = generated_mix(7, event->thread);
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

static uint64_t outcome_of(const world *world) {
    uint64_t hash = 1;
    for (int i = 0; i < program->threads_count; i++) {
        const actor *actor = &world->actors[i];
        hash = generated_mix(hash, (uint64_t)actor->done_count << 32 | actor->sum);
    }
    for (int i = 0; i < GENERATED_EACH; i++) {
        uint64_t halves = (uint64_t)world->halves[i][0] | (uint64_t)world->halves[i][1] << 16;
        hash = generated_mix(hash, halves | (uint64_t)world->atomics[i] << 32);
    }
    return hash;
}

typedef struct option {
    int thread;
    way way;
} option;

/* All ways to go on; none: the program has ended, or is stuck. */
static int options_of(const world *world, option *options) {
    int count = 0, spinning = 0;
    for (int thread = 0; thread < THREADS; thread++) {
        if (can(world, thread)) options[count++] = (option){thread, AS_USUAL};
        spinning += world->actors[thread].awaits;
    }
    if (count > 0) {
        for (int thread = 0; thread < THREADS; thread++) {
            way way = extra(world, thread);
            if (way != AS_USUAL) options[count++] = (option){thread, way};
        }
        return count;
    }
    /* Time passes only where nothing else does. */
    for (int thread = 0; thread < MAIN && spinning == 0; thread++) {
        if (!is_timed(world, thread)) continue;
        options[0] = (option){thread, FORCED};
        return 1;
    }
    return 0;
}

static void take(world *world, option option, happening *event) {
    *event = (happening){.thread = (uint8_t)option.thread};
    world->spurious += option.way == SPURIOUSLY;
    world->timeouts += option.way == TIMED_OUT;
    perform(world, option.thread, option.way, event);
}

/* By state: what the program can come to, whatever commutes with what. */
static bool visit_states(const world *world) {
    uint64_t hash = 3;
    const uint8_t *bytes = (const uint8_t *)world;
    for (size_t i = 0; i < sizeof *world; i++) hash = generated_mix(hash, bytes[i]);
    if (!add(&seen_states, hash)) return true;
    if (seen_states.count > budget) return false;
    option options[2 * THREADS];
    int count = options_of(world, options);
    if (count == 0) add(&outcomes, outcome_of(world));
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
    int count = options_of(world, options);
    if (count == 0) add(&ends, sum);
    assert_holds(path_count < PATH_MAX_EVENTS);
    for (int i = 0; i < count; i++) {
        struct world next = *world;
        int woken[THREADS], created[THREADS], thread = options[i].thread;
        memcpy(woken, woken_by, sizeof woken);
        memcpy(created, created_after, sizeof created);
        happening event;
        int main_at = world->actors[MAIN].at - program->threads_count;
        take(&next, options[i], &event);
        order(&event, options[i].way, woken[thread], thread == MAIN && main_at >= 0 ? main_at : -1);
        woken_by[thread] = 0;
        path[path_count++] = event;
        bool is_done = visit_classes(&next, sum + hash_of(&event));
        path_count--;
        memcpy(woken_by, woken, sizeof woken);
        memcpy(created_after, created, sizeof created);
        if (!is_done) return false;
    }
    return true;
}

bool oracle_ask(const generated *asked, uint32_t budget_max) {
    world world;
    memset(&world, 0, sizeof world);
    program = asked;
    budget = budget_max;
    for (int i = 0; i < GENERATED_EACH; i++) {
        world.owner[i] = world.writer[i] = -1;
        world.count[i] = GENERATED_INITIAL;
    }
    world.created = 1;
    empty(&seen_classes);
    empty(&seen_states);
    empty(&ends);
    empty(&outcomes);
    path_count = 0;
    memset(woken_by, 0, sizeof woken_by);
    memset(created_after, 0, sizeof created_after);
    return visit_states(&world) && visit_classes(&world, 1);
}

uint64_t oracle_classes_count(void) { return ends.count; }

int oracle_outcomes_count(void) { return (int)outcomes.count; }

uint64_t oracle_outcome_at(int index) { return outcomes.slots[outcomes.used[index]]; }
