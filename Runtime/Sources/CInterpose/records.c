/* What is told of an exploration. */
#include "records.h"

#include <assert.h>

#include "json.h"
#include "objects.h"
#include "pointers.h"

#include "section.h"

enum { HELD_WORD_BITS = 64 };

/* ---- The short ones */

bool ip_records_begin(const options *options) {
    bool is_replay = options->replay != NULL;
    ip_json_begin();
    ip_json_open(NULL, '{');
    ip_json_word("record", "begin");
    ip_json_number("format", 1);
    ip_json_word("strategy", ip_options_strategy_name(options));
    ip_json_number("seed", options->seed);
    ip_json_number("schedules_max", is_replay ? 1 : options->schedules_max);
    ip_json_word("switching", il_switching_used() == IL_SWITCH_USER ? "user" : "futex");
    ip_json_close('}');
    return ip_json_send(options->fd);
}

bool ip_records_progress(const options *options, const totals *totals) {
    ip_json_begin();
    ip_json_open(NULL, '{');
    ip_json_word("record", "progress");
    ip_json_number("schedules", totals->schedules);
    ip_json_number("limited", totals->limited);
    ip_json_close('}');
    return ip_json_send(options->fd);
}

bool ip_records_end(const options *options, const totals *totals) {
    ip_json_begin();
    ip_json_open(NULL, '{');
    ip_json_word("record", "end");
    ip_json_number("schedules", totals->schedules);
    ip_json_bool("exhausted", totals->exhausted);
    ip_json_word("ended", totals->ended);
    ip_json_number("limited", totals->limited);
    ip_json_number("steps_max", totals->steps_max);
    ip_json_number("threads_max", totals->threads_max);
    ip_json_close('}');
    return ip_json_send(options->fd);
}

bool ip_records_fault(int fd, const char *what) {
    ip_json_begin();
    ip_json_open(NULL, '{');
    ip_json_word("record", "fault");
    ip_json_word("what", what);
    ip_json_close('}');
    return ip_json_send(fd);
}

/* ---- Steps */

/* Which steps are told: those from `first` on, up to `end`, and before them the earlier access of a race
   if it lies further back. A schedule keeps its last steps only: of an access that is none of them the race
   itself still knows what it was. */
typedef struct told {
    uint64_t first, end;
    bool has_early; /* the earlier access stands before `first` */
    bool is_early_kept, is_late_kept;
} told;

static const il_step *step_at(const il_trace *trace, uint64_t number) {
    return &trace->steps[number % IL_STEPS_MAX];
}

/* The number behind the last step that changed anything; what follows only looks. */
static uint64_t end_of_changes(const il_trace *trace) {
    uint64_t kept = trace->steps_count > IL_STEPS_MAX ? trace->steps_count - IL_STEPS_MAX : 0;
    for (uint64_t number = trace->steps_count; number > kept; number--) {
        const il_step *step = step_at(trace, number - 1);
        bool looks = step->action == IL_READ || step->action == IL_YIELD || step->action == IL_SLEEP
            || (step->notes & (IL_NOTE_CAS_FAILED | IL_NOTE_TRY_FAILED)) != 0;
        if (!looks) return number;
    }
    return kept;
}

static told told_steps(const il_trace *trace, const il_race *race, uint32_t steps_max) {
    uint64_t kept = trace->steps_count > IL_STEPS_MAX ? trace->steps_count - IL_STEPS_MAX : 0;
    told told = {.end = trace->steps_count, .is_late_kept = true};
    /* A race is known at its second access: what follows says nothing about it. */
    if (race != NULL && race->step[1] >= 0) told.end = (uint64_t)race->step[1] + 1;
    /* Threads that only look do so a thousand times: how they came to that is in the middle. */
    bool only_looks = race == NULL && trace->outcome == IL_OUTCOME_LIVELOCK;
    if (only_looks && end_of_changes(trace) + steps_max / 2 < told.end) {
        told.end = end_of_changes(trace) + steps_max / 2;
    }
    if (told.end > steps_max) told.first = told.end - steps_max;
    if (told.first < kept) told.first = kept;
    if (told.end <= kept && kept > 0) {
        told.first = --told.end;
        told.is_late_kept = false;
    }
    if (race != NULL && race->step[0] >= 0 && (uint64_t)race->step[0] < told.first) {
        told.has_early = true;
        told.is_early_kept = (uint64_t)race->step[0] >= kept;
        if (told.end - told.first == steps_max) told.first++;
    }
    assert(told.first <= told.end);
    return told;
}

static const char *action_name(il_action action) {
    switch (action) {
    case IL_CREATE:
    case IL_YIELD:
    case IL_SLEEP:
    case IL_FENCE:
    case IL_DESTROY: return il_action_name(IL_CALL);
    default: return il_action_name(action);
    }
}

