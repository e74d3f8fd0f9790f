/* What the files of CInterleave tell each other. */
#pragma once

#include "interleave.h"

#include <assert.h>
#include <errno.h>
#include <setjmp.h>

/* The engine's code lies together, so that il_owns_code can tell it: what it calls may be interposed in an
   explored program, and lead back here. */
#pragma clang section text = "il_text"

#pragma GCC visibility push(hidden)

/* ---- Limits */

/* il_trace.limit */
enum { LIMIT_NONE, LIMIT_THREADS, LIMIT_OBJECTS, LIMIT_MEMORY };

enum {
    ARENA_BYTES = 128 << 20, /* clocks and shadow of one schedule; only what is used costs anything */
    ARENA_UNIT = 16, /* bytes: everything in the arena is aligned to it */
    BLOCK_BYTES = 512, /* of program memory, that one block of shadow stands for */
    BLOCK_WORDS = BLOCK_BYTES / 8,
    BLOCKS_LOG2 = 16,
    BLOCKS_MAX = 3 << (BLOCKS_LOG2 - 2), /* three quarters of the table */
    LOOKS_MAX = 8, /* words that a spinning thread may look at in a round */
    NOTINGS_MAX = 8, /* local variables that it may write in a round */
    NOTING_BYTES_MAX = 64, /* of a local variable, for its writes to be compared */
    OWN_STACK_BYTES = 16384, /* above the frame that runs: surely the thread's own stack */
    PLACES_LOG2 = 9,
    STACK_BYTES = 8 << 20,
    EVENT_NS = 1000, /* virtual time that an event takes */
    POLL_NS_MAX = 1000000000, /* virtual time that a look at the clock may take */
};

/* ---- Sets of threads */

typedef unsigned __int128 thread_mask;
_Static_assert(sizeof(thread_mask) * 8 >= IL_THREADS_MAX, "a bit for each thread");

static inline thread_mask mask_of(int thread) { return (thread_mask)1 << thread; }

/* Most programs have few threads: the upper half of their sets is empty. */
static inline int mask_count(thread_mask mask) {
    if ((uint64_t)(mask >> 64) == 0) return __builtin_popcountll((uint64_t)mask);
    return __builtin_popcountll((uint64_t)mask) + __builtin_popcountll((uint64_t)(mask >> 64));
}

/* The lowest member of a set that is not empty. */
static inline int mask_first(thread_mask mask) {
    uint64_t low = (uint64_t)mask;
    return low != 0 ? __builtin_ctzll(low) : 64 + __builtin_ctzll((uint64_t)(mask >> 64));
}

/* The member with `index` smaller ones. */
static inline int mask_at(thread_mask mask, unsigned index) {
    if ((uint64_t)(mask >> 64) == 0) {
        uint64_t low = (uint64_t)mask;
        while (index-- > 0) low &= low - 1;
        return __builtin_ctzll(low);
    }
    while (index-- > 0) mask &= mask - 1;
    return mask_first(mask);
}

static inline bool mask_has(thread_mask mask, int thread) {
    uint64_t half = thread < 64 ? (uint64_t)mask : (uint64_t)(mask >> 64);
    return (bool)(half >> (thread % 64) & 1);
}

static inline bool mask_is_single(thread_mask mask) { return mask != 0 && (mask & (mask - 1)) == 0; }

/* ---- Clocks: for each thread how much of it has been seen. What lies beyond the length is 0. */

typedef struct vector_clock {
    uint32_t *ticks;
    uint32_t length, capacity;
} vector_clock;

static inline uint32_t clock_at(const vector_clock *clock, unsigned thread) {
    return thread < clock->length ? clock->ticks[thread] : 0;
}

void il_clock_extend(vector_clock *clock, uint32_t length);
void il_clock_join(vector_clock *into, const vector_clock *from);
void il_clock_copy(vector_clock *into, const vector_clock *from);

/* ---- Objects */

/* A signal not yet taken: any one of these threads may wake by it. */
typedef struct credit {
    thread_mask threads;
    struct credit *next;
} credit;

typedef struct object {
    uintptr_t address;
    uint32_t next; /* in the same block: index + 1, 0 ends the list */
    uint8_t kind; /* il_kind */
    bool is_destroyed;
    bool is_initialised; /* by a call of its own; a barrier must be */
    int16_t owner; /* thread, -1: none */
    uint32_t depth; /* of a recursive mutex */
    uint32_t count; /* semaphore; threads arrived at a barrier; state of a once */
    uint32_t width; /* of a barrier */
    uint32_t round; /* of a barrier */
    thread_mask waiters; /* threads with a published operation on it */
    thread_mask readers; /* holding a read lock */
    thread_mask sleepers; /* waiting on the condition */
    credit *credits;
    uint8_t *read_depths; /* for each thread, how many read locks it holds; NULL: never any */
    vector_clock released, readers_released;
} object;

