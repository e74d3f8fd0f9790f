/* Small programs to be explored in process, written in calls of the engine. */
#pragma once

#include "interleave.h"

/* What a program may come to, in some schedule; what it must not come to in any other. */
typedef struct sample {
    const char *name;
    void (*body)(void *);
    int outcome; /* il_outcome that some schedule must have; IL_OUTCOME_ENDED: all end */
    bool fails; /* the program's own check fails in some schedule */
    bool races;
    int spurious_max, timeouts_max;
    bool judges_leaks;
    bool is_big; /* many threads or events: takes its time */
    il_end end;
} sample;

/* Correct ones, and those with a fault. */
extern const sample samples[];
extern const int samples_count;

/* Whether a check of the program failed since the last call. */
bool sample_failed(void);
