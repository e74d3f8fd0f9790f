/* The functions that the definitions of this target stand before. */
#define _GNU_SOURCE
#include "real.h"

#include <dlfcn.h>
#include <stdatomic.h>
#include <string.h>

#include "section.h"

bool ip_real_is_ready;
static real_functions table;

/* Condition variables have two versions in glibc for x86-64; without a version dlsym may give the old
   one, which takes another structure. */
static const char CONDITION_PREFIX[] = "pthread_cond_";
static const char CONDITION_VERSION[] = "GLIBC_2.3.2";

static void *next_function(const char *name) {
    void *function = NULL;
    if (strncmp(name, CONDITION_PREFIX, sizeof CONDITION_PREFIX - 1) == 0) {
        function = dlvsym(RTLD_NEXT, name, CONDITION_VERSION);
    }
    /* pthread_cond_clockwait is newer than that version. */
    return function != NULL ? function : dlsym(RTLD_NEXT, name);
}

const real_functions *ip_real(void) {
    if (__builtin_expect(ip_real_is_ready, true)) return &table;
    /* Twice at the same time does no harm: the same pointers are written. */
#define LOOK_UP(result, name, parameters) table.name = (result(*) parameters)next_function(#name);
    REAL_FUNCTIONS(LOOK_UP)
#undef LOOK_UP
    atomic_thread_fence(memory_order_release);
    ip_real_is_ready = true;
    return &table;
}
