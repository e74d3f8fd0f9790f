/* What is told of an exploration. */
#include "records.h"

#include <assert.h>
#include <string.h>

#include "image.h"
#include "json.h"
#include "pointers.h"

#include "section.h"

enum {
    VARIABLES_MAX = 4096, /* a power of two above twice RECORD_STEPS_MAX */
    HELD_WORD_BITS = 64,
};

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

bool ip_records_progress(const options *options, uint64_t schedules) {
    ip_json_begin();
    ip_json_open(NULL, '{');
    ip_json_word("record", "progress");
    ip_json_number("schedules", schedules);
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

/* ---- Objects: numbered in the order in which they are named */

static struct names {
    uint32_t count;
    uint16_t of_object[IL_OBJECTS_MAX]; /* number + 1; 0: none */
    struct variable {
        uint64_t address;
        uint16_t number; /* + 1 */
    } variables[VARIABLES_MAX];
    struct named {
        int32_t object; /* −1: a variable */
        uint64_t address;
    } named[2 * RECORD_STEPS_MAX];
} names;

static struct variable *variable_slot(uint64_t address) {
    uint64_t hash = address * 0x9E3779B97F4A7C15ull >> 40;
    for (uint32_t i = 0; i < VARIABLES_MAX; i++) {
        struct variable *slot = &names.variables[(hash + i) % VARIABLES_MAX];
        if (slot->number == 0 || slot->address == address) return slot;
    }
    return NULL;
}

/* The number of an object of the trace, or of the variable at an address; −1 if there is neither. */
static int name_of(int32_t object, uint64_t address) {
    if (object < 0 && address == 0) return -1;
    struct variable *slot = object < 0 ? variable_slot(address) : NULL;
    uint16_t *number = object >= 0 ? &names.of_object[object] : slot != NULL ? &slot->number : NULL;
    if (number == NULL) return -1;
    if (*number == 0) {
        if (names.count == 2 * RECORD_STEPS_MAX) return -1;
        names.named[names.count++] = (struct named){.object = object, .address = address};
        *number = (uint16_t)names.count;
        if (slot != NULL) slot->address = address;
    }
    return *number - 1;
}

static void put_name(int32_t object, uint64_t address) {
    int name = name_of(object, address);
    if (name < 0) {
        ip_json_null("object");
    } else {
        ip_json_number("object", (uint64_t)name);
    }
}

/* Offset in the program's file of a place; null for one that lies elsewhere. */
static void put_place(const char *key, uint64_t address) {
    if (address != 0 && ip_image_holds((uintptr_t)address)) {
        ip_json_hex(key, address - ip_image_base());
    } else {
        ip_json_null(key);
    }
}

static const char *kind_name(il_kind kind) {
    switch (kind) {
    case IL_ERRORCHECK_MUTEX: return il_kind_name(IL_MUTEX);
    case IL_FUTEX: return il_kind_name(IL_ATOMIC);
    default: return il_kind_name(kind);
    }
}

static void put_objects(const il_trace *trace) {
    ip_json_open("objects", '[');
    for (uint32_t i = 0; i < names.count; i++) {
        const struct named *named = &names.named[i];
        const il_object *object = named->object >= 0 ? &trace->objects[named->object] : NULL;
        ip_json_open(NULL, '{');
        ip_json_number("id", i);
        ip_json_word("kind", object != NULL ? kind_name(object->kind) : il_kind_name(IL_VARIABLE));
        put_place("address", object != NULL ? object->address : named->address);
        put_place("made", object != NULL ? object->made : 0);
        ip_json_close('}');
    }
    ip_json_close(']');
}

/* ---- Steps */

/* Which steps are told: those from `first` on, up to `end`, and before them the earlier access of a race
   if it lies further back. */
typedef struct told {
    uint64_t first, end;
    int64_t early; /* −1: none */
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
    told told = {.end = trace->steps_count, .early = -1};
    /* A race is known at its second access: what follows says nothing about it. */
    if (race != NULL && race->step[1] >= 0) told.end = (uint64_t)race->step[1] + 1;
    /* Threads that only look do so a thousand times: how they came to that is in the middle. */
    bool only_looks = race == NULL && trace->outcome == IL_OUTCOME_LIVELOCK;
    if (only_looks && end_of_changes(trace) + steps_max / 2 < told.end) {
        told.end = end_of_changes(trace) + steps_max / 2;
    }
    if (told.end > steps_max) told.first = told.end - steps_max;
    uint64_t kept = trace->steps_count > IL_STEPS_MAX ? trace->steps_count - IL_STEPS_MAX : 0;
    if (told.first < kept) told.first = kept;
    if (told.end < told.first) told.end = told.first;
    if (race != NULL && race->step[0] >= 0 && (uint64_t)race->step[0] < told.first) {
        told.early = race->step[0];
        if (told.end - told.first == steps_max) told.first++;
    }
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

/* The value, or the number of one that is an address. */
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
    put_name(step->object, has_object ? step->address : 0);
    ip_json_number("size", is_access ? step->size : 0);
    put_value(step);
    put_place("pc", step->pc);
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

static void put_steps(const schedule_record *record, const finding *finding, told told) {
    ip_json_open("steps", '[');
    if (told.early >= 0) put_step(step_at(&record->trace, (uint64_t)told.early));
    for (uint64_t number = told.first; number < told.end; number++) {
        put_step(step_at(&record->trace, number));
    }
    put_last(record, finding);
    ip_json_close(']');
}

static void put_race(const il_race *race, told told) {
    bool is_told = race != NULL && race->step[0] >= 0 && race->step[1] >= 0;
    if (!is_told) {
        ip_json_null("race");
        return;
    }
    uint64_t shift = told.early >= 0 ? 1 : 0;
    uint64_t earlier = told.early >= 0 ? 0 : (uint64_t)race->step[0] - told.first;
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
        put_place("start", trace->threads[i].start);
        put_place("created", trace->threads[i].created);
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
    put_name(object, looks ? waiting->address : 0);
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
        put_place("pc", waiting->pc);
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
    memset(&names, 0, sizeof names);
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
    put_objects(trace);
    ip_json_number("omitted", told.first - (told.early >= 0 ? 1 : 0));
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
