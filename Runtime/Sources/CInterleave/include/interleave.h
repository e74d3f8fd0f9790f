/* The engine of the schedule explorer: of a program's threads exactly one runs at a time, and the engine
   says which. It knows the program only through these calls; who makes them (interposed definitions, a
   test) is not its business.

   A schedule is one run of the program from il_schedule_begin to il_schedule_end, or one body given to
   il_schedule_run. The threads that run in it are its logical threads, numbered from 0 in the order of
   their creation; thread 0 is the one that began it. Every call that stands for an operation of the program
   works the same way: the operation is published, the engine may let other logical threads run, and the
   call returns once this thread has been chosen and the operation can be performed.

   Who may call:
   [any]        any thread at any time after il_start
   [frame]      the thread that drives schedules, outside a schedule
   [controlled] a logical thread inside a schedule: one for which il_controlled() is true
   Nothing here may be called from a signal handler, except il_controlled, il_is_current and il_owns_code.

   `pc` is the return address in the program's own code of the call that stands for the operation; it names
   a place in traces and tells places apart, and is never called. Functions that return int give 0 or the
   errno value that the POSIX function of the same name gives, unless they say otherwise. Times are in
   nanoseconds.

   The engine's memory is taken when it is loaded, a search's in il_search_create; what is not used costs
   nothing. At a limit (IL_*_MAX) the schedule ends with outcome IL_OUTCOME_TOO_BIG, unless the limit says
   otherwise. */
#pragma once

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Limits */

enum {
    IL_THREADS_MAX = 128, /* threads made in one schedule; a thread's number is never given out again in it */
    IL_OBJECTS_MAX = 16384, /* locks, atomics and the like used in one schedule */
    /* After so many scheduling points choice ends: threads take turns of IL_TURN_EVENTS until the program
       ends by itself or has made IL_EVENTS_MAX events; then the outcome is IL_OUTCOME_STEP_LIMIT. */
    IL_CHOICES_MAX = 20000,
    IL_EVENTS_MAX = 2000000, /* unless il_config.events_max says otherwise */
    IL_TURN_EVENTS = 1000,
    IL_STEPS_MAX = 60000, /* the last so many steps are kept */
    /* beyond them a schedule cannot be replayed: il_trace.runs_count says how many there were */
    IL_RUNS_MAX = 60000,
    IL_RACES_MAX = 32, /* pairs of places in one schedule; further ones are not noted */
    IL_PLACES_MAX = 128, /* places that a search learns to race; further ones are not learned */
    IL_RANGE_BYTES_MAX = 65536, /* of a longer range only the first so many bytes are looked at for races */
    IL_LIFTS_MAX = 1000, /* for each thread that looks: see IL_OUTCOME_LIVELOCK */
    IL_LONG_LOOKS = 100000, /* and then for each of them alone, before that is said */
    IL_ACCESSES_MAX = 200000000, /* of one schedule, those of a lone thread included: IL_OUTCOME_STEP_LIMIT */
};

/* ---- What happened */

typedef enum il_outcome {
    IL_OUTCOME_RUNNING, /* also what a process that died inside the schedule leaves behind */
    IL_OUTCOME_ENDED, /* thread 0 ended, or the last thread did */
    /* No thread can go on. A cycle of locks, a lock whose holder is gone, a semaphore nobody posts; and after
       thread 0 has ended only a cycle of locks, because threads that wait for work may be left behind. */
    IL_OUTCOME_DEADLOCK,
    IL_OUTCOME_LOST_WAKEUP, /* no thread can go on, and what all others wait for waits on a condition */
    /* Every thread that could run only looks at words that no longer change: IL_LIFTS_MAX looks. */
    IL_OUTCOME_LIVELOCK,
    IL_OUTCOME_DESTROYED_LOCK, /* used after its destruction, or destroyed while another thread needs it */
    IL_OUTCOME_LEAKED_THREAD, /* only with il_config.judges_leaks: threads are blocked for good at the end */
    IL_OUTCOME_STEP_LIMIT, /* neither a finding nor a proof */
    IL_OUTCOME_TOO_BIG, /* a limit of the engine; il_trace.limit names it. Neither a finding nor a proof */
} il_outcome;

