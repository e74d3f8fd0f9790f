#define _GNU_SOURCE
#include "CServerKit.h"

#include <assert.h>
#include <pthread.h>

int sk_stack(uintptr_t *lowest, size_t *byte_count) {
    assert(lowest != NULL && byte_count != NULL);
    pthread_attr_t attributes;
    int error = pthread_getattr_np(pthread_self(), &attributes);
    if (error != 0) return error;
    void *base = NULL;
    error = pthread_attr_getstack(&attributes, &base, byte_count);
    pthread_attr_destroy(&attributes);
    *lowest = (uintptr_t)base;
    return error;
}
