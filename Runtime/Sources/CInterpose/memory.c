/* memcpy, memmove and memset: the compiler's own calls of them, and the learner's. */
#include <stddef.h>

#include "access.h"
#include "hook.h"

#include "section.h"

#define CALLER __builtin_return_address(0)

/* Before libc's own can be asked for, and while that is being done. Instructions, because a loop in C
   would be made into a call of what is defined here. */
static void copy_forwards(void *to, const void *from, size_t size) {
    __asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(size) : : "memory");
}

static void copy_backwards(void *to, const void *from, size_t size) {
    void *last_to = (char *)to + size - 1;
    const void *last_from = (const char *)from + size - 1;
    __asm__ volatile("std\n rep movsb\n cld" : "+D"(last_to), "+S"(last_from), "+c"(size) : : "memory");
}

static void *move(void *to, const void *from, size_t size) {
    if (ip_real_is_ready) return ip_real()->memmove(to, from, size);
    if ((uintptr_t)to - (uintptr_t)from >= size) {
        copy_forwards(to, from, size);
    } else if (size > 0) {
        copy_backwards(to, from, size);
    }
    return to;
}

static void *copy(void *to, const void *from, size_t size) {
    return ip_real_is_ready ? ip_real()->memcpy(to, from, size) : move(to, from, size);
}

static void *fill(void *to, int byte, size_t size) {
    if (ip_real_is_ready) return ip_real()->memset(to, byte, size);
    void *next = to;
    __asm__ volatile("rep stosb" : "+D"(next), "+c"(size) : "a"(byte) : "memory");
    return to;
}

EXPORT void *memcpy(void *restrict to, const void *restrict from, size_t size) {
    access_range(from, size, false, CALLER);
    access_range(to, size, true, CALLER);
    return copy(to, from, size);
}

EXPORT void *memmove(void *to, const void *from, size_t size) {
    access_range(from, size, false, CALLER);
    access_range(to, size, true, CALLER);
    return move(to, from, size);
}

EXPORT void *memset(void *to, int byte, size_t size) {
    access_range(to, size, true, CALLER);
    return fill(to, byte, size);
}

EXPORT void *__tsan_memcpy(void *to, const void *from, size_t size) {
    access_range(from, size, false, CALLER);
    access_range(to, size, true, CALLER);
    return copy(to, from, size);
}

EXPORT void *__tsan_memmove(void *to, const void *from, size_t size) {
    access_range(from, size, false, CALLER);
    access_range(to, size, true, CALLER);
    return move(to, from, size);
}

EXPORT void *__tsan_memset(void *to, int byte, size_t size) {
    access_range(to, size, true, CALLER);
    return fill(to, byte, size);
}