typedef enum il_kind {
    IL_VARIABLE, /* plain memory: appears in steps, never in the table of objects */
    IL_ATOMIC,
    IL_MUTEX,
    IL_RECURSIVE_MUTEX,
    IL_ERRORCHECK_MUTEX,
    IL_SPIN,
    IL_SWIFT_MUTEX,
    IL_RWLOCK,
    IL_CONDITION,
    IL_SEMAPHORE,
    IL_BARRIER,
    IL_ONCE,
    IL_FUTEX,
    IL_EDGE, /* il_acquire, il_release */
    IL_THREAD,
} il_kind;

typedef enum il_action {
    IL_START,
    IL_END,
    IL_CREATE,
    IL_READ,
    IL_WRITE,
    IL_LOCK,
    IL_UNLOCK,
    IL_WAIT,
    IL_WAKE,
    IL_SIGNAL, /* of a condition; a post of a semaphore */
    IL_JOIN,
    IL_YIELD,
    IL_SLEEP,
    IL_FENCE,
    IL_DESTROY,
    IL_CALL, /* put in with il_mark */
    IL_FAIL, /* put in with il_mark */
} il_action;

/* Bits: finer than the action. */
typedef enum il_note {
    IL_NOTE_NONE = 0,
    IL_NOTE_ATOMIC = 1 << 0,
    IL_NOTE_RMW = 1 << 1,
    IL_NOTE_CAS_FAILED = 1 << 2,
    IL_NOTE_RELAXED = 1 << 3,
    IL_NOTE_ACQUIRE = 1 << 4,
    IL_NOTE_RELEASE = 1 << 5,
    IL_NOTE_SPURIOUS = 1 << 6, /* a wait that ended without a signal */
    IL_NOTE_TIMEOUT = 1 << 7,
    IL_NOTE_TRY_FAILED = 1 << 8,
    IL_NOTE_LOST = 1 << 9, /* a signal nobody waited for */
    IL_NOTE_BROADCAST = 1 << 10,
    IL_NOTE_SHARED_LOCK = 1 << 11, /* a read lock */
    IL_NOTE_NOT_OWNER = 1 << 12, /* unlocked by a thread that does not hold it */
    IL_NOTE_AGAIN = 1 << 13, /* of a recursive mutex: held before, or still held */
    IL_NOTE_VALUE = 1 << 14, /* il_step.value is known */
    IL_NOTE_TRY = 1 << 15,
    IL_NOTE_DETACHED = 1 << 16,
    IL_NOTE_SEQ_CST = 1 << 17, /* beside acquire and release, as far as they apply */
    IL_NOTE_CAS = 1 << 18, /* beside IL_NOTE_RMW: a compare-exchange that succeeded */
} il_note;

typedef struct il_step {
    uint64_t pc; /* 0: none, as at the start and end of a thread */
    uint64_t address; /* of the object or the memory; 0 if there is none */
    /* Read or written (zero-extended, the first 8 bytes); a semaphore's count after the step; of a
       condition's signal the threads waiting; of a join or creation the other thread. */
    uint64_t value;
    uint32_t notes; /* il_note */
    int32_t object; /* index into il_trace.objects, -1 for plain memory and where there is none */
    uint32_t size; /* bytes of an access */
    uint8_t thread;
    uint8_t action; /* il_action */
    uint8_t unused[2];
} il_step;

typedef struct il_object {
    uint64_t address;
    uint64_t made; /* pc of its initialisation, else of its first use */
    uint32_t kind; /* il_kind */
    uint32_t unused;
} il_object;

typedef struct il_race {
    uint64_t address;
    uint64_t pc[2]; /* the earlier access first */
    int64_t step[2]; /* numbers of steps, counted from the schedule's first; -1: not among the steps */
    uint32_t size[2];
    uint8_t thread[2];
    bool is_write[2], is_atomic[2];
    uint8_t unused[2];
} il_race;

/* A thread that cannot go on, at the end of the schedule. */
typedef struct il_waiting {
    uint64_t pc;
    uint64_t held_by[2]; /* threads it waits for, a bit each: holders of the lock, the thread to be joined */
    int32_t object; /* -1 for a join */
    uint8_t thread;
    uint8_t action; /* IL_LOCK, IL_WAIT, IL_JOIN; IL_READ: looks at `address` in a loop */
    uint8_t unused[2];
    uint64_t address;
} il_waiting;

