#pragma once

#include "program.h"

void locked_counter(void *), racy_counter(void *), torn_counter(void *), load_store_counter(void *),
    atomic_counter(void *), compare_counter(void *), crowd(void *), crowd_in_two_stages(void *),
    long_counter(void *),
    long_racy_counter(void *);
