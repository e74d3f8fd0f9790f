/* Words for what a trace holds, as they stand in records. */
#include "internal.h"

#define NAME_OF(names, index) \
    ((size_t)(index) < sizeof(names) / sizeof(names)[0] ? (names)[index] : "unknown")

const char *il_outcome_name(il_outcome outcome) {
    static const char *const names[] = {
        [IL_OUTCOME_RUNNING] = "running",
        [IL_OUTCOME_ENDED] = "ended",
        [IL_OUTCOME_DEADLOCK] = "deadlock",
        [IL_OUTCOME_LOST_WAKEUP] = "lost_wakeup",
        [IL_OUTCOME_LIVELOCK] = "livelock",
        [IL_OUTCOME_DESTROYED_LOCK] = "destroyed_lock",
        [IL_OUTCOME_LEAKED_THREAD] = "leaked_thread",
        [IL_OUTCOME_STEP_LIMIT] = "step_limit",
        [IL_OUTCOME_TOO_BIG] = "too_big",
    };
    return NAME_OF(names, outcome);
}

const char *il_kind_name(il_kind kind) {
    static const char *const names[] = {
        [IL_VARIABLE] = "variable",
        [IL_ATOMIC] = "atomic",
        [IL_MUTEX] = "mutex",
        [IL_RECURSIVE_MUTEX] = "recursive_mutex",
        [IL_ERRORCHECK_MUTEX] = "mutex",
        [IL_SPIN] = "spin",
        [IL_SWIFT_MUTEX] = "swift_mutex",
        [IL_RWLOCK] = "rwlock",
        [IL_CONDITION] = "condition",
        [IL_SEMAPHORE] = "semaphore",
        [IL_BARRIER] = "barrier",
        [IL_ONCE] = "once",
        [IL_FUTEX] = "futex",
        [IL_EDGE] = "edge",
        [IL_THREAD] = "thread",
    };
    return NAME_OF(names, kind);
}

const char *il_action_name(il_action action) {
    static const char *const names[] = {
        [IL_START] = "start",   [IL_END] = "end",     [IL_CREATE] = "create", [IL_READ] = "read",
        [IL_WRITE] = "write",   [IL_LOCK] = "lock",   [IL_UNLOCK] = "unlock", [IL_WAIT] = "wait",
        [IL_WAKE] = "wake",     [IL_SIGNAL] = "signal", [IL_JOIN] = "join",   [IL_YIELD] = "yield",
        [IL_SLEEP] = "sleep",   [IL_FENCE] = "fence", [IL_DESTROY] = "destroy", [IL_CALL] = "call",
        [IL_FAIL] = "fail",
    };
    return NAME_OF(names, action);
}

const char *il_limit_name(uint32_t limit) {
    static const char *const names[] = {
        [LIMIT_NONE] = "none",
        [LIMIT_THREADS] = "threads",
        [LIMIT_OBJECTS] = "objects",
        [LIMIT_MEMORY] = "memory",
    };
    return NAME_OF(names, limit);
}

const char *il_strategy_name(il_strategy_kind kind) {
    static const char *const names[] = {
        [IL_STRATEGY_MIX] = "mix",
        [IL_STRATEGY_RANDOM] = "random",
        [IL_STRATEGY_PCT] = "pct",
        [IL_STRATEGY_LEADER_PCT] = "leader-pct",
        [IL_STRATEGY_POS] = "pos",
        [IL_STRATEGY_PREEMPTION_BOUNDED] = "preemption-bounded",
        [IL_STRATEGY_DELAY_BOUNDED] = "delay-bounded",
        [IL_STRATEGY_EXHAUSTIVE] = "exhaustive",
        [IL_STRATEGY_REPLAY] = "replay",
    };
    return NAME_OF(names, kind);
}

static bool is_equal(const char *left, const char *right) {
    while (*left != 0 && *left == *right) {
        left++;
        right++;
    }
    return *left == *right;
}

bool il_strategy_named(const char *name, il_strategy_kind *kind) {
    for (int i = IL_STRATEGY_MIX; i <= IL_STRATEGY_REPLAY; i++) {
        if (!is_equal(name, il_strategy_name((il_strategy_kind)i))) continue;
        *kind = (il_strategy_kind)i;
        return true;
    }
    return false;
}
