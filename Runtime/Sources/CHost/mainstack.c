/* Where the first thread's stack lies. libc reads that from /proc/self/maps each time it is asked, which a
   test may not: and Swift's concurrency ends a process in which it gets no answer. So it is asked once, in
   the host, and this definition, which comes before libc's in lookup, gives the answer again. Forks of a
   test find it as well. */
#define _GNU_SOURCE
#include "internal.h"

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>

typedef int (*attributes_of)(pthread_t, pthread_attr_t *);

static struct {
    pthread_t thread;
    void *stack;
    size_t stack_bytes;
    attributes_of found;
} first;

int host_main_stack_keep(void) {
    first.found = (attributes_of)dlsym(RTLD_NEXT, "pthread_getattr_np");
    if (first.found == NULL) return ENOSYS;
    pthread_attr_t attributes;
    int error = first.found(pthread_self(), &attributes);
    if (error != 0) return error;
    error = pthread_attr_getstack(&attributes, &first.stack, &first.stack_bytes);
    pthread_attr_destroy(&attributes);
    first.thread = pthread_self();
    return error;
}

HOST_EXPORTED int pthread_getattr_np(pthread_t thread, pthread_attr_t *attributes) {
    attributes_of found = first.found;
    if (found == NULL) found = (attributes_of)dlsym(RTLD_NEXT, "pthread_getattr_np");
    if (found == NULL) return ENOSYS;
    int error = found(thread, attributes);
    if (error == 0 || first.stack == NULL || !pthread_equal(thread, first.thread)) return error;
    error = pthread_attr_init(attributes);
    return error == 0 ? pthread_attr_setstack(attributes, first.stack, first.stack_bytes) : error;
}
