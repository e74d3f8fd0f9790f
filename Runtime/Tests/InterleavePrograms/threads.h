#pragma once

#include "program.h"

void values(void *), detached(void *), unjoined(void *), workers_left_waiting(void *),
    leaked(void *), endless_helper(void *), endless(void *),
    joins_each_other(void *), ends_by_exit(void *), too_many(void *),
    joined_in_time(void *), slept_for_order(void *);
