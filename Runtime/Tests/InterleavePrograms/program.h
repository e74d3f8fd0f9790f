/* Words to write a program with. Every operation has a place of its own. */
#pragma once

#include "InterleavePrograms.h"

#include <errno.h>
#include <stdlib.h>

#define PLACE ({ __label__ here; here: (uintptr_t)&&here; })
#define AT(object) ((uintptr_t)&(object))

#define READ(x) ({ il_access(AT(x), sizeof(x), false, PLACE); (x); })
#define WRITE(x, v) ({ __typeof__(x) new_ = (v); il_access(AT(x), sizeof(x), true, PLACE); (x) = new_; })

#define LOAD(x, order) ({ \
    uintptr_t place_ = PLACE; \
    il_atomic_enter(AT(x), sizeof(x), IL_LOAD, order, place_); \
    __typeof__(x) old_ = (x); \
    il_atomic_leave(AT(x), sizeof(x), IL_LOAD, order, (uint64_t)old_, 0, false, place_); \
    old_; })
#define STORE(x, v, order) ({ \
    uintptr_t place_ = PLACE; \
    __typeof__(x) new_ = (v); \
    il_atomic_enter(AT(x), sizeof(x), IL_STORE, order, place_); \
    (x) = new_; \
    il_atomic_leave(AT(x), sizeof(x), IL_STORE, order, 0, (uint64_t)new_, true, place_); })
#define EXCHANGE(x, expression, order) ({ \
    uintptr_t place_ = PLACE; \
    il_atomic_enter(AT(x), sizeof(x), IL_EXCHANGE, order, place_); \
    __typeof__(x) old = (x); \
    (x) = (expression); \
    il_atomic_leave(AT(x), sizeof(x), IL_EXCHANGE, order, (uint64_t)old, (uint64_t)(x), true, place_); \
    old; })
#define COMPARE(x, expected, desired, order) ({ \
    uintptr_t place_ = PLACE; \
    __typeof__(x) expected_ = (expected), desired_ = (desired); \
    il_atomic_enter(AT(x), sizeof(x), IL_COMPARE, order, place_); \
    __typeof__(x) old_ = (x); \
    bool did_ = old_ == expected_; \
    if (did_) (x) = desired_; \
    il_atomic_leave( \
        AT(x), sizeof(x), IL_COMPARE, did_ ? order : IL_RELAXED, (uint64_t)old_, \
        did_ ? (uint64_t)desired_ : 0, did_, place_); \
    did_; })

typedef struct mutex { int word; } mutex;
#define LOCK(m) il_mutex_lock(AT(m), IL_MUTEX, IL_NEVER, PLACE)
#define UNLOCK(m) il_mutex_unlock(AT(m), IL_MUTEX, PLACE)
#define TRYLOCK(m) (il_mutex_trylock(AT(m), IL_MUTEX, PLACE) == 0)
#define WAIT(c, m) il_condition_wait(AT(c), AT(m), IL_MUTEX, IL_NEVER, PLACE)
#define SIGNAL(c) il_condition_signal(AT(c), false, PLACE)
#define BROADCAST(c) il_condition_signal(AT(c), true, PLACE)

#define SPAWN(function, argument) ({ \
    int made_ = -1; \
    check(il_thread_create(function, (void *)(intptr_t)(argument), false, 0, PLACE, &made_) == 0); \
    made_; })
#define JOIN(thread) check(il_thread_join(thread, false, IL_NEVER, PLACE, NULL) == 0)

/* A check of the program itself. */
void check(bool holds);

/* Two threads, run and joined. */
#define BOTH(one, other) do { \
    int one_ = SPAWN(one, 0), other_ = SPAWN(other, 1); \
    JOIN(one_); \
    JOIN(other_); } while (0)