enum { ONCE_NEW, ONCE_RUNNING, ONCE_DONE };

static inline uint32_t il_object_number(const object *object);

/* ---- Threads */

typedef enum operation_kind {
    OP_RUN, /* can always be performed */
    OP_LOCK,
    OP_READ_LOCK,
    OP_WRITE_LOCK,
    OP_WAKE,
    OP_SEMAPHORE,
    OP_BARRIER,
    OP_ONCE,
    OP_JOIN,
    OP_FUTEX,
    OP_AWAIT, /* a spinning thread: until what it looks at is written */
    OP_FINISH, /* thread 0 has ended: until the others have */
} operation_kind;

/* What a thread does next. */
typedef struct operation {
    uint8_t kind; /* operation_kind */
    uint8_t action; /* il_action */
    bool is_read; /* two of them on the same thing commute */
    int16_t target; /* thread to be joined */
    uint32_t round; /* of the barrier */
    object *object, *mutex;
    uintptr_t key; /* the object's address, or the word of memory; 0: commutes with everything */
    uintptr_t memory; /* accessed, `size` bytes of it; 0: none */
    uint32_t size;
    uintptr_t pc;
    int64_t deadline_ns;
} operation;

typedef struct look {
    uintptr_t pc, address;
    uint64_t value;
    uint32_t size, count;
} look;

/* A write of a thread to its own stack, and what it left there. */
typedef struct noting {
    uintptr_t pc, address;
    uint64_t value;
    uint32_t size;
} noting;

typedef struct slot slot;

/* Where a thread goes on. */
typedef struct context {
    void *stack_pointer;
    uintptr_t thread_pointer;
    uint32_t *go; /* switching by futex: 1 when its turn has come */
    slot *slot; /* NULL: a thread that is none of the pool's */
} context;

typedef struct thread {
    context context;
    operation operation;
    thread_mask own; /* the set of this one only */
    uint8_t variant; /* il_variant it was last chosen with */
    uint8_t number;
    bool has_ended, is_detached, was_joined, was_woken;
    uint32_t ignored;
    vector_clock now, fence_released, relaxed_seen;
    /* Number + 1 of the step whose value is in memory only at the thread's next call; 0: none; UNREAD_NO_STEP: of
       a write without a step. */
    uint64_t unread;
    noting unsettled; /* of the write that is unread, if its size is not 0 */
    uint32_t notings_count;
    void *(*start)(void *);
    void *argument, *value;
    pthread_t handle;
    uint32_t looks_count;
    bool looks_overflowed;
    look looks[LOOKS_MAX]; /* last, because only those counted mean anything */
    noting notings[NOTINGS_MAX]; /* the latest, in a ring */
} thread;

#define UNREAD_NO_STEP UINT64_MAX

/* ---- The engine */

typedef struct strategy strategy;
typedef struct block block;

typedef struct engine {
    /* Of the process */
    il_setup setup;
    il_switching switching;
    bool is_started;

    /* Of the schedule */
    bool is_active;
    bool is_in_process; /* il_schedule_run */
    bool is_finishing; /* thread 0 has ended and lets the others finish */
    bool has_tried; /* a trylock was seen: unlocks are points */
    bool has_destroyed;
    bool lifts_next; /* spinning threads before timeouts, next time nobody can run */
    bool all_points;
    bool stops_everywhere; /* also where nobody could tell, as at an unlock */
    thread *current;
    il_trace *trace;
    const strategy *strategy;
    il_config config;
    thread_mask alive, enabled;
    thread_mask timed; /* blocked or not, with a time limit */
    thread_mask awaiting; /* spinning, and not enabled */
    thread_mask asleep; /* waiting on conditions */
    thread_mask gathered; /* il_config.gathers: new, and held back */
    uint32_t lifts;
    thread_mask long_lifted; /* threads that have looked for long since anything changed */
    uint32_t looks_left; /* of the one that does */
    uint64_t long_steps; /* when it began to */
    int last_lifted;
    il_run *run; /* that is going on */
    int finisher; /* that has ended and waits for the others */
    uint64_t events_max;
    uint64_t finish_events_max; /* events_count at which finishing ends */
    il_step *step_next;
    int64_t time_ns;
    int64_t poll_ns;
    uint64_t chance; /* state of il_random */
    context frame; /* il_schedule_run: its caller */

    /* Memory of the schedule */
    uint32_t generation;
    size_t arena_used;
    uint32_t blocks_count, regions_count;
    block *last_block;
    uint32_t free_record; /* in arena, in units; 0: none */
    uint32_t objects_count;
} engine;

