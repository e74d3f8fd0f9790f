#include "world.h"

#include <string.h>

const generated *world_program;
int world_woken_by[THREADS], world_created_after[THREADS];
int world_event;

void world_make(world *world) {
    memset(world, 0, sizeof *world);
    for (int i = 0; i < GENERATED_EACH; i++) {
        world->owner[i] = world->writer[i] = -1;
        world->count[i] = GENERATED_INITIAL;
    }
    world->created = 1;
    memset(world_woken_by, 0, sizeof world_woken_by);
    memset(world_created_after, 0, sizeof world_created_after);
}

/* ---- What can go on */

static const instruction *own(const world *world, int thread) {
    return &world_program->code[thread][world->actors[thread].at];
}

static bool has_ended(const world *world, int thread) {
    const actor *actor = &world->actors[thread];
    return actor->phase != START && actor->at == world_program->code_count[thread];
}

static bool is_credited(const world *world, int condition, int thread) {
    for (int i = 0; i < world->credits_count[condition]; i++) {
        if (world->credits[condition][i] >> thread & 1) return true;
    }
    return false;
}

static bool can_main(const world *world) {
    int at = world->actors[MAIN].at;
    if (at >= 2 * world_program->threads_count) return false;
    return at < world_program->threads_count || has_ended(world, at - world_program->threads_count);
}

bool world_can(const world *world, int thread) {
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

bool world_is_timed(const world *world, int thread) {
    if (thread == MAIN || thread >= world->created || has_ended(world, thread)) return false;
    const actor *actor = &world->actors[thread];
    const instruction *at = own(world, thread);
    bool waits = at->kind == I_TIMEDWAIT && actor->phase == ASLEEP;
    return waits || (at->kind == I_TIMEDLOCK && actor->phase == PERFORM);
}

way world_extra(const world *world, int thread) {
    if (world_can(world, thread)) return AS_USUAL;
    if (world_is_timed(world, thread) && world->timeouts < world_program->timeouts_max) return TIMED_OUT;
    if (thread == MAIN || thread >= world->created || has_ended(world, thread)) return AS_USUAL;
    bool sleeps = world->actors[thread].phase == ASLEEP;
    bool may = sleeps && world->owner[own(world, thread)->other] < 0;
    return may && world->spurious < world_program->spurious_max ? SPURIOUSLY : AS_USUAL;
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
        world_woken_by[other] = world_event;
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
    if (++actor->at < world_program->threads_count) {
        world->created++;
        world_created_after[actor->at] = world_event;
    }
}

static bool only_looks(const happening *event) {
    return event->contacts_count == 1 && event->contacts[0].place < P_MUTEX;
}

void world_perform(world *world, int thread, way way, happening *event) {
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

uint64_t world_outcome(const world *world) {
    uint64_t hash = 1;
    for (int i = 0; i < world_program->threads_count; i++) {
        const actor *actor = &world->actors[i];
        hash = generated_mix(hash, (uint64_t)actor->done_count << 32 | actor->sum);
    }
    for (int i = 0; i < GENERATED_EACH; i++) {
        uint64_t halves = (uint64_t)world->halves[i][0] | (uint64_t)world->halves[i][1] << 16;
        hash = generated_mix(hash, halves | (uint64_t)world->atomics[i] << 32);
    }
    return hash;
}
