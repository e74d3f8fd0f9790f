/* What came of a schedule, if it is anything to tell. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "records.h"
#include "schedule.h"

enum {
    RACES_TOLD_MAX = 32,
    PRINTED_BYTES_MAX = 8 * 1024, /* of each stream, told of a finding */
};

/* Pairs of places that have been told to race. */
typedef struct told_races {
    uint32_t count;
    struct {
        uint64_t pc[2];
    } pairs[RACES_TOLD_MAX];
} told_races;

/* Notes the pair. False if it has been told before, or too many were. */
bool ip_judge_race(told_races *told, const il_race *race);

/* What ended the schedule that `ip_schedule` tells of, if that is a finding; else null. `is_refused` says
   that the watchdog had to end it. Sets `call` where the finding names one. */
const char *ip_judge_kind(bool is_refused, const char **call);

/* Fills what the schedule printed into a finding; the text stays until the next call. */
void ip_judge_printed(finding *finding);
