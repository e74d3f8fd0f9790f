#define _GNU_SOURCE
#include "CServerKit.h"

#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

_Static_assert(ATOMIC_LLONG_LOCK_FREE == 2, "a lock of this process would not hold back another one");

static _Atomic int64_t *word(const void *memory, size_t index) {
    return (_Atomic int64_t *)memory + index;
}

int sk_memory_create(size_t byte_count) {
    int descriptor = memfd_create("shared", MFD_CLOEXEC);
    if (descriptor < 0) return -1;
    if (ftruncate(descriptor, (off_t)byte_count) == 0) return descriptor;
    close(descriptor);
    return -1;
}

void *sk_memory_map(int descriptor, size_t byte_count) {
    void *memory = mmap(NULL, byte_count, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

int sk_memory_unmap(void *memory, size_t byte_count) { return munmap(memory, byte_count); }

int64_t sk_size(int descriptor) {
    struct stat info;
    return fstat(descriptor, &info) == 0 ? info.st_size : -1;
}

int64_t sk_word_load(const void *memory, size_t index) {
    return atomic_load_explicit(word(memory, index), memory_order_relaxed);
}

void sk_word_store(void *memory, size_t index, int64_t value) {
    atomic_store_explicit(word(memory, index), value, memory_order_relaxed);
}

int64_t sk_word_add(void *memory, size_t index, int64_t value) {
    int64_t before = atomic_fetch_add_explicit(word(memory, index), value, memory_order_relaxed);
    return (int64_t)((uint64_t)before + (uint64_t)value);
}

// Sequentially consistent: locks and meeting places are built from it.
bool sk_word_exchange(void *memory, size_t index, int64_t expected, int64_t value) {
    return atomic_compare_exchange_strong(word(memory, index), &expected, value);
}
