/* The calls that the compiler puts before each access to memory (-fsanitize=thread, -sanitize=thread). */
#include "access.h"

#include "hook.h"

#include "section.h"

static inline void access_one(void *memory, size_t size, bool is_write, const void *return_address) {
    if (!access_counts(return_address)) return;
    ip_exclusivity_note((uintptr_t)memory, size);
    il_access((uintptr_t)memory, size, is_write, (uintptr_t)return_address);
}

#define CALLER __builtin_return_address(0)

/* An access that reads and then writes, made by one instruction of the source. */
#define ACCESSES(prefix, size)                                                                               \
    EXPORT void __tsan_##prefix##read##size(void *memory) { access_one(memory, size, false, CALLER); }       \
    EXPORT void __tsan_##prefix##write##size(void *memory) { access_one(memory, size, true, CALLER); }

#define BOTH(prefix, size)                                                                                   \
    EXPORT void __tsan_##prefix##read_write##size(void *memory) {                                            \
        access_one(memory, size, false, CALLER);                                                             \
        access_one(memory, size, true, CALLER);                                                              \
    }

#define SIZES(prefix)                                                                                        \
    ACCESSES(prefix, 1)                                                                                      \
    ACCESSES(prefix, 2)                                                                                      \
    ACCESSES(prefix, 4)                                                                                      \
    ACCESSES(prefix, 8)                                                                                      \
    ACCESSES(prefix, 16)

SIZES()
SIZES(unaligned_)
SIZES(volatile_)
SIZES(unaligned_volatile_)
BOTH(, 1)
BOTH(, 2)
BOTH(, 4)
BOTH(, 8)
BOTH(, 16)
BOTH(unaligned_, 2)
BOTH(unaligned_, 4)
BOTH(unaligned_, 8)
BOTH(unaligned_, 16)

EXPORT void __tsan_read_range(void *memory, size_t size) {
    access_range(memory, size, false, CALLER);
}

EXPORT void __tsan_write_range(void *memory, size_t size) {
    access_range(memory, size, true, CALLER);
}

/* The pointer to an object's virtual functions, in C++. Constructors write the same value again and again. */
EXPORT void __tsan_vptr_update(void **pointer, void *value) {
    if (*pointer != value) access_one(pointer, sizeof *pointer, true, CALLER);
}

EXPORT void __tsan_vptr_read(void **pointer) {
    access_one(pointer, sizeof *pointer, false, CALLER);
}

/* A Swift variable given to a call as `inout`, before the call: arrays, dictionaries and strings change
   in code of the library that shows nothing. One byte stands for the variable. */
EXPORT void __tsan_external_write(void *variable, void *caller, void *tag) {
    (void)caller;
    (void)tag;
    access_one(variable, 1, true, CALLER);
}

EXPORT void __tsan_external_read(void *variable, void *caller, void *tag) {
    (void)caller;
    (void)tag;
    access_one(variable, 1, false, CALLER);
}

EXPORT void *__tsan_external_register_tag(const char *name) {
    (void)name;
    return (void *)1;
}

EXPORT void __tsan_external_register_header(void *tag, const char *header) {
    (void)tag;
    (void)header;
}

EXPORT void __tsan_external_assign_tag(void *memory, void *tag) {
    (void)memory;
    (void)tag;
}

EXPORT void __tsan_ignore_thread_begin(void) {
    il_ignore_begin();
}

EXPORT void __tsan_ignore_thread_end(void) {
    il_ignore_end();
}

/* Stacks of calls are of no use here: every place is told by itself. */
EXPORT void __tsan_init(void) {}
EXPORT void __tsan_func_entry(void *caller) { (void)caller; }
EXPORT void __tsan_func_exit(void) {}

/* Edges that Swift's runtime tells of: tasks, actors, continuations. It looks these two up by name once
   __tsan_on_initialize has been called (start.c). */
EXPORT void __tsan_acquire(void *object) {
    if (il_controlled()) il_acquire((uintptr_t)object);
}

EXPORT void __tsan_release(void *object) {
    if (il_controlled()) il_release((uintptr_t)object);
}
