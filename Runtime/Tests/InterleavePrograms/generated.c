#include "generated.h"

#include "program.h"

/* ---- By chance */

static uint64_t chance;

static unsigned below(unsigned bound) {
    uint64_t z = chance += 0x9E3779B97F4A7C15ull;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return (unsigned)(((z ^ (z >> 31)) >> 32) * bound >> 32);
}

/* Programs of a kind have some instructions in common; others would only make them longer. */
typedef enum flavour { MEMORY, LOCKS, CONDITIONS, TIMES, SHARED_LOCKS, SEMAPHORES, SPINS, ANYTHING, FLAVOURS } flavour;

static const uint8_t simple[FLAVOURS][8] = {
    [MEMORY] = {I_READ, I_WRITE, I_LOAD, I_STORE, I_ADD, I_COMPARE, I_READ, I_WRITE},
    [LOCKS] = {I_READ, I_WRITE, I_LOCK, I_LOCK, I_TRYLOCK, I_LOCK, I_ONCE, I_YIELD},
    [CONDITIONS] = {I_LOCK, I_LOCK, I_LOCK, I_SIGNAL, I_BROADCAST, I_LOCK, I_LOCK, I_WRITE},
    [TIMES] = {I_LOCK, I_LOCK, I_TIMEDLOCK, I_SIGNAL, I_TIMEDLOCK, I_LOCK, I_WRITE, I_LOCK},
    [SHARED_LOCKS] =
        {I_READ_LOCK, I_WRITE_LOCK, I_TRY_READ_LOCK, I_TRY_WRITE_LOCK, I_READ_LOCK, I_WRITE_LOCK, I_READ, I_READ_LOCK},
    [SEMAPHORES] = {I_POST, I_SEMAPHORE, I_TRYSEMAPHORE, I_SEMAPHORE, I_BARRIER, I_POST, I_READ, I_WRITE},
    [SPINS] = {I_STORE, I_SPIN, I_ADD, I_LOAD, I_WRITE, I_READ, I_STORE, I_LOCK},
    [ANYTHING] = {I_LOCK, I_WRITE_LOCK, I_ADD, I_SIGNAL, I_POST, I_SEMAPHORE, I_ONCE, I_READ},
};
static const uint8_t inside[FLAVOURS][4] = {
    [MEMORY] = {I_READ, I_WRITE, I_ADD, I_LOAD},
    [LOCKS] = {I_READ, I_WRITE, I_ADD, I_LOAD},
    [CONDITIONS] = {I_WAIT, I_WAIT_UNTIL, I_SIGNAL, I_WRITE},
    [TIMES] = {I_TIMEDWAIT, I_WAIT, I_SIGNAL, I_WRITE},
    [SHARED_LOCKS] = {I_READ, I_WRITE, I_READ, I_WRITE},
    [SEMAPHORES] = {I_READ, I_WRITE, I_POST, I_SEMAPHORE},
    [SPINS] = {I_READ, I_WRITE, I_STORE, I_LOAD},
    [ANYTHING] = {I_WAIT, I_WRITE, I_BROADCAST, I_READ},
};

static bool opens_mutex(uint8_t kind) { return kind == I_LOCK || kind == I_TRYLOCK || kind == I_TIMEDLOCK; }
static bool opens_rwlock(uint8_t kind) { return kind >= I_READ_LOCK && kind <= I_TRY_WRITE_LOCK; }

static instruction any(uint8_t kind, unsigned mutex) {
    return (instruction){.kind = kind, .number = (uint8_t)below(GENERATED_EACH), .other = (uint8_t)mutex,
                         .part = (uint8_t)(1 + below(3))};
}

/* A section is closed by what it was opened with; while it lasts another may be opened. */
static void generate_thread(generated *program, int thread, unsigned length, flavour flavour) {
    instruction *code = program->code[thread];
    int count = 0, open[2], open_count = 0;
    while (length > 0 || open_count > 0) {
        instruction *top = open_count > 0 ? &code[open[open_count - 1]] : NULL;
        bool closes = top != NULL && (length == 0 || below(2) == 0);
        if (closes) {
            uint8_t kind = opens_mutex(top->kind) ? I_UNLOCK : I_RELEASE;
            code[count] = (instruction){.kind = kind, .number = top->number};
            top->skip = (uint8_t)++count;
            open_count--;
            continue;
        }
        length--;
        bool is_inside = top != NULL && opens_mutex(top->kind) && below(4) != 0;
        uint8_t kind = is_inside ? inside[flavour][below(4)] : simple[flavour][below(8)];
        bool opens = opens_mutex(kind) || opens_rwlock(kind);
        if (opens && (open_count == 2 || length == 0)) kind = I_READ;
        instruction made = any(kind, top != NULL ? top->number : 0);
        /* At a time a condition belongs to one mutex (POSIX), here for good. */
        if (kind >= I_WAIT && kind <= I_WAIT_UNTIL && !program->shares_mutex) made.number = made.other;
        else if (kind >= I_WAIT && kind <= I_WAIT_UNTIL && made.other != 0) made.kind = I_READ;
        /* Its own lock a second time would be a deadlock of one, or an error. */
        bool is_held = opens && kind != I_READ && top != NULL && top->number == made.number;
        if (is_held) made.kind = I_READ;
        else if (opens && kind != I_READ) open[open_count++] = count;
        /* A spin that goes on with looks from before it would also be ended by what they saw. */
        uint8_t before = count > 0 ? code[count - 1].kind : I_WRITE;
        bool follows_look = before == I_READ || before == I_LOAD || before == I_SPIN;
        if (made.kind == I_SPIN && follows_look) made.kind = I_LOAD;
        code[count++] = made;
        assert_holds(count + open_count < GENERATED_CODE_MAX);
    }
    program->code_count[thread] = count;
}

