/* Small programs to be explored in process, written in calls of the engine. */
#pragma once

#include "interleave.h"

/* What a program may come to, in some schedule; what it must not come to in any other. */
typedef struct sample {
    const char *name;
    void (*body)(void *);
    int outcome; /* il_outcome that some schedule must have; 0: all must end */
    bool fails; /* the program's own check fails in some schedule */
    bool races;
    int spurious_max, timeouts_max;
    bool judges_leaks;
    bool looks_long;
    bool is_big; /* many threads or events: takes its time */
    il_end end;
} sample;

/* Correct ones, and those with a fault. */
int samples_count(void);
const sample *sample_at(int index);

/* Whether a check of the program failed since the last call. */
bool sample_failed(void);

/* One schedule in a child of this process; the trace must lie in shared memory. Whether a check failed in
   `failed`. The outcome, or -1 if the child died otherwise. */
int sample_run_forked(const sample *sample, const il_config *config, il_trace *trace, bool *failed);

/* Memory that a child shares, all zeros; NULL if there is none. */
il_trace *sample_trace_shared(void);
void sample_trace_free(il_trace *trace);
/* The steps, which are too many for Swift's importer. */
const il_step *sample_steps(const il_trace *trace);

/* ---- Programs made by chance, to be explored in process */

typedef struct generated generated;

/* NULL if there is no memory; free it. */
generated *generated_create(uint64_t seed);
void generated_body(void *program);
int generated_spurious_max(const generated *program);
int generated_timeouts_max(const generated *program);
/* What the schedule that has just run came to: how far each thread got, what it saw, what memory holds. */
uint64_t generated_outcome(void);

/* All orders of a generated program, found without the engine. False: there are more beginnings of orders than
   `budget_max`. */
bool oracle_ask(const generated *program, uint32_t budget_max);
uint64_t oracle_classes_count(void);
int oracle_outcomes_count(void);
uint64_t oracle_outcome_at(int index);

/* ---- Correct programs whose number of orders is known, to be explored in process */

typedef struct scenario {
    const char *name;
    void (*body)(void);
    int threads, rounds; /* of each thread */
    int consumers, capacity; /* of the queue */
    uint64_t executions; /* orders that differ in more than operations that commute */
} scenario;

int scenarios_count(void);
const scenario *scenario_at(int index);
/* The body of a schedule; the argument is the scenario. */
void scenario_body(void *scenario);

/* A program that does something else every time. */
void fickle_body(void *unused);
