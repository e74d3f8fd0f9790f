/* What the program is asked to explore: the words of the variable SIL_EXPLORE (Docs/records.md). */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "interleave.h"

enum { OPTIONS_SCHEDULES_MAX = 1000000 };

typedef struct options {
    int fd; /* for records */
    uint64_t schedules_max;
    il_strategy_kind strategy;
    uint64_t seed;
    uint32_t spurious_max;
    bool judges_leaks;    /* of threads that wait for good when the others have ended */
    uint32_t seconds_max; /* 0: no end */
    il_switching switching;
    const char *replay; /* the text of the choices; null: none */
} options;

/* Reads the words of `text`, which is changed and must stay. Null, or what is wrong with it. `fd` is −1
   if it was not reached. */
const char *ip_options_read(char *text, options *options);

/* The word for how it searches: one of those that `strategy` takes, or replay. */
const char *ip_options_strategy_name(const options *options);