typedef struct il_thread {
    uint64_t start; /* address of its function; 0 for thread 0 */
    uint64_t created; /* pc of its creation */
    int32_t creator; /* -1 for thread 0 */
    bool has_ended, is_detached, was_joined;
    uint8_t unused;
} il_thread;

/* One stretch of a thread: it was chosen, and made `events` events before another thread was. */
typedef enum il_variant {
    IL_NORMAL,
    IL_SPURIOUS, /* as a waiter that nobody has signalled */
    IL_TIMEOUT, /* as one whose time is up */
    IL_FINISH, /* thread 0 has ended, and lets the others finish first */
    IL_RESTLESS, /* of the first run only: not il_config.waits_in_spins */
} il_variant;
typedef struct il_run {
    uint32_t events;
    uint8_t thread;
    uint8_t variant; /* il_variant: how it was chosen */
    uint8_t unused[2];
} il_run;

/* A choice among several options, kept for strategies that go through them in order. */
typedef struct il_decision {
    uint16_t options; /* how many there were */
    uint16_t extras; /* of them, at the end: wakes that no thread caused (spurious, timeouts) */
    uint16_t chosen;
    uint16_t could_stay; /* option 0 was to let the running thread go on */
} il_decision;

/* All that comes out of a schedule. No pointers into it or out of it: it may lie in memory shared with the
   process that runs the schedule, and is whole up to the moment when that process dies. Cleared by
   il_schedule_begin as far as it was used; must be zero before its first use. */
typedef struct il_trace {
    uint32_t outcome; /* il_outcome */
    uint32_t limit; /* IL_OUTCOME_TOO_BIG: the limit reached, as il_limit_name takes it */
    uint64_t at_pc; /* IL_OUTCOME_DESTROYED_LOCK, IL_OUTCOME_TOO_BIG: place of the operation */
    int32_t at_object; /* of it; -1: none */
    uint32_t current; /* thread that runs */
    uint64_t accesses_count; /* grows with every call: a watchdog may look at it from another thread */
    uint64_t events_count; /* operations and accesses while more than one thread lived */
    uint32_t points_count; /* of them, scheduling points */
    uint32_t preemptions_count; /* a thread that could go on did not; spurious wakeups and timeouts are counted apart */
    uint32_t spurious_count, timeouts_count;
    uint32_t threads_count;
    uint32_t objects_count;
    uint32_t races_count;
    uint32_t waiting_count;
    uint32_t runs_count; /* the first IL_RUNS_MAX are kept */
    uint32_t decisions_count;
    uint64_t steps_count; /* the last IL_STEPS_MAX are kept: step i lies at steps[i % IL_STEPS_MAX] */
    bool was_replayed_exactly; /* replay and bounded strategies: every choice could be made as asked */
    uint8_t unused[7];
    il_race races[IL_RACES_MAX];
    il_thread threads[IL_THREADS_MAX];
    il_waiting waiting[IL_THREADS_MAX];
    il_object objects[IL_OBJECTS_MAX];
    il_decision decisions[IL_CHOICES_MAX];
    il_run runs[IL_RUNS_MAX];
    il_step steps[IL_STEPS_MAX];
} il_trace;

/* [any] Names as they stand in records: "deadlock", "mutex", "lock"; of a limit, what there is too much of
   in English ("threads"). Never NULL. */
const char *il_outcome_name(il_outcome outcome);
const char *il_kind_name(il_kind kind);
const char *il_action_name(il_action action);
const char *il_limit_name(uint32_t limit);

/* [any] A number that two traces share iff their steps are equal: threads, actions, objects by number, places
   as offsets from `image_base`, values below 4 GiB (others may be addresses). */
uint64_t il_trace_hash(const il_trace *trace, uintptr_t image_base);

/* ---- Start */

typedef enum il_switching {
    IL_SWITCH_BEST, /* user-level where the machine can do it */
    IL_SWITCH_USER, /* stacks and thread pointers of parked threads are run by one */
    IL_SWITCH_FUTEX, /* threads hand the right to run to each other */
} il_switching;

