/* Time inside a schedule: it is the engine's, and the same in every process that runs the schedule. */
#pragma once

#include <stdint.h>
#include <time.h>

/* The time of a clock that stands for `now_ns` of the engine. */
struct timespec clock_from_engine(clockid_t clock, int64_t now_ns);

/* The engine's time that stands for an absolute time of a clock; IL_NEVER for null and for what lies too far
   ahead, 0 for what is past. */
int64_t clock_deadline(clockid_t clock, const struct timespec *time);

/* Whether POSIX allows it as an interval or a deadline. */
int clock_is_valid(const struct timespec *time);
