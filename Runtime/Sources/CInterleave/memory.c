/* Memory of a schedule: taken once, used from the start again by the next one. */
#include "internal.h"

static _Alignas(64) char arena[ARENA_BYTES];

char *il_arena(void) { return arena; }

void *il_arena_take(size_t bytes) {
    size_t rounded = (bytes + ARENA_UNIT - 1) / ARENA_UNIT * ARENA_UNIT;
    assert(bytes > 0 && il_engine.arena_used <= ARENA_BYTES);
    if (rounded > ARENA_BYTES - il_engine.arena_used) il_too_big(LIMIT_MEMORY, 0);
    void *taken = arena + il_engine.arena_used;
    il_engine.arena_used += rounded;
    il_clear(taken, rounded);
    return taken;
}

void il_clear(void *memory, size_t bytes) {
    uint64_t *words = memory;
    assert(bytes % sizeof *words == 0 && (uintptr_t)memory % sizeof *words == 0);
    for (size_t i = 0; i < bytes / sizeof *words; i++) {
        words[i] = 0;
        STAYS_A_LOOP();
    }
}