typedef struct il_setup {
    il_switching switching;
    size_t stack_bytes; /* of each thread; 0: 8 MiB. A program that asks for more gets this much */
    /* How to make a real thread; NULL: pthread_create. */
    int (*create_thread)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
    /* Called by the maker of a logical thread before that runs: the time to tell the program its handle,
       which it may look at as soon as the new thread runs. May be NULL. */
    void (*thread_made)(int thread, void *context);
    /* Called by each logical thread made in the schedule, and by 0 of one in process, before its function, in it, still
       controlled. May be NULL. */
    void (*thread_begins)(void *context);
    /* Called by each logical thread but 0 when it ends, in it, still controlled: its thread-specific data
       may be destroyed here. May be NULL. */
    void (*thread_ends)(void *context);
    /* The schedule is over inside: every outcome but IL_OUTCOME_ENDED by il_schedule_end, and the end of
       the last thread when thread 0 ended by il_thread_exit. The trace is complete, il_controlled() is
       false. Called on the thread that saw it; must not return after il_schedule_begin (leave the process).
       Not called in il_schedule_run, which returns instead. */
    void (*schedule_over)(il_outcome outcome, void *context);
    void *context;
} il_setup;

/* To be called before anything else here, on the process's only thread or at least before another one calls
   in; again, outside a schedule, to change what it says. 0, or ENOTSUP if the switching asked for is not to
   be had. */
int il_start(const il_setup *setup);

/* [any] What il_start settled on: IL_SWITCH_USER or IL_SWITCH_FUTEX. */
il_switching il_switching_used(void);

/* [frame] Makes real threads ready for schedules with so many logical ones, thread 0 included. Not needed,
   but spares them to every process forked afterwards (user-level switching only; with futexes each process
   makes its own, and this does nothing). With user-level switching fork with _Fork(): fork() would take
   their stacks away. 0 or errno. */
int il_pool_reserve(unsigned threads_count);

/* [any] Whether the caller is a logical thread inside a schedule, and not between il_ignore_begin and
   -_end. */
bool il_controlled(void);

/* [any] Whether the caller is the logical thread that holds the right to run, whatever it ignores. False while
   a schedule begins or ends, and between two threads. */
bool il_is_current(void);

/* [any] Whether an address lies in the engine's own code. */
bool il_owns_code(uintptr_t pc);

/* [controlled or not] The calling thread's operations are not the program's until the matching end; they
   nest. */
void il_ignore_begin(void);
void il_ignore_end(void);

/* ---- A schedule */

/* Which accesses are scheduling points; operations on locks, threads and atomics always are. */
typedef enum il_points { IL_POINTS_ALL, IL_POINTS_PLACES } il_points;

/* What becomes of other threads when thread 0 ends. */
typedef enum il_end {
    IL_END_EITHER, /* a choice: half of the schedules let them finish first, as far as they can */
    IL_END_FINISH, /* they finish first, as far as they can */
    IL_END_NOW, /* they end with it */
} il_end;

typedef struct il_config {
    uint32_t strategy; /* il_strategy_kind, no mix */
    uint32_t points; /* il_points */
    uint64_t seed;
    uint64_t program_seed; /* of il_random */
    uint32_t depth; /* PCT: bugs of so many ordering constraints; at least 1 */
    uint32_t events; /* PCT: the length to place change points in */
    uint32_t bound; /* bounded strategies: preemptions or delays */
    uint32_t spurious_max; /* wakeups without a signal */
    uint32_t timeouts_max; /* timeouts while others could run */
    uint32_t events_max; /* then the outcome is IL_OUTCOME_STEP_LIMIT; 0: IL_EVENTS_MAX */
    uint32_t end; /* il_end */
    bool judges_leaks;
    bool keeps_decisions; /* fill il_trace.decisions */
    /* A thread that has read the same unchanged words for the third time, with nothing but reads in
       between, waits until one of them is written, or nobody else can run. Without it such a thread goes on
       as any other does. A replay knows from its runs. */
    bool waits_in_spins;
    bool looks_long; /* IL_LONG_LOOKS come before IL_OUTCOME_LIVELOCK is said */
    /* New threads do not run before a thread that runs cannot go on, mostly the one that makes them. Else
       early ones have often ended before late ones are there. */
    bool gathers;
    uint8_t unused[3];
    uintptr_t gate; /* postponing: pc of the place where threads wait; 0: none */
    uint32_t places_count; /* IL_POINTS_PLACES: pcs of accesses that are points */
    uint32_t prefix_count; /* bounded strategies: option to take at each decision, then always the first */
    const uintptr_t *places;
    /* Leader PCT: IL_THREADS_MAX words, by number of thread. Threads with the same function are alike only if
       their words are the same. NULL: the function says it all. */
    const uint64_t *kinds;
    const uint16_t *prefix;
    uint32_t runs_count; /* replay */
    const il_run *runs;
    struct il_tree *tree; /* exhaustive: what the search knows; it stays the search's */
} il_config;

