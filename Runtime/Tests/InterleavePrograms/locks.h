#pragma once

#include "program.h"

void crossed_locks(void *), ordered_locks(void *), crossed_locks_with_retreat(void *), locked_twice(void *),
    recursive_lock(void *), checked_lock(void *), philosophers(void *), ring_of_ten(void *), readers_and_writer(void *),
    upgraded_readers(void *), patient_lock(void *), destroyed_in_use(void *), used_after_destroy(void *),
    destroyed_and_renewed(void *), stuck_beside_main(void *), lock_of_the_dead(void *);
