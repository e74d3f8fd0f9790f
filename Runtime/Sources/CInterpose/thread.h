/* What belongs to one thread of the program. */
#pragma once

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One past the highest word of the calling thread's stack. */
void *const *ip_thread_stack_end(void);

/* Remembers the first thread. Once, on it, before the first schedule. */
void ip_thread_remember_first(void);

/* The real thread behind a logical one has been left in the middle of a schedule: what the one left there is
   not the next one's. After that schedule, outside of any. */
void ip_thread_was_left(int thread);

/* For il_setup: forgets what a thread has left that was. [controlled] */
void ip_thread_begins(void *context);

/* Forgets all values of the calling thread's specific data, which nobody else needs. */
void ip_thread_data_forget(void);

/* Deletes the keys that the learner's code has made in the schedule that is over: there are PTHREAD_KEYS_MAX of
   them, and what the learner keeps them in is put back before the next schedule. Outside of any. */
void ip_thread_keys_delete(void);

/* Forgets the cleanup handlers that the calling thread has registered. */
void ip_thread_handlers_forget(void);

/* Destroys the calling thread's specific data as POSIX says: for il_setup. [controlled] */
void ip_thread_data_destroy(void *context);

/* The id that the kernel is said to have given the calling thread. [controlled] The number is the same
   in every schedule, and no id that a program would use for anything else. */
uint32_t ip_thread_kernel_id(void);

/* Whether a number is such an id. */
static inline bool thread_is_kernel_id(uint32_t number) {
    return number - 0x35110000u < 128;
}

/* Tells the program the handle of a new thread before that runs, as libc does: for il_setup. */
void ip_thread_made(int thread, void *context);

/* Creates a thread as pthread_create does. [controlled] */
int ip_thread_create(
    pthread_t *thread, void *(*start)(void *), void *argument, bool is_detached, size_t stack_bytes,
    uintptr_t pc);
