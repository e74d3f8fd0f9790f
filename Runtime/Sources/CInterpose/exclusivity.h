/* Swift's checks of exclusive access, as a source of accesses that carry no other mark. */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* How many accesses of the calling thread have begun and not ended. */
extern __thread uint32_t exclusivity_open __attribute__((tls_model("initial-exec")));

void exclusivity_note_slowly(uintptr_t address, size_t size);

/* The calling thread makes an access that is seen: what has begun around it needs no other witness. */
static inline void exclusivity_note(uintptr_t address, size_t size) {
    if (__builtin_expect(exclusivity_open != 0, 0)) exclusivity_note_slowly(address, size);
}
