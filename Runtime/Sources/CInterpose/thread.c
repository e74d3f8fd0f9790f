/* Threads of the program: pthread_create and its relatives. */
#define _GNU_SOURCE
#include "thread.h"

#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stddef.h>

#include "clock.h"
#include "hook.h"
#include "refuse.h"

#include "section.h"

static const uint32_t KERNEL_ID_FIRST = 0x35110000;

static pthread_t first_thread;

/* By the dynamic linker: the highest address of the first thread's stack. */
extern void *__libc_stack_end;

void ip_thread_remember_first(void) {
    first_thread = pthread_self();
}

void *const *ip_thread_stack_end(void) {
    /* glibc keeps the descriptor of every other thread, which pthread_t points to, on top of its stack. */
    pthread_t self = pthread_self();
    return self == first_thread ? (void *const *)__libc_stack_end : (void *const *)self;
}

uint32_t ip_thread_kernel_id(void) {
    int id = il_thread_self();
    assert(id >= 0 && id < IL_THREADS_MAX);
    return KERNEL_ID_FIRST + (uint32_t)id;
}

/* ---- Beginning */

/* Where the thread that is being made is to be told. */
static pthread_t *made_handle;

void ip_thread_made(int thread, void *context) {
    (void)context;
    assert(made_handle != NULL);
    *made_handle = il_thread_handle(thread);
}

int ip_thread_create(
    pthread_t *thread, void *(*start)(void *), void *argument, bool is_detached, size_t stack_bytes,
    uintptr_t pc) {
    assert(thread != NULL && start != NULL);
    int id = -1;
    made_handle = thread;
    return il_thread_create(start, argument, is_detached, stack_bytes, pc, &id);
}

/* Whoever makes a thread inside a schedule (ServerKit for the learner, a library for itself), it is one of the
   schedule's: a real one would run beside it unseen, and what was proven would not be. So these functions ask
   only whether there is a schedule, never who calls. */

EXPORT int pthread_create(
    pthread_t *restrict thread, const pthread_attr_t *restrict attributes, void *(*start)(void *),
    void *restrict argument) {
    if (!il_controlled()) return ip_real()->pthread_create(thread, attributes, start, argument);
    int state = PTHREAD_CREATE_JOINABLE;
    size_t stack_bytes = 0;
    if (attributes != NULL) {
        pthread_attr_getdetachstate(attributes, &state);
        pthread_attr_getstacksize(attributes, &stack_bytes);
    }
    bool is_detached = state == PTHREAD_CREATE_DETACHED;
    return ip_thread_create(thread, start, argument, is_detached, stack_bytes, learner_pc(HERE));
}

/* ---- End */

EXPORT int pthread_join(pthread_t thread, void **value) {
    if (!il_controlled()) return ip_real()->pthread_join(thread, value);
    return il_thread_join(il_thread_of_handle(thread), false, IL_NEVER, learner_pc(HERE), value);
}

EXPORT int pthread_tryjoin_np(pthread_t thread, void **value) {
    if (!il_controlled()) return ip_real()->pthread_tryjoin_np(thread, value);
    return il_thread_join(il_thread_of_handle(thread), true, IL_NEVER, learner_pc(HERE), value);
}

EXPORT int pthread_clockjoin_np(
    pthread_t thread, void **value, clockid_t clock, const struct timespec *deadline) {
    if (!il_controlled()) return ip_real()->pthread_clockjoin_np(thread, value, clock, deadline);
    if (deadline != NULL && !ip_clock_is_valid(deadline)) return EINVAL;
    int64_t deadline_ns = ip_clock_deadline(clock, deadline);
    return il_thread_join(il_thread_of_handle(thread), false, deadline_ns, learner_pc(HERE), value);
}

EXPORT int pthread_timedjoin_np(pthread_t thread, void **value, const struct timespec *deadline) {
    if (!il_controlled()) return ip_real()->pthread_timedjoin_np(thread, value, deadline);
    if (deadline != NULL && !ip_clock_is_valid(deadline)) return EINVAL;
    int64_t deadline_ns = ip_clock_deadline(CLOCK_REALTIME, deadline);
    return il_thread_join(il_thread_of_handle(thread), false, deadline_ns, learner_pc(HERE), value);
}

EXPORT int pthread_detach(pthread_t thread) {
    if (!il_controlled()) return ip_real()->pthread_detach(thread);
    return il_thread_detach(il_thread_of_handle(thread), learner_pc(HERE));
}

EXPORT int pthread_cancel(pthread_t thread) {
    (void)thread;
    if (!il_controlled()) return ESRCH;
    ip_refuse("pthread_cancel", learner_pc(HERE));
}

EXPORT int pthread_kill(pthread_t thread, int signal) {
    if (!il_controlled()) return ip_real()->pthread_kill(thread, signal);
    int id = il_thread_of_handle(thread);
    if (id < 0) return ESRCH;
    if (signal == 0) return 0;
    if (id != il_thread_self()) ip_refuse("pthread_kill", learner_pc(HERE));
    return raise(signal) == 0 ? 0 : errno;
}

/* ---- Names and priorities: the kernel knows no such thread, and nothing depends on them */

EXPORT int pthread_setname_np(pthread_t thread, const char *name) {
    if (!il_controlled()) return ip_real()->pthread_setname_np(thread, name);
    return 0;
}
