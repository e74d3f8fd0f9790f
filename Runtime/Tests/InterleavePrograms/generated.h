/* Programs made by chance, small enough that every order of their operations can be tried. */
#pragma once

#include "InterleavePrograms.h"

enum {
    GENERATED_THREADS_MAX = 4,
    GENERATED_CODE_MAX = 16,
    GENERATED_EACH = 2, /* variables, atomics, and objects of each kind */
    GENERATED_INITIAL = 1, /* count of a semaphore */
    GENERATED_WIDTH = 2, /* of a barrier */
};

typedef enum instruction_kind {
    I_READ, /* `part` of a variable: 1 the low half, 2 the high half, 3 both */
    I_WRITE,
    I_LOAD,
    I_STORE,
    I_ADD,
    I_COMPARE, /* 0 becomes something else */
    I_LOCK,
    I_TRYLOCK, /* goes to `skip` if it fails */
    I_TIMEDLOCK, /* the same, when time is up */
    I_UNLOCK,
    I_WAIT, /* on a condition, with mutex `other` */
    I_TIMEDWAIT,
    I_WAIT_UNTIL, /* while the variable of the same number is 0 */
    I_SIGNAL,
    I_BROADCAST,
    I_POST,
    I_SEMAPHORE,
    I_TRYSEMAPHORE,
    I_READ_LOCK,
    I_WRITE_LOCK,
    I_TRY_READ_LOCK,
    I_TRY_WRITE_LOCK,
    I_RELEASE, /* a rwlock */
    I_BARRIER,
    I_ONCE, /* its initialiser writes the variable of the same number */
    I_YIELD,
    I_SPIN, /* while an atomic is 0 */
} instruction_kind;

typedef struct instruction {
    uint8_t kind, number, other, part, skip;
} instruction;

struct generated {
    int threads_count;
    int spurious_max, timeouts_max;
    bool shares_mutex; /* both conditions go with mutex 0; else each with that of its number */
    int code_count[GENERATED_THREADS_MAX];
    instruction code[GENERATED_THREADS_MAX][GENERATED_CODE_MAX];
};

/* What a thread writes: never 0, told apart from all others. */
static inline uint16_t generated_value(int thread, int at) { return (uint16_t)(1 + thread * GENERATED_CODE_MAX + at); }

/* What a thread knows of what it has seen. */
static inline uint32_t generated_seen(uint32_t sum, uint32_t value) { return (sum ^ value) * 0x9E3779B1u + 1; }

/* Deadlines of different threads, in the order of their numbers. */
static inline int64_t generated_deadline_ns(int thread) { return ((int64_t)1 << 40) + thread; }

static inline uint64_t generated_mix(uint64_t hash, uint64_t word) {
    hash = (hash ^ word) * 0x9E3779B97F4A7C15ull;
    return hash ^ (hash >> 29);
}

static inline void assert_holds(bool holds) {
    if (!holds) __builtin_trap();
}
