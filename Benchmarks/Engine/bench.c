/* How many schedules the explorer's engine makes in a second of processor time, in process. */
#define _GNU_SOURCE
#include "InterleavePrograms.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double processor_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static const sample *sample_named(const char *name) {
    for (int i = 0; i < samples_count(); i++) {
        if (strcmp(sample_at(i)->name, name) == 0) return sample_at(i);
    }
    fprintf(stderr, "no sample %s\n", name);
    exit(64);
}

typedef struct rate {
    double per_second;
    uint64_t steps, switches;
} rate;

static rate measure(const sample *sample, il_strategy_kind strategy, uint64_t schedules, il_trace *trace) {
    il_search_options options = {
        .strategy = strategy, .seed = 1, .schedules_max = schedules, .spurious_max = 1, .end = IL_END_FINISH};
    il_search *search = il_search_create(&options);
    if (search == NULL) exit(71);
    il_config config;
    rate rate = {0};
    double start = processor_seconds();
    while (il_search_next(search, &config)) {
        il_schedule_run(&config, trace, sample->body, NULL);
        il_search_note(search, trace);
        rate.steps += trace->steps_count;
        rate.switches += trace->runs_count;
    }
    rate.per_second = (double)schedules / (processor_seconds() - start);
    rate.steps /= schedules;
    rate.switches /= schedules;
    il_search_destroy(search);
    return rate;
}

int main(void) {
    static const struct {
        const char *sample;
        il_strategy_kind strategy;
        uint64_t schedules;
    } rows[] = {
        {"locked_counter", IL_STRATEGY_RANDOM, 300000}, {"locked_counter", IL_STRATEGY_MIX, 300000},
        {"racy_counter", IL_STRATEGY_RANDOM, 300000},   {"buffer", IL_STRATEGY_MIX, 100000},
        {"peterson", IL_STRATEGY_MIX, 50000},           {"crowd", IL_STRATEGY_MIX, 3000},
    };
    il_trace *trace = sample_trace_shared();
    if (trace == NULL) return 71;
    printf("%-8s %-16s %-8s %12s %6s %6s\n", "switch", "program", "strategy", "schedules/s", "steps", "runs");
    for (il_switching switching = IL_SWITCH_USER; switching <= IL_SWITCH_FUTEX; switching++) {
        il_setup setup = {.switching = switching};
        if (il_start(&setup) != 0) continue; /* not on this machine */
        const char *name = switching == IL_SWITCH_USER ? "user" : "futex";
        uint64_t share = switching == IL_SWITCH_USER ? 1 : 50;
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
            const sample *sample = sample_named(rows[i].sample);
            rate rate = measure(sample, rows[i].strategy, rows[i].schedules / share, trace);
            printf(
                "%-8s %-16s %-8s %12.0f %6lu %6lu\n", name, rows[i].sample,
                il_strategy_name(rows[i].strategy), rate.per_second, (unsigned long)rate.steps,
                (unsigned long)rate.switches);
        }
    }
    return 0;
}
