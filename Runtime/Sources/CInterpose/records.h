/* What is told of an exploration (Docs/records.md, "An exploration"). */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "options.h"
#include "schedule.h"

/* What a finding is, beside the trace and the notes of its schedule. */
typedef struct finding {
    const char *kind; /* "none": a replay in which nothing was found */
    uint64_t schedule; /* from 1 */
    const il_race *race; /* null: none */
    const char *call; /* of what is not controlled; null: nothing */
    bool is_minimum; /* no schedule that interrupts less shows the same */
    const char *output, *error; /* the beginning of what the schedule printed */
    uint32_t output_size, error_size;
} finding;

typedef struct totals {
    uint64_t schedules, limited;
    uint32_t steps_max, threads_max;
    bool exhausted;
    const char *ended;
} totals;

/* How much of a finding is told. */
typedef struct record_limits {
    uint32_t steps_max; /* at most RECORD_STEPS_MAX */
    /* At most RECORD_CHOICES_BYTES_MAX, the final 0 included; longer ones are not told. */
    uint32_t choices_bytes_max;
} record_limits;

enum { RECORD_STEPS_MAX = 2000, RECORD_CHOICES_BYTES_MAX = 64 * 1024 };
static const record_limits RECORD_LIMITS = {RECORD_STEPS_MAX, RECORD_CHOICES_BYTES_MAX};

/* Makes the line of a finding, for ip_records_send or ip_json_line. */
void ip_records_finding(const schedule_record *record, const finding *finding, const record_limits *limits);

/* Sends the line that was made last. False if nobody reads it any more, or it is too long. */
bool ip_records_send(int fd);

/* Each sends one line and is false if nobody reads it any more. */
bool ip_records_begin(const options *options);
bool ip_records_progress(const options *options, const totals *totals);
bool ip_records_end(const options *options, const totals *totals);

/* The last word when the exploration cannot go on. */
bool ip_records_fault(int fd, const char *what);
