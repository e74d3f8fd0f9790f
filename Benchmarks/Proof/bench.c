/* How many executions an exhaustive search makes in a second of processor time, and how long a proof takes. Each
   is the best of several runs. */
#define _GNU_SOURCE
#include "InterleavePrograms.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { REPETITIONS = 5, SCHEDULES_MAX = 1000000 };

/* What others need for the same, rewritten against their types: loom 0.7.2 (Rust 1.95, release, 17,000 to 23,000
   executions/s) and the exhaustive scheduler of shuttle 0.9.3 (188,000 to 267,000). Measured once on such a
   machine (AMD EPYC, two cores); neither can be run from here. Programs by name and by our executions. */
static const struct peer {
    const char *name;
    unsigned threads, executions;
    const char *loom, *shuttle;
} peers[] = {
    {"counter", 2, 2, "27", "51"},
    {"counter", 2, 6, "90", "518"},
    {"counter", 2, 20, "315", "-"},
    {"counter", 3, 6, "6225", "12786"},
    {"counter", 3, 90, "116319, 6.8 s", "-"},
    {"queue", 2, 8, "468", "-"},
    {"queue", 2, 32, "8676", "-"},
    {"queue", 2, 96, "46674, 2.1 s", ">400000"},
};

static const struct peer *peer_of(const scenario *scenario, uint64_t executions) {
    for (size_t i = 0; i < sizeof peers / sizeof peers[0]; i++) {
        const struct peer *peer = &peers[i];
        bool is_same = strcmp(peer->name, scenario->name) == 0 && peer->threads == (unsigned)scenario->threads;
        if (is_same && peer->executions == executions) return peer;
    }
    return NULL;
}

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
        "%-16s %7s %6s %10s %9s %7s %10s %14s  %-14s %s\n", "program", "threads", "rounds", "executions", "redundant",
        "events", "ms", "executions/s", "loom", "shuttle");
    for (int i = 0; i < scenarios_count(); i++) {
        const scenario *scenario = scenario_at(i);
        il_proof proof;
        double best = prove(scenario, trace, &proof);
        for (int again = 1; again < REPETITIONS; again++) {
            double taken = prove(scenario, trace, &proof);
            if (taken < best) best = taken;
        }
        uint64_t schedules = proof.executions + proof.redundant;
        const struct peer *peer = peer_of(scenario, proof.executions);
        printf(
            "%-16s %7d %6d %10lu %9lu %7u %10.3f %14.0f  %-14s %s%s\n", scenario->name, scenario->threads, scenario->rounds,
            (unsigned long)proof.executions, (unsigned long)proof.redundant, proof.events_max, best * 1e3,
            (double)schedules / best, peer != NULL ? peer->loom : "", peer != NULL ? peer->shuttle : "",
            proof.is_complete ? "" : " not complete");
    }
    return 0;
}
