/* The words of SIL_EXPLORE. */
#include "options.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "section.h"

/* The strategies by the words of Docs/records.md. */
static const struct strategy {
    const char *name;
    il_strategy_kind kind;
} strategies[] = {
    {"mix", IL_STRATEGY_MIX},           {"pct", IL_STRATEGY_PCT},
    {"pos", IL_STRATEGY_POS},           {"leader-pct", IL_STRATEGY_LEADER_PCT},
    {"lockstep", IL_STRATEGY_LOCKSTEP}, {"postponing", IL_STRATEGY_POSTPONING},
    {"random", IL_STRATEGY_RANDOM},     {"delay", IL_STRATEGY_DELAY_BOUNDED},
    {"preemption", IL_STRATEGY_PREEMPTION_BOUNDED},
};

enum { STRATEGIES_COUNT = sizeof strategies / sizeof strategies[0] };

static bool read_strategy(const char *text, il_strategy_kind *kind) {
    for (size_t i = 0; i < STRATEGIES_COUNT; i++) {
        if (strcmp(strategies[i].name, text) != 0) continue;
        *kind = strategies[i].kind;
        return true;
    }
    return false;
}

const char *ip_options_strategy_name(const options *options) {
    if (options->replay != NULL) return "replay";
    size_t index = 0;
    while (index < STRATEGIES_COUNT - 1 && strategies[index].kind != options->strategy) index++;
    assert(strategies[index].kind == options->strategy);
    return strategies[index].name;
}

/* False if it is no decimal number between the two. */
static bool read_number(const char *text, uint64_t least, uint64_t most, uint64_t *number) {
    uint64_t value = 0;
    if (*text == 0) return false;
    for (; *text != 0; text++) {
        if (*text < '0' || *text > '9') return false;
        uint64_t digit = (uint64_t)(*text - '0');
        if (value > (UINT64_MAX - digit) / 10) return false;
        value = value * 10 + digit;
    }
    *number = value;
    return value >= least && value <= most;
}

static bool read_switching(const char *text, il_switching *switching) {
    bool is_user = strcmp(text, "user") == 0;
    if (!is_user && strcmp(text, "futex") != 0) return false;
    *switching = is_user ? IL_SWITCH_USER : IL_SWITCH_FUTEX;
    return true;
}

static const char *read_word(const char *key, const char *value, options *options) {
    uint64_t number = 0;
    if (strcmp(key, "fd") == 0) {
        if (!read_number(value, 3, INT32_MAX, &number)) return "fd is no descriptor above 2";
        options->fd = (int)number;
    } else if (strcmp(key, "schedules") == 0) {
        if (!read_number(value, 1, OPTIONS_SCHEDULES_MAX, &number)) return "schedules is not 1 to 1000000";
        options->schedules_max = number;
    } else if (strcmp(key, "strategy") == 0) {
        if (!read_strategy(value, &options->strategy)) return "strategy is not known";
    } else if (strcmp(key, "seed") == 0) {
        if (!read_number(value, 0, UINT64_MAX, &options->seed)) return "seed is no number of 64 bits";
    } else if (strcmp(key, "spurious") == 0) {
        if (!read_number(value, 0, 1, &number)) return "spurious is neither 0 nor 1";
        options->spurious_max = (uint32_t)number;
    } else if (strcmp(key, "leaks") == 0) {
        if (!read_number(value, 0, 1, &number)) return "leaks is neither 0 nor 1";
        options->judges_leaks = number == 1;
    } else if (strcmp(key, "seconds") == 0) {
        if (!read_number(value, 0, 1000000, &number)) return "seconds is not 0 to 1000000";
        options->seconds_max = (uint32_t)number;
    } else if (strcmp(key, "switching") == 0) {
        if (!read_switching(value, &options->switching)) return "switching is neither user nor futex";
    } else if (strcmp(key, "replay") == 0) {
        options->replay = value;
    } else {
        return "a key is not known";
    }
    return NULL;
}

const char *ip_options_read(char *text, options *options) {
    assert(text != NULL && options != NULL);
    *options = (struct options){
        .fd = -1,
        .schedules_max = 10000,
        .strategy = IL_STRATEGY_MIX,
        .seed = 1,
        .spurious_max = 1,
        .switching = IL_SWITCH_BEST,
    };
    const char *fault = NULL;
    char *rest = NULL;
    for (char *word = strtok_r(text, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest)) {
        char *equals = strchr(word, '=');
        if (equals == NULL) return "a word is no key=value";
        *equals = 0;
        const char *wrong = read_word(word, equals + 1, options);
        /* Goes on all the same: the descriptor may come later, and the fault is to be told on it. */
        if (fault == NULL) fault = wrong;
    }
    if (fault == NULL && options->fd < 0) fault = "fd is missing";
    return fault;
}