generated *generated_create(uint64_t seed) {
    generated *program = calloc(1, sizeof *program);
    if (program == NULL) return NULL;
    chance = seed * 0x2545F4914F6CDD1Dull;
    flavour flavour = (enum flavour)(seed % FLAVOURS);
    program->threads_count = below(3) == 0 ? 3 : 2;
    bool has_waits = flavour == CONDITIONS || flavour == TIMES || flavour == ANYTHING;
    program->timeouts_max = flavour == TIMES ? (int)below(3) : 0;
    program->spurious_max = has_waits && program->timeouts_max == 0 && below(3) == 0 ? 1 : 0;
    program->shares_mutex = below(2) == 0;
    unsigned most = program->threads_count == 2 ? 6 : 4;
    for (int thread = 0; thread < program->threads_count; thread++) {
        generate_thread(program, thread, 2 + below(most - 1), flavour);
    }
    return program;
}

int generated_spurious_max(const generated *program) { return program->spurious_max; }
int generated_timeouts_max(const generated *program) { return program->timeouts_max; }

/* ---- In the engine */

static const generated *program;
static uint64_t variables[GENERATED_EACH], atomics[GENERATED_EACH];
static uint64_t mutexes[GENERATED_EACH], conditions[GENERATED_EACH], semaphores[GENERATED_EACH];
static uint64_t rwlocks[GENERATED_EACH], barriers[GENERATED_EACH], onces[GENERATED_EACH];
static uint32_t sums[GENERATED_THREADS_MAX];
static int done_count[GENERATED_THREADS_MAX]; /* instructions of each thread that have been performed */

/* Where a part of a variable lies. */
static uint8_t *part_at(const instruction *instruction) {
    return (uint8_t *)&variables[instruction->number] + (instruction->part == 2 ? 4 : 0);
}
static size_t part_size(const instruction *instruction) { return instruction->part == 3 ? 8 : 4; }

static uint32_t read_part(const instruction *instruction, uintptr_t pc) {
    il_access((uintptr_t)part_at(instruction), part_size(instruction), false, pc);
    const uint32_t *halves = (const uint32_t *)part_at(instruction);
    return instruction->part == 3 ? halves[0] | halves[1] << 16 : halves[0];
}

static void write_part(const instruction *instruction, uint16_t value, uintptr_t pc) {
    il_access((uintptr_t)part_at(instruction), part_size(instruction), true, pc);
    uint32_t *halves = (uint32_t *)part_at(instruction);
    halves[0] = value;
    if (instruction->part == 3) halves[1] = value;
}

static uint32_t load(uint64_t *atomic, uintptr_t pc) {
    il_atomic_enter(AT(*atomic), 8, IL_LOAD, IL_SEQ_CST, pc);
    uint64_t old = *atomic;
    il_atomic_leave(AT(*atomic), 8, IL_LOAD, IL_SEQ_CST, old, 0, false, pc);
    return (uint32_t)old;
}

static uint32_t change(uint64_t *atomic, il_atomic_kind kind, bool only_zero, uint64_t value, uintptr_t pc) {
    il_atomic_enter(AT(*atomic), 8, kind, IL_SEQ_CST, pc);
    uint64_t old = *atomic;
    bool does = !only_zero || old == 0;
    uint64_t new = kind == IL_EXCHANGE ? old + value : value;
    if (does) *atomic = new;
    il_atomic_leave(
        AT(*atomic), 8, kind, IL_SEQ_CST, kind == IL_STORE ? 0 : old, does ? new : 0, does, pc);
    return (uint32_t)old;
}

/* Of the instructions on memory and their results. */
static uint32_t access_memory(const instruction *instruction, int thread, int at, uintptr_t pc) {
    uint16_t value = generated_value(thread, at);
    uint64_t *atomic = &atomics[instruction->number];
    switch ((instruction_kind)instruction->kind) {
    case I_READ: return read_part(instruction, pc);
    case I_WRITE: write_part(instruction, value, pc); return 0;
    case I_LOAD: return load(atomic, pc);
    case I_STORE: change(atomic, IL_STORE, false, value, pc); return 0;
    case I_ADD: return change(atomic, IL_EXCHANGE, false, value, pc);
    case I_COMPARE: return change(atomic, IL_COMPARE, true, value, pc);
    case I_SPIN:
        while (load(atomic, pc) == 0) {
        }
        return 1;
    default: check(false); return 0;
    }
}

