#pragma once

#include "program.h"

void published_relaxed(void *), published(void *), published_by_fences(void *), fence_on_one_side(void *),
    release_sequence(void *), broken_release_sequence(void *), halves_of_a_word(void *),
    atomic_beside_plain(void *), reused_memory(void *), edges(void *), read_without_join(void *),
    futex_handover(void *);
