/* Waiting for the process of a schedule, and finding out when it no longer is the explorer's. */
#pragma once

#include <stdbool.h>
#include <sys/types.h>

#include "schedule.h"

typedef enum watch_result {
    WATCH_ENDED, /* by itself, or by a signal: both in the notes */
    WATCH_REFUSED, /* it waited or ran outside the explorer's reach: `call`, perhaps `place` in the notes */
    WATCH_TOO_LONG, /* it went on and on; it was killed */
    WATCH_FAILED, /* the machine: errno */
} watch_result;

/* Returns when the child has ended, by itself or by the watchdog. `record` is what it shares. */
watch_result ip_watch_child(pid_t child, schedule_record *record);
