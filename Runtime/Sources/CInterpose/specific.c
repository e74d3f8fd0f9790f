/* Thread-specific data and cleanup handlers: what happens in a thread when it ends. The engine ends
   threads without libc's help, so the destructors of keys are run here, and pthread_exit goes through
   the handlers itself. */
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <setjmp.h>
#include <stddef.h>

#include "hook.h"
#include "image.h"
#include "thread.h"

#include "section.h"

/* ---- Keys */

typedef void (*destructor)(void *);

/* By key; null: none. Written before the first schedule and by the one thread that runs. */
static destructor destructors[PTHREAD_KEYS_MAX];
static pthread_key_t keys_end; /* one past the highest key that was ever made */

/* Made by the learner's code in this schedule: the next one makes its own, and there are only so many. What a
   library made (Foundation's own key, say) it made for good. */
static bool is_of_schedule[PTHREAD_KEYS_MAX];

static int key_create(pthread_key_t *key, destructor destroy, bool is_for_schedule) {
    int error = ip_real()->pthread_key_create(key, destroy);
    if (error != 0 || *key >= PTHREAD_KEYS_MAX) return error;
    destructors[*key] = destroy;
    is_of_schedule[*key] = is_for_schedule;
    if (*key >= keys_end) keys_end = *key + 1;
    return 0;
}

static int key_delete(pthread_key_t key) {
    if (key < PTHREAD_KEYS_MAX) {
        destructors[key] = NULL;
        is_of_schedule[key] = false;
    }
    return ip_real()->pthread_key_delete(key);
}

EXPORT int pthread_key_create(pthread_key_t *key, destructor destroy) {
    return key_create(key, destroy, il_controlled() && ip_image_is_learner(__builtin_return_address(0)));
}

EXPORT int pthread_key_delete(pthread_key_t key) {
    return key_delete(key);
}

/* C11's are libc's own functions and would not come through the above. */
EXPORT int tss_create(pthread_key_t *key, destructor destroy) {
    bool is_for_schedule = il_controlled() && ip_image_is_learner(__builtin_return_address(0));
    return key_create(key, destroy, is_for_schedule) == 0 ? 0 : 2; /* thrd_success, thrd_error */
}

EXPORT void tss_delete(pthread_key_t key) {
    key_delete(key);
}

void ip_thread_keys_delete(void) {
    assert(!il_controlled());
    assert(keys_end <= PTHREAD_KEYS_MAX);
    for (pthread_key_t key = 0; key < keys_end; key++) {
        if (is_of_schedule[key]) key_delete(key);
    }
}

/* One round over all keys; false if there was nothing to destroy. */
static bool destroy_round(void) {
    bool had_some = false;
    for (pthread_key_t key = 0; key < keys_end; key++) {
        if (destructors[key] == NULL) continue;
        void *value = pthread_getspecific(key);
        if (value == NULL) continue;
        had_some = true;
        pthread_setspecific(key, NULL);
        destructors[key](value);
    }
    return had_some;
}

/* Values without a destructor stay behind in a real thread that may serve another one of the program. */
void ip_thread_data_forget(void) {
    for (pthread_key_t key = 0; key < keys_end; key++) {
        if (pthread_getspecific(key) != NULL) pthread_setspecific(key, NULL);
    }
}

void ip_thread_data_destroy(void *context) {
    (void)context;
    int rounds_left = PTHREAD_DESTRUCTOR_ITERATIONS;
    while (rounds_left > 0 && destroy_round()) rounds_left--;
    ip_thread_data_forget();
}

/* ---- Cleanup handlers

   pthread_cleanup_push in C without exceptions makes a buffer to jump back to and registers it. */

static __thread __pthread_unwind_buf_t *innermost;

void ip_thread_handlers_forget(void) {
    innermost = NULL;
}

EXPORT void __pthread_register_cancel(__pthread_unwind_buf_t *buffer) {
    buffer->__pad[0] = innermost;
    innermost = buffer;
}

EXPORT void __pthread_unregister_cancel(__pthread_unwind_buf_t *buffer) {
    innermost = buffer->__pad[0];
}

static __thread void *exit_value;
static __thread uintptr_t exit_pc;

/* Runs the handlers that are still there, innermost first, by jumping into the frames that registered
   them; each calls __pthread_unwind_next when it is done. */
static _Noreturn void unwind(void) {
    __pthread_unwind_buf_t *buffer = innermost;
    if (buffer == NULL) {
        /* The engine asks for it at the end of all threads but the first. */
        if (il_thread_self() == 0) ip_thread_data_destroy(NULL);
        il_thread_exit(exit_value, exit_pc);
    }
    innermost = buffer->__pad[0];
    /* The buffer is the beginning of a jmp_buf: registers and whether signals were saved (they were not). */
    longjmp((struct __jmp_buf_tag *)(void *)buffer, 1);
}

EXPORT void __pthread_unwind_next(__pthread_unwind_buf_t *buffer) {
    (void)buffer;
    unwind();
}

static _Noreturn void thread_exit(void *value, uintptr_t pc) {
    exit_value = value;
    exit_pc = pc;
    unwind();
}

EXPORT void pthread_exit(void *value) {
    if (!il_controlled()) {
        ip_real()->pthread_exit(value);
        __builtin_unreachable();
    }
    thread_exit(value, learner_pc(HERE));
}

EXPORT void thrd_exit(int value) {
    if (!il_controlled()) {
        ip_real()->pthread_exit((void *)(intptr_t)value);
        __builtin_unreachable();
    }
    thread_exit((void *)(intptr_t)value, learner_pc(HERE));
}