static const char *note_name(const il_step *step) {
    static const struct word {
        uint32_t note;
        const char *name;
    } words[] = {
        {IL_NOTE_SPURIOUS, "spurious"},     {IL_NOTE_TIMEOUT, "timeout"}, {IL_NOTE_TRY_FAILED, "try_failed"},
        {IL_NOTE_SHARED_LOCK, "read_lock"}, {IL_NOTE_LOST, "lost"},       {IL_NOTE_BROADCAST, "broadcast"},
        {IL_NOTE_CAS_FAILED, "cas_failed"}, {IL_NOTE_CAS, "cas"},         {IL_NOTE_RMW, "rmw"},
    };
    if (step->action == IL_CREATE) return "create";
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if ((step->notes & words[i].note) != 0) return words[i].name;
    }
    return NULL;
}

static const char *order_name(const il_step *step) {
    bool has_order = (step->notes & IL_NOTE_ATOMIC) != 0 || step->action == IL_FENCE;
    if (!has_order) return NULL;
    if ((step->notes & IL_NOTE_SEQ_CST) != 0) return "seq_cst";
    bool acquires = (step->notes & IL_NOTE_ACQUIRE) != 0, releases = (step->notes & IL_NOTE_RELEASE) != 0;
    if (acquires && releases) return "acq_rel";
    if (acquires) return "acquire";
    return releases ? "release" : "relaxed";
}

/* The value, or the number of one that is an address: where the heap's blocks lie hangs on what the process did before, which
   a busy machine changes. */
static void put_value(const il_step *step) {
    bool is_access = step->action == IL_READ || step->action == IL_WRITE;
    bool is_known = step->action == IL_CREATE || step->action == IL_JOIN
        || (is_access && (step->notes & IL_NOTE_VALUE) != 0 && step->size <= sizeof step->value);
    int pointer = is_known && is_access ? ip_pointers_number(step->value, step->size) : -1;
    if (is_known && pointer < 0) {
        ip_json_hex("value", step->value);
    } else {
        ip_json_null("value");
    }
    if (pointer >= 0) {
        ip_json_number("pointer", (uint64_t)pointer);
    } else {
        ip_json_null("pointer");
    }
}

static void put_step(const il_step *step) {
    bool is_access = step->action == IL_READ || step->action == IL_WRITE;
    bool has_object = step->object >= 0 || is_access;
    ip_json_open(NULL, '{');
    ip_json_number("thread", step->thread);
    ip_json_word("action", action_name(step->action));
    ip_objects_put(step->object, has_object ? step->address : 0);
    ip_json_number("size", is_access ? step->size : 0);
    put_value(step);
    ip_objects_put_place("pc", step->pc);
    ip_json_word("note", note_name(step));
    ip_json_word("order", order_name(step));
    ip_json_close('}');
}

/* The last step of a finding that is no race: what failed, in the thread that ran. */
static void put_last(const schedule_record *record, const finding *finding) {
    const il_trace *trace = &record->trace;
    bool is_destroyed = trace->outcome == IL_OUTCOME_DESTROYED_LOCK;
    bool is_failure = record->notes.signal != 0 || record->notes.has_failed || record->notes.has_left
        || is_destroyed;
    if (finding->race != NULL || (!is_failure && finding->call == NULL)) return;
    il_step step = {
        .pc = record->notes.place != 0 ? record->notes.place : trace->at_pc,
        .object = is_destroyed ? trace->at_object : -1,
        .thread = (uint8_t)trace->current,
        .action = is_failure ? IL_FAIL : IL_CALL,
    };
    if (is_destroyed && trace->at_object >= 0) step.address = trace->objects[trace->at_object].address;
    put_step(&step);
}

/* An access of a race whose step is gone: without its value and order. */
static void put_access(const il_race *race, int which) {
    assert(which == 0 || which == 1);
    const il_step step = {
        .pc = race->pc[which],
        .address = race->address,
        .size = race->size[which],
        .object = -1,
        .thread = race->thread[which],
        .action = race->is_write[which] ? IL_WRITE : IL_READ,
    };
    put_step(&step);
}

static void put_steps(const schedule_record *record, const finding *finding, told told) {
    const il_trace *trace = &record->trace;
    const il_race *race = finding->race;
    ip_json_open("steps", '[');
    if (told.has_early && told.is_early_kept) put_step(step_at(trace, (uint64_t)race->step[0]));
    if (told.has_early && !told.is_early_kept) put_access(race, 0);
    for (uint64_t number = told.first; number < told.end; number++) put_step(step_at(trace, number));
    if (race != NULL && !told.is_late_kept) put_access(race, 1);
    put_last(record, finding);
    ip_json_close(']');
}

