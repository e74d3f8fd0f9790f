#pragma once

#include "program.h"

void signal_before_wait(void *), careful_wait(void *), buffer_with_if(void *), buffer(void *),
    wait_that_trusts(void *), one_signal_for_two(void *), nested_monitor(void *), timed_wait(void *),
    timed_wait_that_trusts(void *), semaphores(void *), semaphore_short(void *), barrier_rounds(void *),
    barrier_short(void *), once(void *), once_in_itself(void *), woken_then_destroyed(void *);
