/* The global state of the learner's library: put back before each schedule, so that variables and `static
   let` start afresh in all of them. */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* Looks where the variables of the library lie that begins at `begin` in memory; `bytes` is its file. Once,
   before any test. Null, or what is wrong with it. */
const char *ip_globals_find(uintptr_t begin, const uint8_t *bytes, size_t size);

/* Takes the state that schedules are to begin with. */
void ip_globals_remember(void);

/* What Swift's runtime has found out and keeps there (metadata, conformances) shall stay as it is now: it
   belongs to no schedule, and made anew each time the same type would not be itself. */
void ip_globals_keep_caches(void);

/* Puts the state back. */
void ip_globals_restore(void);
