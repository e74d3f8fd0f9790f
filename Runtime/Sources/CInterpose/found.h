/* What a search has found and nobody has been told yet. Before it is told, the schedule is made one in which fewer threads
   are interrupted (il_shrink): the frame runs what ip_found_next gives it, in whichever process it runs schedules. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "judge.h"
#include "records.h"
#include "schedule.h"

enum {
    FOUND_MAX = RACES_TOLD_MAX + 1, /* of one schedule: races, and what ends it */
};

/* A limit of what is run to shorten a finding: it ends before the schedule that would begin beyond either number. */
typedef struct found_budget {
    uint64_t schedules_max;
    uint64_t cost_max; /* as the frame counts it */
} found_budget;

/* What a schedule shows, as far as it makes two schedules show the same. */
typedef struct failure {
    const char *kind; /* a literal; null: nothing */
    const char *call; /* where the kind names one */
    uint64_t place; /* of the failure, or of all that wait */
    bool is_race;
    uint64_t race[2]; /* its two places */
} failure;

typedef struct found_line {
    size_t size; /* 0: it has not been made */
    char text[];
} found_line;

/* How it is told. `lines` is memory for FOUND_MAX lines of `line_bytes` each, found_line included. */
typedef struct found_frame {
    record_limits limits; /* fewer steps where a line would be too long */
    uint32_t line_bytes;
    char *lines;
    /* Called once for each finding, with its line and its end; null where no line can be short enough. */
    void (*tell)(const failure *failure, const char *line, size_t size);
    found_budget races; /* for all data races of a search together */
    found_budget failure; /* for what ends it */
    il_shrink_options options; /* as the search's; without runs */
} found_frame;

/* All of it lies in memory that the processes of schedules share, or in the one that judges them. */
typedef struct found {
    failure queue[FOUND_MAX];
    uint32_t count, at; /* what is being shortened */
    uint64_t schedule; /* in which they were found */
    enum { FOUND_NONE, FOUND_SHRINKING, FOUND_RETELLING } phase;
    found_budget races_left, failure_left;
    il_shrink *shrink;
    il_config config; /* of the schedule that is told at the end */
    uint32_t runs_count;
    il_run runs[IL_RUNS_MAX]; /* of the schedule in which they were found */
} found;

/* In the process that forks. 0 or errno. */
int ip_found_begin(found *found, const found_frame *frame);
void ip_found_end(found *found);

/* What the schedule that ran last shows besides races; `is_refused` says that the watchdog had to end it. */
failure ip_found_failure(bool is_refused);

/* Takes what the schedule that ran last shows and has not been told: `told` grows by the races, `failure` ends
   the search. Nothing is told yet. */
void ip_found_take(
    found *found, const found_frame *frame, told_races *told, const failure *failure, uint64_t schedule);

/* The next schedule to be run for what was taken; false: all is told. `config` stays until the next call. */
bool ip_found_next(found *found, const found_frame *frame, il_config *config);

/* What came of that schedule, and what it cost; `failure` as above, or null if it was ended for being too long. */
void ip_found_note(found *found, const found_frame *frame, const failure *failure, uint64_t cost);

/* Tells what was taken as it was seen. */
void ip_found_tell_as_seen(found *found, const found_frame *frame);

/* Whether something has been taken that is not told. */
bool ip_found_is_open(const found *found);

/* Whether the schedule that ran last shows the same; `shown` as `failure` above. */
bool ip_found_is_alike(const failure *wanted, const failure *shown);