/* [frame] The caller becomes logical thread 0. What `config` points to must stay until the end. */
void il_schedule_begin(const il_config *config, il_trace *trace);

/* [controlled] Thread 0 returns from main, or a thread ends the program: lets the others finish if `config`
   says so, judges, and completes the trace. Afterwards the caller is no logical thread. On another thread
   than 0 with IL_SWITCH_USER the caller must leave the process. The outcome is in the trace. */
void il_schedule_end(uintptr_t pc);

/* [frame] One schedule in process: `body` is logical thread 0, on a stack of the pool. Returns its outcome;
   if that is not IL_OUTCOME_ENDED, the stacks of threads that had not ended are given up as they are. */
il_outcome il_schedule_run(const il_config *config, il_trace *trace, void (*body)(void *), void *argument);

/* ---- Memory. [controlled] */

/* A plain access that is about to be made. The memory is read here for the value; a value written is read
   at the thread's next call. */
void il_access(uintptr_t address, size_t size, bool is_write, uintptr_t pc);

/* The same for a range: one event. */
void il_access_range(uintptr_t address, size_t size, bool is_write, uintptr_t pc);

/* An access noticed only after it was made: looked at for races, no scheduling point. */
void il_access_made(uintptr_t address, size_t size, bool is_write, uintptr_t pc);

/* The memory is new, or about to be given back: it has no history, and objects in it are gone. Call it before
   memory is unmapped or freed, and after it is handed out. */
void il_forget(uintptr_t address, size_t size);

/* The C11 orders, numbered as __ATOMIC_RELAXED … __ATOMIC_SEQ_CST are. */
typedef enum il_order { IL_RELAXED, IL_CONSUME, IL_ACQUIRE, IL_RELEASE, IL_ACQ_REL, IL_SEQ_CST } il_order;
typedef enum il_atomic_kind { IL_LOAD, IL_STORE, IL_EXCHANGE, IL_COMPARE } il_atomic_kind;

/* An atomic operation: enter, perform it with ordinary instructions, leave. Sizes up to 16. EXCHANGE is every
   read-modify-write that always writes. */
void il_atomic_enter(uintptr_t address, size_t size, il_atomic_kind kind, il_order order, uintptr_t pc);

/* `old_value` as read (a store: 0), `new_value` as written (a load or failed COMPARE: 0), for 16 bytes the
   low half. Of a COMPARE `did_write` says whether it succeeded; `order` is then that of success, else that
   of failure. */
void il_atomic_leave(
    uintptr_t address, size_t size, il_atomic_kind kind, il_order order, uint64_t old_value,
    uint64_t new_value, bool did_write, uintptr_t pc);

void il_fence(il_order order, uintptr_t pc);

/* Happens-before made known by others: what was released before is seen after the acquire. No points. */
void il_acquire(uintptr_t address);
void il_release(uintptr_t address);

/* ---- Locks. [controlled]

   `address` is the object's. An object not seen before in this schedule is taken as fresh and free.
   `deadline_ns` is on the clock of il_now_ns, IL_NEVER for none; a timeout is a choice of the schedule. A use
   after destroy ends the schedule with IL_OUTCOME_DESTROYED_LOCK, so does the destruction of what another
   thread holds or waits for; initialisation, a plain write over it, or il_forget makes it fresh again. */

#define IL_NEVER INT64_MAX

/* `kind`: IL_MUTEX, IL_RECURSIVE_MUTEX, IL_ERRORCHECK_MUTEX, IL_SPIN or IL_SWIFT_MUTEX. A second lock by
   the holder of an IL_MUTEX blocks for good. Unlocked by a thread that does not hold it: EPERM for the
   recursive and errorcheck kinds; the others do what glibc does, they become free, and the step says
   IL_NOTE_NOT_OWNER. Unlock is a scheduling point only once the schedule has seen a trylock: otherwise
   nobody could tell. */
