/* The process of one schedule, seen from inside and by the one that forked it. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "interleave.h"

enum { SCHEDULE_CALL_BYTES = 96 };

/* What the process of a schedule leaves behind besides the engine's trace. Places are return addresses: the
   instruction lies before them. */
typedef struct schedule_notes {
    uint32_t signal; /* that it died by; 0: none */
    int32_t exit_status;
    uint64_t place; /* of the failure, or of the call that is not controlled; 0: not known */
    bool has_ended; /* it left by itself, and `exit_status` is how */
    bool is_assertion; /* it said so before it died */
    bool is_refused; /* `call` is not controlled */
    bool is_watched; /* it has answered the watchdog */
    bool must_run; /* the watchdog asks where it runs, not where it waits */
    char call[SCHEDULE_CALL_BYTES];
} schedule_notes;

/* Lies in memory that all processes share. */
typedef struct schedule_record {
    schedule_notes notes;
    il_trace trace;
} schedule_record;

/* Null before there are schedules. */
extern schedule_record *schedule;

/* Takes the signals that a program dies of and the watchdog's, and asks for a word at its end. Once, in the
   process that will fork. */
void schedule_prepare(void);

/* In the process of a schedule: the calling thread becomes the first of it, and the program may begin. */
void schedule_begin(const il_config *config);

/* For il_setup: the program is over, seen from inside the engine. */
void schedule_over(il_outcome outcome, void *context);

/* Leaves the process with what the program has printed. */
_Noreturn void schedule_leave(int status);
