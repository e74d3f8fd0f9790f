/* Accesses to plain memory. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "exclusivity.h"
#include "image.h"
#include "interleave.h"

/* Whether an access at this return address is one of the learner's. */
static inline bool access_counts(const void *return_address) {
    return il_controlled() && ip_image_is_learner(return_address);
}

/* A range that is about to be read or written by a call at `return_address`. */
static inline void access_range(
    const volatile void *memory, size_t size, bool is_write, const void *return_address) {
    if (size == 0 || !access_counts(return_address)) return;
    ip_exclusivity_note((uintptr_t)memory, size);
    il_access_range((uintptr_t)memory, size, is_write, (uintptr_t)return_address);
}