void il_mutex_init(uintptr_t address, il_kind kind, uintptr_t pc);
int il_mutex_destroy(uintptr_t address, il_kind kind, uintptr_t pc); /* EBUSY if the caller holds it */
/* EDEADLK, ETIMEDOUT */
int il_mutex_lock(uintptr_t address, il_kind kind, int64_t deadline_ns, uintptr_t pc);
int il_mutex_trylock(uintptr_t address, il_kind kind, uintptr_t pc); /* EBUSY */
int il_mutex_unlock(uintptr_t address, il_kind kind, uintptr_t pc); /* EPERM */

void il_rwlock_init(uintptr_t address, uintptr_t pc);
int il_rwlock_destroy(uintptr_t address, uintptr_t pc);
/* EDEADLK, ETIMEDOUT */
int il_rwlock_lock(uintptr_t address, bool is_write, int64_t deadline_ns, uintptr_t pc);
int il_rwlock_trylock(uintptr_t address, bool is_write, uintptr_t pc); /* EBUSY */
int il_rwlock_unlock(uintptr_t address, uintptr_t pc); /* EPERM if the caller does not hold it */

/* `mutex` must be held by the caller: else EPERM, at once. Wakes are given out by the schedule: a signal
   lets any one of the threads then waiting go on. */
void il_condition_init(uintptr_t address, uintptr_t pc);
int il_condition_destroy(uintptr_t address, uintptr_t pc);
int il_condition_wait(
    /* ETIMEDOUT */
    uintptr_t address, uintptr_t mutex, il_kind mutex_kind, int64_t deadline_ns, uintptr_t pc);
int il_condition_signal(uintptr_t address, bool is_broadcast, uintptr_t pc);

/* A semaphore not seen before has `value` as its count. */
void il_semaphore_init(uintptr_t address, unsigned value, uintptr_t pc);
int il_semaphore_destroy(uintptr_t address, uintptr_t pc);
int il_semaphore_wait(uintptr_t address, unsigned value, int64_t deadline_ns, uintptr_t pc); /* ETIMEDOUT */
int il_semaphore_trywait(uintptr_t address, unsigned value, uintptr_t pc); /* EAGAIN */
int il_semaphore_post(uintptr_t address, unsigned value, uintptr_t pc); /* EOVERFLOW */
int il_semaphore_value(uintptr_t address, unsigned value, uintptr_t pc, int *count);

void il_barrier_init(uintptr_t address, unsigned count, uintptr_t pc);
int il_barrier_destroy(uintptr_t address, uintptr_t pc);
/* PTHREAD_BARRIER_SERIAL_THREAD for one of the threads; EINVAL if it was never initialised. */
int il_barrier_wait(uintptr_t address, uintptr_t pc);

/* True: the caller is to run the initialiser and then call il_once_end. False: it has been run. `was_done`:
   done before the schedule, as the token itself tells. A thread that enters its own initialiser again is
   blocked for good. */
bool il_once_begin(uintptr_t address, bool was_done, uintptr_t pc);
void il_once_end(uintptr_t address, uintptr_t pc);

/* A futex of the program's own. Waits while the word is `expected`: EAGAIN if it is not, ETIMEDOUT. Wake
   returns how many. */
int il_futex_wait(uintptr_t address, uint32_t expected, int64_t deadline_ns, uintptr_t pc);
int il_futex_wake(uintptr_t address, unsigned count, uintptr_t pc);

/* ---- Threads. [controlled] */

/* EAGAIN if no real thread is to be had. A scheduling point after the creation. */
int il_thread_create(
    void *(*start)(void *), void *argument, bool is_detached, size_t stack_bytes, uintptr_t pc, int *thread);
/* EDEADLK for itself; EINVAL if detached or joined before; ESRCH if there is none; ETIMEDOUT; with `tries`,
   EBUSY if it has not ended. `value` may be NULL. */
int il_thread_join(int thread, bool tries, int64_t deadline_ns, uintptr_t pc, void **value);
int il_thread_detach(int thread, uintptr_t pc); /* EINVAL, ESRCH */
_Noreturn void il_thread_exit(void *value, uintptr_t pc);
int il_thread_self(void);
/* The real thread behind a logical one; it is what pthread_self() returns in it. */
pthread_t il_thread_handle(int thread);
/* The number of the latest logical thread with that handle; -1 if there is none in this schedule. */
int il_thread_of_handle(pthread_t handle);

