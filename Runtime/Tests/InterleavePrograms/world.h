/* The state of a generated program, and what each of its instructions does: an interpreter that knows nothing of the
   engine. */
#pragma once

#include "generated.h"

enum { MAIN = GENERATED_THREADS_MAX, THREADS = MAIN + 1, CREDITS_MAX = 4 };

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

/* Whose world it is, and for each thread the event, counted from 1, that ended its spinning or created it; 0: none. */
extern const generated *world_program;
extern int world_woken_by[THREADS], world_created_after[THREADS];
/* Number of the event that is being performed, from 1. */
extern int world_event;

void world_make(world *world);
bool world_can(const world *world, int thread);
bool world_is_timed(const world *world, int thread);
/* How a thread could be woken though nobody wakes it; AS_USUAL: not at all. */
way world_extra(const world *world, int thread);
/* Fills in what the event has to do with. */
void world_perform(world *world, int thread, way way, happening *event);
/* What the program has come to, as generated_outcome says it of a schedule. */
uint64_t world_outcome(const world *world);
