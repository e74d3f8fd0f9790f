/* Switching by futex: every logical thread is the real one of its slot, and all but one sleep. */
#include "internal.h"

#include <stdlib.h>

static void wait_for_turn(uint32_t *go) {
    while (__atomic_load_n(go, __ATOMIC_ACQUIRE) == 0) il_futex_sleep(go, 0);
    __atomic_store_n(go, 0, __ATOMIC_RELAXED);
}

static void give_turn(const context *to) {
    assert(to->go != NULL);
    __atomic_store_n(to->go, 1, __ATOMIC_RELEASE);
    il_futex_rouse(to->go);
}

/* A slot whose last thread was given up in the middle begins again from the top of its stack. */
void *il_futex_main(void *argument) {
    slot *slot = argument;
    __atomic_store_n(&slot->is_ready, 1, __ATOMIC_RELEASE);
    il_futex_rouse(&slot->is_ready);
    if (sigsetjmp(slot->restart, 0) == 0) wait_for_turn(&slot->go);
    slot->must_restart = false;
    il_thread_body();
    __builtin_unreachable();
}

void il_futex_fresh(context *context, slot *slot) {
    /* Wherever its real thread sleeps, it wakes to start this one. */
    slot->must_restart = true;
    *context = (struct context){.go = &slot->go, .slot = slot};
}

/* From the moment another thread has its turn the contexts are no longer this one's to read: a schedule may
   have ended, and the next begun. */
static void hand_over(const context *from, const context *to) {
    uint32_t *go = from->go;
    slot *slot = from->slot;
    give_turn(to);
    wait_for_turn(go);
    if (slot != NULL && slot->must_restart) siglongjmp(slot->restart, 1);
}

void il_futex_switch(context *from, context *to) { hand_over(from, to); }

void il_futex_leave(context *from, context *to) {
    hand_over(from, to);
    abort(); /* nobody gives a turn to a thread that has left, but to start it anew */
}