extern engine il_engine;
extern thread il_threads[IL_THREADS_MAX];
extern object il_objects[IL_OBJECTS_MAX];
extern _Thread_local thread *il_self __attribute__((tls_model("initial-exec")));

static inline uint32_t il_object_number(const object *object) { return (uint32_t)(object - il_objects); }

/* ---- memory.c */

/* Zeroed, aligned to ARENA_UNIT; never NULL: at the limit the schedule ends. */
void *il_arena_take(size_t bytes);
char *il_arena(void);
/* In a loop that the compiler would make a call of memset or memmove, which may be interposed. */
#define STAYS_A_LOOP() __asm__ volatile("" ::: "memory")
/* Zeros; both are multiples of 8. */
void il_clear(void *memory, size_t bytes);

/* ---- blocks.c: what is known of a stretch of program memory */

struct block {
    uintptr_t number; /* address / BLOCK_BYTES */
    uint32_t objects; /* index + 1 of the first */
    uint32_t records[BLOCK_WORDS]; /* accesses to each word: see races.c */
    uint32_t *touches; /* events at each word: see exhaustive-touches.c; NULL: none */
};

/* NULL if there is none and it is not to be made. */
block *il_block_find(uintptr_t address, bool makes);
/* The object at an address, made as a fresh one of that kind if there is none. A use of a destroyed one
   ends the schedule. */
object *il_object_at(uintptr_t address, il_kind kind, uintptr_t pc);
object *il_object_find(uintptr_t address);
/* As fresh, whatever it was. */
object *il_object_renew(uintptr_t address, il_kind kind, uintptr_t pc);
/* A plain write to memory: destroyed objects there are none any more. */
void il_objects_overwritten(uintptr_t address, size_t size);

/* ---- races.c */
void il_races_check(
    uintptr_t address, size_t size, bool is_write, bool is_atomic, uintptr_t pc, int64_t step);
void il_records_drop(block *block, unsigned first_word, unsigned last_word);
/* Whether a thread other than the current one has been at the word. */
bool il_word_is_shared(uintptr_t address);

/* ---- happens-before, in clocks.c */
void il_clock_tick(thread *self);
static inline void il_acquire_from(thread *self, const vector_clock *released) {
    if (released->length != 0) il_clock_join(&self->now, released);
}
/* What the object had is replaced, or added to. */
void il_release_into(thread *self, vector_clock *released);
void il_release_onto(thread *self, vector_clock *released);

/* ---- trace.c */
il_step *il_step_add(
    il_action action, const object *object, uintptr_t address, uint32_t size, uint32_t notes, uint64_t value,
    uintptr_t pc);
static inline int64_t il_step_last(void) { return (int64_t)il_engine.trace->steps_count - 1; }
/* Surely of the thread that runs. */
static inline bool il_is_on_own_stack(uintptr_t address) {
    return address - (uintptr_t)__builtin_frame_address(0) < OWN_STACK_BYTES;
}
/* In the long looks before a livelock is said, what changes nothing is no step: it would push what matters out of the
   trace. */
static inline bool il_is_mute(il_action action, uintptr_t address) {
    if (il_engine.lifts == 0 || il_engine.long_lifted == 0) return false;
    return action == IL_READ || (action == IL_WRITE && il_is_on_own_stack(address));
}
void il_trace_clear(il_trace *trace);
void il_places_set(const uintptr_t *pcs, uint32_t count); /* access.c */
void il_run_begin(int thread, il_variant variant);
/* The first `size` bytes, at most 8, of memory; 0-extended. */
uint64_t il_memory_value(uintptr_t address, size_t size);

/* ---- point.c */

/* Fills in the value of the thread's last write. */
void il_read_written(thread *self);

/* Starts a call of the program: what the thread wrote before is now in memory. */
static inline thread *il_enter(void) {
    thread *self = il_engine.current;
    assert(il_engine.is_active && self == il_self);
    if (self->unread != 0) il_read_written(self);
    return self;
}

/* Publishes the thread's operation, lets others run, and returns when it is to be performed; `variant` in the
   thread says how it was chosen. `yields`: others go first if they can. */
