/* CInterpose: programs and tests under the schedule explorer.

   Its definitions stand before those of libc and of Swift's runtime: pthread_*, <threads.h>, semaphores,
   clocks, sleeps, the heap, memcpy and its like, the calls that -fsanitize=thread and -sanitize=thread put
   into a program, Swift's swift_once, swift_beginAccess and Synchronization.Mutex. Each of them makes an
   operation of the program known to the engine (CInterleave) and does it there, or hands it on to the
   function it stands before: always outside a schedule.

   There are two frames. A whole program is linked with an archive of which every member is taken
   (--whole-archive), together with CInterleave's and with --export-dynamic, so that libraries find its
   definitions too; the program has symbols, and Swift's libraries are dynamic. It begins in a constructor
   before any code of the program's own (start.c): it reads the variable SIL_EXPLORE, forks a process for each
   schedule, and tells what came of them (Docs/records.md, "An exploration"). There is nothing to call.

   A host of tests is linked with all but start.c and explore.c, and with --export-dynamic. It runs scenarios,
   in process, by the functions below; the learner's code is a library that it has loaded. Docs/scenarios.md
   says how. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* To be called first in the process, with its arguments: executes it a second time, without randomised
   addresses and with Swift's hashing made deterministic. Returns if that is so already, or not to be had. */
void ip_start_again(char **arguments);

/* Once, in the host, when the learner's library is loaded and no code of it has run: `begin` is where it
   begins in memory, `fd` its file. Null, or what is wrong with it in English, to stay. */
const char *ip_scenarios_prepare(uintptr_t begin, int fd);

/* Once in the process of each test, on its first thread, when the library's initialisers have run and nothing
   else of it: as its variables are now, each schedule finds them. */
void ip_scenarios_begin(void);

enum {
    /* A schedule costs this and one for each of its events: counts, so that the same scenario runs the same
       schedules on any machine. */
    IP_SCHEDULE_COST = 200,
    /* What a schedule costs besides that leaves a thread behind which was printing: the next one gets a
       process of its own. */
    IP_PROCESS_COST = 25000,
    IP_FINDINGS_MAX = 16, /* told of a scenario: the one that ends it, and data races */
    IP_FINDING_BYTES_MAX = 40 * 1024, /* a longer one is told with fewer steps */
    IP_FAILURE_BYTES_MAX = 2048,
};

typedef struct ip_scenario {
    void (*body)(void *argument); /* run again and again; its threads are explored */
    void *argument;
    pid_t (*fork)(void); /* as fork, but −errno where it fails */
    uint64_t seed;
    /* No schedule begins beyond it that is to find something. All orders are run, one after another; where there
       are more than fit, a part of it goes to samples. */
    uint64_t cost_max;
    /* What it may cost to make what is found shorter, and to count in how many orders it comes about. */
    uint64_t telling_max;
    const char *replay; /* the choices of a finding: only its schedule is run, and told as it is; null: none */
} ip_scenario;

/* What came of it. Texts lie in memory that stays until the next scenario. */
typedef struct ip_scenario_result {
    bool is_exhausted; /* every order that matters was run, in `executions` */
    bool is_repeatable; /* false: the body does something else each time, so that no proof is possible */
    /* That is so only if threads that look at the same unchanged words again and again wait until they change. */
    bool assumes_waiting;
    uint64_t executions; /* run while proving, each of another class of orders */
    uint64_t schedules; /* run in all, the first one, which warms up, included */
    uint64_t limited; /* of them, cut at a limit: they say nothing */
    uint64_t cost; /* of those that were to find something, but the first one */
    uint32_t findings_count;
    uint32_t untold; /* findings that found no room */
    const char *findings; /* each a line, as in Docs/records.md, "An exploration" */
    size_t findings_bytes;
    /* Not 0: how many orders there are, each of another class, all run although there are findings; and `shown`, in
       how many of them each finding comes about. */
    uint64_t orders;
    uint64_t shown[IP_FINDINGS_MAX];
    uint32_t failure_line; /* of the check that ended a schedule; 0: not known */
    const char *failure; /* its words; null: none did */
} ip_scenario_result;

/* Runs a scenario. Null, or why that is impossible, in English. The body may end in any way: it runs in
   processes of its own. */
const char *ip_scenario_explore(const ip_scenario *scenario, ip_scenario_result *result);

/* Whether the caller is inside the body of a scenario, on whatever thread. */
bool ip_scenario_is_running(void);

/* A call is about to be made that is not the explorer's to control: in the body that ends the schedule, which
   is a finding. */
void ip_scenario_refuse(const char *call);

/* How often code of the learner's has yielded or slept (sched_yield, nanosleep and their like) in this process,
   outside of scenarios. Any thread. */
uint64_t ip_rests(void);

/* A check of the test's own has failed in the body. That is a finding and ends the schedule: it does not return, but for
   schedules in which only is counted how often, and what runs before a replay. */
void ip_scenario_fail(uint32_t line, const char *words, size_t bytes);

#ifdef __cplusplus
}
#endif
