/* Questions about the objects that threads synchronise with. */
#pragma once

#include <pthread.h>
#include <stdint.h>

#include "interleave.h"

static inline uintptr_t lock_address(const volatile void *object) {
    return (uintptr_t)object;
}

/* What kind a mutex is, from how libc's initialiser or a static one set it up. */
static inline il_kind mutex_kind(const pthread_mutex_t *mutex) {
    switch (mutex->__data.__kind & 3) {
    case 1: return IL_RECURSIVE_MUTEX; /* PTHREAD_MUTEX_RECURSIVE */
    case 2: return IL_ERRORCHECK_MUTEX; /* PTHREAD_MUTEX_ERRORCHECK */
    default: return IL_MUTEX; /* adaptive ones differ in speed only */
    }
}

/* Waits as pthread_cond_wait does. [controlled] */
int condition_wait(pthread_cond_t *condition, pthread_mutex_t *mutex, int64_t deadline_ns, uintptr_t pc);

/* As pthread_once does; `is_done` is what a token that is done holds. [controlled] */
void once_call(int *token, int done, void (*initialise)(void), uintptr_t pc);
