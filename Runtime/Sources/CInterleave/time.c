/* Time that passes only as the schedule does, and chance that is the same every time. */
#include "strategy.h"

void il_time_reach(int64_t time_ns) {
    assert(time_ns != IL_NEVER);
    if (il_engine.time_ns < time_ns) il_engine.time_ns = time_ns;
    /* Others' time may be up as well. */
    thread_mask left = il_engine.timed & ~il_engine.enabled;
    for (; left != 0; left &= left - 1) il_thread_reconsider(&il_threads[mask_first(left)]);
}

int64_t il_now_ns(void) {
    il_enter();
    engine *engine = &il_engine;
    /* A loop that waits for a time gets there. */
    engine->poll_ns = engine->poll_ns == 0 ? EVENT_NS : engine->poll_ns * 2;
    if (engine->poll_ns > POLL_NS_MAX) engine->poll_ns = POLL_NS_MAX;
    engine->time_ns += engine->poll_ns;
    return engine->time_ns;
}

uint64_t il_random(void) {
    il_enter();
    return splitmix64(&il_engine.chance);
}

void il_yield(uintptr_t pc) {
    thread *self = il_enter();
    il_plan(self, OP_RUN, IL_YIELD, NULL, pc);
    il_point(self, true);
    il_step_add(IL_YIELD, NULL, 0, 0, 0, 0, pc);
}

void il_sleep(int64_t duration_ns, uintptr_t pc) {
    thread *self = il_enter();
    int64_t wanted_ns = duration_ns > 0 ? duration_ns : 0;
    int64_t left_ns = IL_NEVER - 1 - il_engine.time_ns;
    int64_t until_ns = il_engine.time_ns + (wanted_ns < left_ns ? wanted_ns : left_ns);
    il_plan(self, OP_RUN, IL_SLEEP, NULL, pc);
    /* To sleep orders nothing: another thread may take longer than any time. */
    il_point(self, true);
    il_time_reach(until_ns);
    il_step_add(IL_SLEEP, NULL, 0, 0, 0, 0, pc);
}
