/* What came of a schedule. */
#define _GNU_SOURCE
#include "judge.h"

#include <assert.h>
#include <string.h>

#include "streams.h"

#include "section.h"

enum { ENDING_BYTES = 8 * 1024 /* of stderr, searched for the words of a failed check */ };

static bool is_told(const told_races *told, const il_race *race) {
    for (uint32_t i = 0; i < told->count; i++) {
        const uint64_t *pc = told->pairs[i].pc;
        bool is_same = (pc[0] == race->pc[0] && pc[1] == race->pc[1])
            || (pc[0] == race->pc[1] && pc[1] == race->pc[0]);
        if (is_same) return true;
    }
    return false;
}

bool ip_judge_race(told_races *told, const il_race *race) {
    assert(told->count <= RACES_TOLD_MAX);
    if (told->count == RACES_TOLD_MAX || is_told(told, race)) return false;
    uint64_t *pair = told->pairs[told->count++].pc;
    pair[0] = race->pc[0];
    pair[1] = race->pc[1];
    return true;
}

/* A check that failed says so before the process dies: assert of C, and Swift's precondition, fatalError and
   the like. Other signals are crashes. */
static bool has_failed_check(void) {
    static const char *const words[] = {
        "Fatal error", "Precondition failed", "Assertion failed", "Assertion `",
    };
    static char ending[ENDING_BYTES + 1];
    off_t from = ip_stream_size(STREAM_ERROR) - ENDING_BYTES;
    uint32_t size = ip_stream_read(STREAM_ERROR, from, ending, ENDING_BYTES);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (memmem(ending, size, words[i], strlen(words[i])) != NULL) return true;
    }
    return false;
}

const char *ip_judge_kind(bool is_refused, const char **call) {
    const schedule_notes *notes = &ip_schedule->notes;
    const il_trace *trace = &ip_schedule->trace;
    if (is_refused || notes->is_refused) {
        *call = notes->call;
        return "uncontrolled";
    }
    if (trace->outcome == IL_OUTCOME_TOO_BIG) {
        *call = il_limit_name(trace->limit);
        return "uncontrolled";
    }
    if (notes->has_failed) return "assertion";
    if (notes->has_left) return "crash";
    if (notes->signal != 0) return notes->is_assertion || has_failed_check() ? "assertion" : "crash";
    switch (trace->outcome) {
    case IL_OUTCOME_DEADLOCK:
    case IL_OUTCOME_LOST_WAKEUP:
    case IL_OUTCOME_LIVELOCK:
    case IL_OUTCOME_DESTROYED_LOCK:
    case IL_OUTCOME_LEAKED_THREAD: return il_outcome_name(trace->outcome);
    default: return NULL;
    }
}

/* Swift puts the addresses of the stack behind the words of a failed check: the place is told by a step. */
static uint32_t without_stack(const char *error, uint32_t size) {
    static const char heading[] = "Current stack trace:\n";
    const char *found = memmem(error, size, heading, sizeof heading - 1);
    return found != NULL ? (uint32_t)(found - error) : size;
}

void ip_judge_printed(finding *finding) {
    static char output[PRINTED_BYTES_MAX], error[PRINTED_BYTES_MAX];
    uint32_t error_size = ip_stream_read(STREAM_ERROR, 0, error, sizeof error);
    finding->output = output;
    finding->output_size = ip_stream_read(STREAM_OUTPUT, 0, output, sizeof output);
    finding->error = error;
    finding->error_size = without_stack(error, error_size);
}
