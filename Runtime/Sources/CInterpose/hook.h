/* How a definition of this target finds out whom it was called by, and whether it is to take the call
   over. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "image.h"
#include "interleave.h"
#include "real.h"

/* Where a call came from: only to be used in the function called itself. */
typedef struct call_site {
    const void *return_address;
    void *const *frame;
} call_site;

#define HERE ((call_site){__builtin_return_address(0), __builtin_frame_address(0)})

/* Definitions that stand before those of libraries. A program may have functions of its own under such a
   name (`clone` in C, say): then those are meant, by the program and by libraries, as without the
   explorer. All other names of this target that a program could see begin with ip_. */
#define EXPORT __attribute__((visibility("default"), weak))

/* Whether the call is an operation of the learner's program. Locks inside the C library, Swift's runtime
   and the like are none: what they guard shows nothing to the learner, and no thread is switched while
   they are held. */
static inline bool is_taken_over(call_site site) {
    if (!il_controlled()) return false;
    image_owner owner = ip_image_owner_of(site.return_address);
    return owner != IMAGE_QUIET && owner != IMAGE_OURS && owner != IMAGE_HOST;
}

/* The place in the learner's code that the call came from; 0 if none is found. */
static inline uintptr_t learner_pc(call_site site) {
    return (uintptr_t)ip_image_learner_caller(site.return_address, site.frame);
}