/* ---- Time, chance, remarks. [controlled] */

void il_yield(uintptr_t pc);
void il_sleep(int64_t duration_ns, uintptr_t pc);
/* Time since the schedule began. Moves with events, sleeps and timeouts, and faster while it is looked at
   in a loop. */
int64_t il_now_ns(void);
/* A number that depends on the schedule's seed and how often it was asked. */
uint64_t il_random(void);
/* Puts a step into the trace: IL_CALL or IL_FAIL. */
void il_mark(il_action action, uintptr_t address, uint64_t value, uintptr_t pc);

/* ---- Search. [frame] */

typedef enum il_strategy_kind {
    IL_STRATEGY_MIX, /* members of the others in turn: see search.c */
    IL_STRATEGY_RANDOM,
    IL_STRATEGY_PCT, /* Burckhardt, Kothari, Musuvathi, Nagarakatte, ASPLOS 2010 */
    IL_STRATEGY_LEADER_PCT, /* PCT in which one of the threads with the same function leads the others */
    IL_STRATEGY_POS, /* partial-order sampling: Yuan, Yang, Gu, CAV 2018 */
    IL_STRATEGY_LOCKSTEP, /* a step of each thread in turn, mostly */
    IL_STRATEGY_POSTPONING, /* threads that come to one place wait there for all others: Sen, PLDI 2008 */
    IL_STRATEGY_PREEMPTION_BOUNDED, /* in order, with 0, 1, … preemptions: Musuvathi, Qadeer, PLDI 2007 */
    IL_STRATEGY_DELAY_BOUNDED, /* in order, with 0, 1, … delays: Emmi, Qadeer, Rakamarić, POPL 2011 */
    IL_STRATEGY_EXHAUSTIVE, /* source-DPOR: Abdulla, Aronis, Jonsson, Sagonas, POPL 2014 */
    IL_STRATEGY_REPLAY,
} il_strategy_kind;

const char *il_strategy_name(il_strategy_kind kind);
/* False if there is none of that name. */
bool il_strategy_named(const char *name, il_strategy_kind *kind);

typedef struct il_search_options {
    il_strategy_kind strategy;
    uint64_t seed;
    uint64_t schedules_max;
    uint32_t bound_max; /* bounded strategies stop when all schedules up to it are done; 0: 2 */
    uint32_t spurious_max, timeouts_max; /* as in il_config */
    il_end end;
    bool judges_leaks;
    bool looks_long;
    const il_run *runs; /* replay; must stay */
    uint32_t runs_count;
} il_search_options;

typedef struct il_search il_search;

/* NULL if there is no memory. */
il_search *il_search_create(const il_search_options *options);
void il_search_destroy(il_search *search);

/* The next schedule to run; false if there is none: schedules_max are done, or all there are
   (il_search_is_exhausted), or all within the bound (il_search_ended_at_bound). `config` stays valid until the next call. */
bool il_search_next(il_search *search, il_config *config);
/* What came of it; also after a crash in it. */
void il_search_note(il_search *search, const il_trace *trace);
/* Every schedule there is was run. Of a bounded search: with threads finishing before the end, and no more timeouts and
   spurious wakeups than the options allow. */
bool il_search_is_exhausted(const il_search *search);
/* A bounded search has run what its bound allows; there are schedules that cost more, or were cut. */
bool il_search_ended_at_bound(const il_search *search);
uint64_t il_search_schedules_count(const il_search *search);

/* ---- Proof: IL_STRATEGY_EXHAUSTIVE

   Of all orders that differ only in operations that commute, one schedule is run: `executions`. When there is none left,
   what no schedule showed no order can show. Threads always finish before the end (il_config.end does not matter), timeouts
   and spurious wakeups are choices up to their number, and in forked processes as well as in this one the search learns while a
   schedule runs: every one must be noted before the next. After a finding it may go on. */

