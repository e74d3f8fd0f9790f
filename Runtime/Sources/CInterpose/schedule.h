/* The process of one schedule, seen from inside and by the one that forked it. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "interleave.h"

enum {
    SCHEDULE_CALL_BYTES = 96,
    SCHEDULE_TIMEOUTS_MAX = 2, /* of timed waits in a schedule, while others could go on */
};

/* What the process of a schedule leaves behind besides the engine's trace. Places are return addresses: the
   instruction lies before them. */
typedef struct schedule_notes {
    uint32_t signal; /* that it died by; 0: none */
    int32_t exit_status;
    uint64_t place; /* of the failure, or of the call that is not controlled; 0: not known */
    bool has_ended; /* it left by itself, and `exit_status` is how */
    bool is_assertion; /* it said so before it died */
    bool has_failed; /* a test's own check did, and ended it */
    uint32_t failed_line; /* of that check in the test's file; 0: not known */
    bool has_left; /* it ended the process that was to run further schedules */
    bool is_refused; /* `call` is not controlled */
    bool is_fault; /* `call` is what went wrong in the explorer itself */
    bool is_watched; /* it has answered the watchdog */
    bool must_run; /* the watchdog asks where it runs, not where it waits */
    char call[SCHEDULE_CALL_BYTES];
} schedule_notes;

/* Lies in memory that all processes share. */
typedef struct schedule_record {
    uint64_t schedules_count; /* run in process so far */
    schedule_notes notes;
    il_trace trace;
} schedule_record;

/* Null before there are schedules. */
extern schedule_record *ip_schedule;

/* Takes the signals that a program dies of and the watchdog's, and asks for a word at its end. Once, in the
   process that will fork. */
void ip_schedule_prepare(void);

/* Makes `ip_schedule`, once for all schedules. 0 or errno. */
int ip_schedule_share(void);

/* il_start with the definitions of this target. 0 or errno. */
int ip_schedule_engine_start(il_switching switching);

/* In the process of a schedule: the calling thread becomes the first of it, and the program may begin. */
void ip_schedule_begin(const il_config *config);

/* One schedule of many in this process: il_schedule_run. A schedule that fails, or leaves the process, ends
   it. */
il_outcome ip_schedule_run(const il_config *config, void (*body)(void *), void *argument);

/* Whether the process is in a schedule. */
bool ip_schedule_is_inside(void);

/* A check of the test's own has failed: ends the schedule and its process. [controlled or not, inside] */
_Noreturn void ip_schedule_check_failed(void);

/* For il_setup: the program is over, seen from inside the engine. */
void ip_schedule_over(il_outcome outcome, void *context);

/* Leaves the process with what the program has printed. */
_Noreturn void ip_schedule_leave(int status);