static void put_race(const il_race *race, told told) {
    bool is_told = race != NULL && race->step[0] >= 0 && race->step[1] >= 0;
    if (!is_told) {
        ip_json_null("race");
        return;
    }
    uint64_t shift = told.has_early ? 1 : 0;
    uint64_t earlier = told.has_early ? 0 : (uint64_t)race->step[0] - told.first;
    ip_json_open("race", '[');
    ip_json_number(NULL, earlier);
    ip_json_number(NULL, (uint64_t)race->step[1] - told.first + shift);
    ip_json_close(']');
}

/* ---- The rest of a finding */

static void put_threads(const il_trace *trace) {
    ip_json_open("threads", '[');
    for (uint32_t i = 0; i < trace->threads_count; i++) {
        ip_json_open(NULL, '{');
        ip_json_number("id", i);
        ip_objects_put_place("start", trace->threads[i].start);
        ip_objects_put_place("created", trace->threads[i].created);
        ip_json_close('}');
    }
    ip_json_close(']');
}

/* What a thread waits for. A word that is looked at is an object only if it is an atomic. */
static void put_awaited(const il_trace *trace, const il_waiting *waiting) {
    int32_t object = waiting->object;
    bool looks = waiting->action == IL_READ;
    for (uint32_t i = 0; looks && object < 0 && i < trace->objects_count; i++) {
        bool is_word = trace->objects[i].kind == IL_ATOMIC && trace->objects[i].address == waiting->address;
        if (is_word) object = (int32_t)i;
    }
    ip_objects_put(object, looks ? waiting->address : 0);
}

static void put_waiting(const il_trace *trace) {
    ip_json_open("waiting", '[');
    for (uint32_t i = 0; i < trace->waiting_count; i++) {
        const il_waiting *waiting = &trace->waiting[i];
        ip_json_open(NULL, '{');
        ip_json_number("thread", waiting->thread);
        /* A loop that looks at a word waits for it to change. */
        ip_json_word("action", il_action_name(waiting->action == IL_READ ? IL_WAIT : waiting->action));
        put_awaited(trace, waiting);
        ip_json_open("held_by", '[');
        for (uint32_t thread = 0; thread < IL_THREADS_MAX; thread++) {
            uint64_t word = waiting->held_by[thread / HELD_WORD_BITS];
            if ((word >> (thread % HELD_WORD_BITS) & 1) != 0) ip_json_number(NULL, thread);
        }
        ip_json_close(']');
        ip_objects_put_place("pc", waiting->pc);
        ip_json_close('}');
    }
    ip_json_close(']');
}

static void put_choices(const il_trace *trace, uint32_t bytes_max) {
    static char choices[RECORD_CHOICES_BYTES_MAX];
    size_t size = il_choices_write(trace, choices, sizeof choices);
    /* A schedule of so many turns cannot be told, and so not replayed either. */
    bool fits = size <= bytes_max && trace->runs_count <= IL_RUNS_MAX;
    ip_json_word("choices", fits ? choices : "");
}

void ip_records_finding(const schedule_record *record, const finding *finding, const record_limits *limits) {
    const il_trace *trace = &record->trace;
    assert(limits->steps_max > 0 && limits->steps_max <= RECORD_STEPS_MAX);
    assert(limits->choices_bytes_max <= RECORD_CHOICES_BYTES_MAX);
    bool is_stuck = finding->race == NULL && trace->waiting_count > 0;
    told told = told_steps(trace, finding->race, limits->steps_max);
    ip_objects_begin();
    ip_pointers_begin();
    /* Objects stand before the steps that name them: they are numbered in a round of their own. */
    ip_json_begin();
    put_steps(record, finding, told);
    if (is_stuck) put_waiting(trace);

    ip_json_begin();
    ip_json_open(NULL, '{');
    ip_json_word("record", "finding");
    ip_json_word("kind", finding->kind);
    ip_json_number("schedule", finding->schedule);
    put_choices(trace, limits->choices_bytes_max);
    ip_json_number("preemptions", trace->preemptions_count);
    ip_json_bool("minimum", finding->is_minimum);
    put_threads(trace);
    ip_objects_put_all(trace);
    ip_json_number("omitted", told.first - (told.has_early ? 1 : 0));
    put_steps(record, finding, told);
    if (is_stuck) {
        put_waiting(trace);
    } else {
        ip_json_open("waiting", '[');
        ip_json_close(']');
    }
    put_race(finding->race, told);
    ip_json_number("signal", record->notes.signal);
    ip_json_number("exit", (uint64_t)(uint32_t)record->notes.exit_status & 0xFF);
    ip_json_word("call", finding->call);
    ip_json_text("output", finding->output, finding->output_size);
    ip_json_text("error", finding->error, finding->error_size);
    ip_json_close('}');
}

bool ip_records_send(int fd) {
    return ip_json_send(fd);
}