/* Why not all orders were seen, though there is no schedule left. Bits. */
typedef enum il_gap {
    IL_GAP_NONE = 0,
    IL_GAP_EVENTS = 1 << 0, /* a schedule had more than IL_CHOICES_MAX events */
    IL_GAP_THREADS = 1 << 1, /* more than 31 */
    IL_GAP_MEMORY = 1 << 2, /* more accesses, or larger ones, than there is room for */
    IL_GAP_DIVERGED = 1 << 3, /* the program did not do the same again; the search has ended */
    IL_GAP_CUT_SHORT = 1 << 4, /* a schedule ended before its threads: livelock, a limit, a destroyed lock, a crash */
    IL_GAP_LEFT_BEHIND = 1 << 5, /* threads that would never end */
    IL_GAP_LATE_ACCESS = 1 << 7, /* il_access_made */
    /* Waits could end early more than once in a schedule (spurious_max + timeouts_max > 1): nearly all such orders
       are seen, but one in some thousand programs has been seen to have one more. */
    IL_GAP_EARLY_WAKES = 1 << 8,
    IL_GAP_LIMITED_JOIN = 1 << 6, /* a join that does not wait, or not for good */
} il_gap;

typedef struct il_proof {
    uint64_t executions; /* each of another class of orders */
    uint64_t redundant; /* further schedules, given up when they turned out to lead to nothing new */
    uint32_t events_max; /* of one execution */
    uint32_t gaps; /* il_gap */
    /* Threads that looked at unchanged words for the third time, with nothing but looks in between, were taken to do
       so until they change: that such a loop ends by itself was tried only where nobody else could run. */
    bool assumes_waiting;
    bool is_complete; /* no schedule is left, and there are no gaps */
} il_proof;

/* What a search with IL_STRATEGY_EXHAUSTIVE has come to. */
void il_search_proof(const il_search *search, il_proof *proof);
/* Before a schedule is noted: a number that it shares with others iff they have the same operations, ordered alike. */
uint64_t il_search_class(const il_search *search);

/* ---- Shrinking: from a schedule that fails to one in which fewer threads are interrupted. [frame] */

typedef struct il_shrink_options {
    const il_run *runs; /* of the schedule that failed; must stay */
    uint32_t runs_count;
    uint64_t schedules_max; /* to be run for it */
    uint64_t program_seed; /* as in the il_config of that schedule, and so are these */
    uint32_t spurious_max, timeouts_max;
    il_end end;
    bool judges_leaks;
    bool looks_long; /* not where what failed is a livelock: each of those would take long */
} il_shrink_options;

/* What has been reached so far. */
typedef struct il_shrunk {
    const il_run *runs; /* NULL: the failure has not been met again; valid until the next note, or the end */
    uint32_t runs_count;
    uint32_t cost; /* preemptions, spurious wakeups, and timeouts while others could run */
    uint64_t schedules_count; /* run for it */
    bool was_reproduced; /* the failure happened again when its choices were repeated */
    bool is_minimum; /* no schedule with a lower cost fails alike; else none has been found */
} il_shrunk;

typedef struct il_shrink il_shrink;

/* NULL if there is no memory. What it knows lies in memory that forks share: any of them may go on with it. */
il_shrink *il_shrink_create(const il_shrink_options *options);
void il_shrink_destroy(il_shrink *shrink);
/* For another failure, in the same memory. */
void il_shrink_restart(il_shrink *shrink, const il_shrink_options *options);
/* The next schedule to run; false: there is none, the result stands. `config` stays valid until the next call. */
bool il_shrink_next(il_shrink *shrink, il_config *config);
/* What came of it, and whether it is the same failure. */
void il_shrink_note(il_shrink *shrink, const il_trace *trace, bool fails_alike);
const il_shrunk *il_shrink_result(const il_shrink *shrink);

/* ---- Choices as text

   A schedule as one word: its runs separated by commas, each a thread, or a thread and its events as "3x17".
   After the thread `s` stands for a spurious wakeup, `t` for a timeout, `f` where thread 0 lets the others
   finish; after the first `r` if threads that spin do not wait. "0x12,1x4,2t,0x3,0f". It does not depend on
   the strategy that found it. */

/* Bytes needed, the final 0 included; writes as many as there is room for. */
size_t il_choices_write(const il_trace *trace, char *text, size_t text_bytes);
/* How many runs, at most `runs_max`; -1 if the text is none. */
ptrdiff_t il_choices_read(const char *text, il_run *runs, size_t runs_max);

#ifdef __cplusplus
}
#endif
