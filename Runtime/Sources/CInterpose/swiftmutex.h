/* Synchronization.Mutex. Its fast path is a compare-exchange in the learner's own code, 0 to the
   thread's id to lock and back to unlock: as a lock it is one operation, tells who holds it, and waits
   instead of failing. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "thread.h"

bool ip_swift_mutex_takes_slowly(
    volatile uint32_t *word, uint32_t expected, uint32_t desired, uintptr_t pc, uint32_t *found);

/* Whether a compare-exchange of the learner's is one of a Mutex, and was done here: `found` is then what
   the word held. [controlled] */
static inline bool swift_mutex_takes(
    volatile uint32_t *word, uint32_t expected, uint32_t desired, uintptr_t pc, uint32_t *found) {
    bool is_candidate = (expected == 0 && thread_is_kernel_id(desired))
        || (desired == 0 && thread_is_kernel_id(expected));
    return is_candidate && ip_swift_mutex_takes_slowly(word, expected, desired, pc, found);
}
