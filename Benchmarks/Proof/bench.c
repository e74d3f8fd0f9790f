/* How many executions an exhaustive search makes in a second of processor time, and how long a proof takes. Each
   is the best of several runs. */
#define _GNU_SOURCE
#include "InterleavePrograms.h"

#include <stdio.h>
#include <time.h>

enum { REPETITIONS = 5, SCHEDULES_MAX = 1000000 };

static double processor_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double prove(const scenario *scenario, il_trace *trace, il_proof *proof) {
    il_search_options options = {.strategy = IL_STRATEGY_EXHAUSTIVE, .schedules_max = SCHEDULES_MAX};
    il_search *search = il_search_create(&options);
    if (search == NULL) return 0;
    il_config config;
    double start = processor_seconds();
    while (il_search_next(search, &config)) {
        il_schedule_run(&config, trace, scenario_body, (void *)scenario);
        il_search_note(search, trace);
    }
    double taken = processor_seconds() - start;
    il_search_proof(search, proof);
    il_search_destroy(search);
    return taken;
}

int main(void) {
    il_setup setup = {0};
    il_trace *trace = sample_trace_shared();
    if (trace == NULL || il_start(&setup) != 0) return 71;
    printf(
        "%-16s %7s %6s %10s %9s %7s %10s %14s\n", "program", "threads", "rounds", "executions", "redundant",
        "events", "ms", "executions/s");
    for (int i = 0; i < scenarios_count(); i++) {
        const scenario *scenario = scenario_at(i);
        il_proof proof;
        double best = prove(scenario, trace, &proof);
        for (int again = 1; again < REPETITIONS; again++) {
            double taken = prove(scenario, trace, &proof);
            if (taken < best) best = taken;
        }
        uint64_t schedules = proof.executions + proof.redundant;
        printf(
            "%-16s %7d %6d %10lu %9lu %7u %10.3f %14.0f%s\n", scenario->name, scenario->threads, scenario->rounds,
            (unsigned long)proof.executions, (unsigned long)proof.redundant, proof.events_max, best * 1e3,
            (double)schedules / best, proof.is_complete ? "" : " not complete");
    }
    return 0;
}
