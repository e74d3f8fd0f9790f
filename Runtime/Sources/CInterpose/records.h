/* What is told of an exploration (Docs/records.md, "An exploration"). */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "options.h"
#include "schedule.h"

/* What a finding is, beside the trace and the notes of its schedule. */
typedef struct finding {
    const char *kind; /* null: a replay in which nothing was found */
    uint64_t schedule; /* from 1 */
    const il_race *race; /* null: none */
    const char *call; /* of what is not controlled; null: nothing */
    const char *output, *error; /* the beginning of what the schedule printed */
    uint32_t output_size, error_size;
} finding;

typedef struct totals {
    uint64_t schedules, limited;
    uint32_t steps_max, threads_max;
    bool exhausted;
    const char *ended;
} totals;

/* Each sends one line and is false if nobody reads it any more. */
bool records_begin(const options *options);
bool records_progress(const options *options, uint64_t schedules);
bool records_finding(const options *options, const schedule_record *record, const finding *finding);
bool records_end(const options *options, const totals *totals);

/* The last word when the exploration cannot go on. */
bool records_fault(int fd, const char *what);
