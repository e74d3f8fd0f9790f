#pragma once

#include "program.h"

void flag(void *), flag_with_yield(void *), flag_with_sleep(void *), plain_flag(void *), peterson(void *),
    broken_peterson(void *), exchange_lock(void *), compare_lock(void *), trylock_loop(void *),
    impatient(void *), flag_nobody_sets(void *), counted_wait(void *), clock_wait(void *),
    two_flags(void *), spin_lock(void *), left_alone(void *),
    spin_inside_lock(void *), left_alone_with_local(void *), bounded_spin_inside_lock(void *),
    unseen_bound(void *);
