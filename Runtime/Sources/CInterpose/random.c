/* Chance: inside a schedule it is the engine's, so that a seed gives the same numbers every time. */
#define _GNU_SOURCE
#include "random.h"

#include <assert.h>
#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/random.h>
#include <sys/syscall.h>

#include "hook.h"

#include "section.h"

void random_fill(void *buffer, size_t size) {
    assert(il_controlled());
    uint8_t *next = buffer;
    while (size > 0) {
        uint64_t number = il_random();
        size_t count = size < sizeof number ? size : sizeof number;
        memcpy(next, &number, count);
        next += count;
        size -= count;
    }
}

static void fill(void *buffer, size_t size) {
    if (il_controlled()) {
        random_fill(buffer, size);
        return;
    }
    uint8_t *next = buffer;
    while (size > 0) {
        ssize_t count = real()->getrandom(next, size, 0);
        if (count <= 0) continue; /* interrupted */
        next += count;
        size -= (size_t)count;
    }
}

EXPORT ssize_t getrandom(void *buffer, size_t size, unsigned flags) {
    if (!il_controlled()) return real()->getrandom(buffer, size, flags);
    random_fill(buffer, size);
    return (ssize_t)size;
}

EXPORT int getentropy(void *buffer, size_t size) {
    if (size > 256) {
        errno = EIO;
        return -1;
    }
    fill(buffer, size);
    return 0;
}

EXPORT uint32_t arc4random(void) {
    uint32_t number;
    fill(&number, sizeof number);
    return number;
}

EXPORT void arc4random_buf(void *buffer, size_t size) {
    fill(buffer, size);
}

EXPORT uint32_t arc4random_uniform(uint32_t bound) {
    if (bound < 2) return 0;
    /* Numbers below the remainder of 2^32 would make the small results likelier. */
    uint32_t least = -bound % bound, number;
    do number = arc4random();
    while (number < least);
    return number % bound;
}
