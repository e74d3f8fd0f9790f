/* Functions of libc that a program hands shared text to. Called from the learner's code they are reads
   and writes of what they touch; the work stays libc's. (strncmp is left out: finding libc's functions
   takes it, see real.c.) */
#define _GNU_SOURCE
#include <limits.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include "access.h"
#include "hook.h"

#include "section.h"

#define CALLER __builtin_return_address(0)

/* The text and its final 0. */
static size_t reads_text(const char *text, const void *caller) {
    if (!access_counts(caller)) return 0;
    size_t size = ip_real()->strlen(text) + 1;
    access_range(text, size, false, caller);
    return size;
}

EXPORT size_t strlen(const char *text) {
    reads_text(text, CALLER);
    return ip_real()->strlen(text);
}

EXPORT char *strcpy(char *restrict to, const char *restrict from) {
    access_range(to, reads_text(from, CALLER), true, CALLER);
    return ip_real()->strcpy(to, from);
}

EXPORT char *strncpy(char *restrict to, const char *restrict from, size_t size) {
    if (access_counts(CALLER)) {
        size_t length = 0;
        while (length < size && from[length] != 0) length++;
        access_range(from, length < size ? length + 1 : size, false, CALLER);
        access_range(to, size, true, CALLER);
    }
    return ip_real()->strncpy(to, from, size);
}

EXPORT char *strcat(char *restrict to, const char *restrict from) {
    size_t size = reads_text(from, CALLER), before = reads_text(to, CALLER);
    if (before > 0) access_range(to + before - 1, size, true, CALLER);
    return ip_real()->strcat(to, from);
}

/* What lies behind the first difference is not looked at. */
EXPORT int strcmp(const char *left, const char *right) {
    if (access_counts(CALLER)) {
        size_t length = 0;
        while (left[length] == right[length] && left[length] != 0) length++;
        access_range(left, length + 1, false, CALLER);
        access_range(right, length + 1, false, CALLER);
    }
    return ip_real()->strcmp(left, right);
}

EXPORT int memcmp(const void *left, const void *right, size_t size) {
    access_range(left, size, false, CALLER);
    access_range(right, size, false, CALLER);
    return ip_real()->memcmp(left, right, size);
}

/* How much is written is known by writing it nowhere first. */
static int print(char *to, size_t size, const char *format, va_list arguments, const void *caller) {
    if (access_counts(caller)) {
        va_list again;
        va_copy(again, arguments);
        int length = vsnprintf(NULL, 0, format, again);
        va_end(again);
        if (length >= 0) access_range(to, (size_t)length < size ? (size_t)length + 1 : size, true, caller);
    }
    return vsnprintf(to, size, format, arguments);
}

EXPORT int snprintf(char *restrict to, size_t size, const char *restrict format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = print(to, size, format, arguments, CALLER);
    va_end(arguments);
    return length;
}

EXPORT int sprintf(char *restrict to, const char *restrict format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = print(to, INT_MAX, format, arguments, CALLER);
    va_end(arguments);
    return length;
}