void il_point(thread *self, bool yields);
/* The same for what is no choice: others run only if it cannot be performed. */
void il_wait(thread *self);
/* Counts what is no event, against a limit of its own. */
void il_count(void);
/* An object's state has changed: who can go on now? */
void il_object_changed(object *object);
void il_thread_reconsider(thread *thread);
/* The thread has ended: the next one runs. */
_Noreturn void il_leave(thread *self);
/* Nothing else was done than looking, so far. */
static inline void il_progress(thread *self) {
    self->looks_count = 0;
    self->looks_overflowed = false;
    il_engine.lifts = 0;
    il_engine.long_lifted = 0;
    il_engine.poll_ns = 0;
}

/* What the thread that runs is about to publish, in place: it has no other operation. */
static inline operation *il_plan(
    thread *self, operation_kind kind, il_action action, object *object, uintptr_t pc) {
    operation *operation = &self->operation;
    operation->kind = (uint8_t)kind;
    operation->action = (uint8_t)action;
    operation->is_read = false;
    operation->target = -1;
    operation->round = 0;
    operation->object = object;
    operation->mutex = NULL;
    operation->key = object != NULL ? object->address : 0;
    operation->memory = 0;
    operation->size = 0;
    operation->pc = pc;
    operation->deadline_ns = IL_NEVER;
    return operation;
}

/* ---- spin.c */

/* The thread is about to look at a word: whether it does so again and again in vain. Then its operation has
   become one that waits. */
void il_spin_before(thread *self, uintptr_t address, size_t size, uint64_t value);
void il_spin_after(thread *self, uintptr_t pc, uintptr_t address, size_t size, uint64_t value);
/* The thread has written: whether that is progress is known when the value is in memory. */
void il_spin_wrote(thread *self, uintptr_t pc, uintptr_t address, size_t size);
/* Its unsettled write is in memory. */
void il_spin_settle(thread *self);
void il_spin_wake(uintptr_t address, size_t size);
/* Memory, or the state of the object there, is changing. */
static inline void il_changed(uintptr_t address, size_t size) {
    if (il_engine.awaiting != 0) il_spin_wake(address, size);
}

/* ---- mutex.c */
void il_mutex_take(thread *self, object *mutex);
void il_mutex_give(thread *self, object *mutex);

/* ---- condition.c */
bool il_condition_has_credit(const object *condition, int thread);

/* ---- judge.c */

/* No thread can go on: what that is. Fills il_trace.waiting. */
il_outcome il_judge(void);
/* Whether a thread that has just begun to wait has closed a cycle, in which nobody can go on again. */
bool il_closes_cycle(const thread *thread);
/* The threads that one waits for. */
thread_mask il_blockers(const thread *thread);

/* ---- schedule.c */
_Noreturn void il_over(il_outcome outcome);
_Noreturn void il_too_big(uint32_t limit, uintptr_t pc);
_Noreturn void il_destroyed(const object *object, uintptr_t pc);

/* ---- threads.c */
thread *il_thread_make(int number);
void il_thread_body(void);

/* ---- contexts.c, contexts-user.c, contexts-futex.c: two ways to let another thread run */

struct slot {
    context parked; /* at the top of its stack */
    pthread_t handle;
    uint32_t is_ready; /* futex */
    uint32_t go; /* futex */
    bool must_restart; /* switching by futex: its stack is given up */
    sigjmp_buf restart;
    uint64_t park_stack[64];
};

/* The slot of a logical thread, with a real thread behind it; NULL if there is none to be had. */
slot *il_slot(int thread);
/* Before a schedule: forgets threads that this process has not inherited. */
void il_slots_check(void);
/* The calling thread's. `go` as in context. */
void il_context_here(context *context, uint32_t *go);
/* One that runs il_thread_body from the top of the slot's stack. */
void il_context_fresh(context *context, slot *slot);
void il_context_switch(context *from, context *to);
/* The same, and `from` is never gone on with. */
_Noreturn void il_context_leave(context *from, context *to);

void *il_user_main(void *slot);
void il_user_here(context *context);
void il_user_fresh(context *context, slot *slot);
void il_user_switch(context *from, context *to);
bool il_user_is_possible(void);
void *il_futex_main(void *slot);
void il_futex_fresh(context *context, slot *slot);
void il_futex_switch(context *from, context *to);
_Noreturn void il_futex_leave(context *from, context *to);
/* System calls that touch no thread's data. */
void il_futex_sleep(uint32_t *word, uint32_t value);
void il_futex_rouse(uint32_t *word);

/* ---- time.c */
void il_time_reach(int64_t time_ns);

#pragma GCC visibility pop