static void initialise(const instruction *own, int thread, int at, uintptr_t pc) {
    uintptr_t once = AT(onces[own->number]);
    if (!il_once_begin(once, false, pc)) return;
    instruction whole = {.number = own->number, .part = 3};
    write_part(&whole, generated_value(thread, at), pc);
    il_once_end(once, pc);
}

/* Of those on objects; an error they give. */
static uint32_t use_object(const instruction *own, int thread, int at, uintptr_t pc) {
    unsigned i = own->number;
    uintptr_t mutex = AT(mutexes[i]), rwlock = AT(rwlocks[i]), condition = AT(conditions[i]);
    uintptr_t held = AT(mutexes[own->other]);
    int64_t deadline_ns = generated_deadline_ns(thread);
    instruction whole = {.number = own->number, .part = 3};
    switch ((instruction_kind)own->kind) {
    case I_LOCK: return (uint32_t)il_mutex_lock(mutex, IL_MUTEX, IL_NEVER, pc);
    case I_TRYLOCK: return (uint32_t)il_mutex_trylock(mutex, IL_MUTEX, pc);
    case I_TIMEDLOCK: return (uint32_t)il_mutex_lock(mutex, IL_MUTEX, deadline_ns, pc);
    case I_UNLOCK: return (uint32_t)il_mutex_unlock(mutex, IL_MUTEX, pc);
    case I_WAIT: return (uint32_t)il_condition_wait(condition, held, IL_MUTEX, IL_NEVER, pc);
    case I_TIMEDWAIT: return (uint32_t)il_condition_wait(condition, held, IL_MUTEX, deadline_ns, pc);
    case I_WAIT_UNTIL:
        while (read_part(&whole, pc) == 0) il_condition_wait(condition, held, IL_MUTEX, IL_NEVER, pc);
        return 0;
    case I_SIGNAL: return (uint32_t)il_condition_signal(condition, false, pc);
    case I_BROADCAST: return (uint32_t)il_condition_signal(condition, true, pc);
    case I_POST: return (uint32_t)il_semaphore_post(AT(semaphores[i]), GENERATED_INITIAL, pc);
    case I_SEMAPHORE: return (uint32_t)il_semaphore_wait(AT(semaphores[i]), GENERATED_INITIAL, IL_NEVER, pc);
    case I_TRYSEMAPHORE: return (uint32_t)il_semaphore_trywait(AT(semaphores[i]), GENERATED_INITIAL, pc);
    case I_READ_LOCK: return (uint32_t)il_rwlock_lock(rwlock, false, IL_NEVER, pc);
    case I_WRITE_LOCK: return (uint32_t)il_rwlock_lock(rwlock, true, IL_NEVER, pc);
    case I_TRY_READ_LOCK: return (uint32_t)il_rwlock_trylock(rwlock, false, pc);
    case I_TRY_WRITE_LOCK: return (uint32_t)il_rwlock_trylock(rwlock, true, pc);
    case I_RELEASE: return (uint32_t)il_rwlock_unlock(rwlock, pc);
    case I_BARRIER: return (uint32_t)(il_barrier_wait(AT(barriers[i]), pc) != 0);
    case I_ONCE: initialise(own, thread, at, pc); return 0;
    case I_YIELD: il_yield(pc); return 0;
    default: check(false); return 0;
    }
}

static void *run_thread(void *argument) {
    int thread = (int)(intptr_t)argument;
    for (int at = 0; at < program->code_count[thread];) {
        const instruction *own = &program->code[thread][at];
        uintptr_t pc = (uintptr_t)(0x1000 + thread * GENERATED_CODE_MAX + at);
        bool is_memory = own->kind <= I_COMPARE || own->kind == I_SPIN;
        uint32_t result = is_memory ? access_memory(own, thread, at, pc) : use_object(own, thread, at, pc);
        sums[thread] = generated_seen(sums[thread], result != 0 && !is_memory ? 1 : result);
        at = own->skip != 0 && result != 0 ? own->skip : at + 1;
        done_count[thread]++;
    }
    return NULL;
}

void generated_body(void *argument) {
    program = argument;
    for (int i = 0; i < GENERATED_EACH; i++) {
        variables[i] = atomics[i] = 0;
        il_barrier_init(AT(barriers[i]), GENERATED_WIDTH, PLACE);
    }
    for (int i = 0; i < GENERATED_THREADS_MAX; i++) sums[i] = (uint32_t)(done_count[i] = 0);
    int threads[GENERATED_THREADS_MAX];
    for (int i = 0; i < program->threads_count; i++) threads[i] = SPAWN(run_thread, i);
    for (int i = 0; i < program->threads_count; i++) JOIN(threads[i]);
}

uint64_t generated_outcome(void) {
    uint64_t hash = 1;
    for (int i = 0; i < program->threads_count; i++) {
        hash = generated_mix(hash, (uint64_t)done_count[i] << 32 | sums[i]);
    }
    for (int i = 0; i < GENERATED_EACH; i++) {
        const uint32_t *halves = (const uint32_t *)&variables[i];
        hash = generated_mix(hash, (uint64_t)halves[0] | (uint64_t)halves[1] << 16 | atomics[i] << 32);
    }
    return hash;
}
