/* The heap: a block that is handed out has no history, whoever had the same addresses before. */
#define _GNU_SOURCE
#include <errno.h>
#include <malloc.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "access.h"
#include "hook.h"

#include "section.h"

/* glibc's own names: what dlsym finds would be needed before it can be asked. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void __libc_free(void *block);

static void *fresh(void *block, size_t size) {
    if (block != NULL && il_controlled()) il_forget((uintptr_t)block, size);
    return block;
}

EXPORT void *malloc(size_t size) {
    return fresh(__libc_malloc(size), size);
}

EXPORT void *calloc(size_t count, size_t size) {
    return fresh(__libc_calloc(count, size), count * size); /* no overflow where it succeeded */
}

EXPORT void *realloc(void *block, size_t size) {
    size_t old_size = block != NULL ? malloc_usable_size(block) : 0;
    if (block != NULL) access_range(block, old_size, true, __builtin_return_address(0));
    void *moved = __libc_realloc(block, size);
    if (moved == NULL || !il_controlled()) return moved;
    if (moved != block) return fresh(moved, size);
    if (size > old_size) fresh((char *)block + old_size, size - old_size);
    return moved;
}

EXPORT void free(void *block) {
    if (block != NULL && il_controlled()) {
        size_t size = malloc_usable_size(block);
        /* What another thread still uses must not be given back: in C it is a race like that with a
           write. Swift gives back what nobody refers to any more, by counts that show nothing here, from
           inside its runtime. */
        access_range(block, size, true, __builtin_return_address(0));
        il_forget((uintptr_t)block, size);
    }
    __libc_free(block);
}

EXPORT void *memalign(size_t alignment, size_t size) {
    return fresh(__libc_memalign(alignment, size), size);
}

EXPORT void *aligned_alloc(size_t alignment, size_t size) {
    return fresh(__libc_memalign(alignment, size), size);
}

EXPORT int posix_memalign(void **block, size_t alignment, size_t size) {
    bool is_power = alignment != 0 && (alignment & (alignment - 1)) == 0;
    if (!is_power || alignment % sizeof(void *) != 0) return EINVAL;
    int before = errno;
    void *memory = __libc_memalign(alignment, size);
    errno = before;
    if (memory == NULL) return ENOMEM;
    *block = fresh(memory, size);
    return 0;
}

EXPORT void *valloc(size_t size) {
    return fresh(__libc_memalign((size_t)sysconf(_SC_PAGESIZE), size), size);
}

/* What is mapped there next has no history either. */
EXPORT int munmap(void *memory, size_t size) {
    if (il_controlled()) il_forget((uintptr_t)memory, size);
    long result = system_call(SYS_munmap, (long)memory, (long)size, 0, 0, 0, 0);
    if (result == 0) return 0;
    errno = (int)-result;
    return -1;
}
