/* Atomic operations and fences. Between entering and leaving the engine no other thread runs, so that
   ordinary instructions do. What is not for the engine (a graded test outside its scenarios, destructors
   after the schedule) may run beside other real threads: there the processor's own operations do it, in the
   strongest order. */
#include "access.h"
#include "hook.h"
#include "swiftmutex.h"

#include "section.h"

#define CALLER __builtin_return_address(0)

/* The order of a failed compare-exchange is that of a load. */
static il_order order_of(int order) {
    return order >= IL_RELAXED && order <= IL_SEQ_CST ? (il_order)order : IL_SEQ_CST;
}

/* Compare and exchange in one step: what was found. With 16 bytes the processor knows nothing else, and
   compilers call a library for it; each processor that Swift runs on has the instruction. */
static unsigned __int128 swap_128(
    volatile unsigned __int128 *word, unsigned __int128 expected, unsigned __int128 desired) {
    uint64_t low = (uint64_t)expected, high = (uint64_t)(expected >> 64);
    __asm__ volatile("lock cmpxchg16b %0"
                     : "+m"(*word), "+a"(low), "+d"(high)
                     : "b"((uint64_t)desired), "c"((uint64_t)(desired >> 64))
                     : "cc", "memory");
    return (unsigned __int128)high << 64 | low;
}

#define SWAP(bits, type)                                                                                     \
    static type swap_##bits(volatile type *word, type expected, type desired) {                              \
        return __sync_val_compare_and_swap(word, expected, desired);                                         \
    }

SWAP(8, uint8_t)
SWAP(16, uint16_t)
SWAP(32, uint32_t)
SWAP(64, uint64_t)

#define LOAD_AND_STORE(bits, type)                                                                           \
    EXPORT type __tsan_atomic##bits##_load(const volatile type *word, int order) {                           \
        if (!access_counts(CALLER)) {                                                                        \
            return sizeof(type) > 8 ? swap_##bits((volatile type *)word, 0, 0) : *word;                      \
        }                                                                                                    \
        uintptr_t address = (uintptr_t)word, pc = (uintptr_t)CALLER;                                         \
        ip_exclusivity_note(address, sizeof(type));                                                          \
        il_atomic_enter(address, sizeof(type), IL_LOAD, order_of(order), pc);                                \
        type value = *word;                                                                                  \
        il_atomic_leave(address, sizeof(type), IL_LOAD, order_of(order), (uint64_t)value, 0, false, pc);     \
        return value;                                                                                        \
    }                                                                                                        \
                                                                                                             \
    EXPORT void __tsan_atomic##bits##_store(volatile type *word, type value, int order) {                    \
        if (!access_counts(CALLER)) {                                                                        \
            type old = *word;                                                                                \
            for (type seen; (seen = swap_##bits(word, old, value)) != old; old = seen) continue;             \
            return;                                                                                          \
        }                                                                                                    \
        uintptr_t address = (uintptr_t)word, pc = (uintptr_t)CALLER;                                         \
        ip_exclusivity_note(address, sizeof(type));                                                          \
        il_atomic_enter(address, sizeof(type), IL_STORE, order_of(order), pc);                               \
        *word = value;                                                                                       \
        il_atomic_leave(address, sizeof(type), IL_STORE, order_of(order), 0, (uint64_t)value, true, pc);     \
    }

/* `changed` is the new value, said with `old` and `value`. */
#define MODIFY(bits, type, name, changed)                                                                    \
    EXPORT type __tsan_atomic##bits##_##name(volatile type *word, type value, int order) {                   \
        if (!access_counts(CALLER)) {                                                                        \
            type old = *word;                                                                                \
            for (type seen; (seen = swap_##bits(word, old, (type)(changed))) != old; old = seen) continue;   \
            return old;                                                                                      \
        }                                                                                                    \
        uintptr_t address = (uintptr_t)word, pc = (uintptr_t)CALLER;                                         \
        ip_exclusivity_note(address, sizeof(type));                                                          \
        il_atomic_enter(address, sizeof(type), IL_EXCHANGE, order_of(order), pc);                            \
        type old = *word, now = (type)(changed);                                                             \
        *word = now;                                                                                         \
        il_atomic_leave(                                                                                     \
            address, sizeof(type), IL_EXCHANGE, order_of(order), (uint64_t)old, (uint64_t)now, true, pc);    \
        return old;                                                                                          \
    }

/* `take_over` may answer for the engine: see swiftmutex.h. */
#define COMPARE(bits, type, take_over)                                                                       \
    static type compare_exchange_##bits(                                                                     \
        volatile type *word, type expected, type desired, int order, int failure, const void *caller) {      \
        uintptr_t address = (uintptr_t)word, pc = (uintptr_t)caller;                                         \
        if (!access_counts(caller)) return swap_##bits(word, expected, desired);                             \
        ip_exclusivity_note(address, sizeof(type));                                                          \
        type found = 0;                                                                                      \
        if (take_over) return found;                                                                         \
        il_atomic_enter(address, sizeof(type), IL_COMPARE, order_of(order), pc);                             \
        found = *word;                                                                                       \
        bool is_same = found == expected;                                                                    \
        if (is_same) *word = desired;                                                                        \
        il_order used = order_of(is_same ? order : failure);                                                 \
        uint64_t written = is_same ? (uint64_t)desired : 0;                                                  \
        il_atomic_leave(address, sizeof(type), IL_COMPARE, used, (uint64_t)found, written, is_same, pc);     \
        return found;                                                                                        \
    }                                                                                                        \
                                                                                                             \
    EXPORT type __tsan_atomic##bits##_compare_exchange_val(                                                  \
        volatile type *word, type expected, type desired, int order, int failure) {                          \
        return compare_exchange_##bits(word, expected, desired, order, failure, CALLER);                     \
    }                                                                                                        \
                                                                                                             \
    EXPORT int __tsan_atomic##bits##_compare_exchange_strong(                                                \
        volatile type *word, type *expected, type desired, int order, int failure) {                         \
        type found = compare_exchange_##bits(word, *expected, desired, order, failure, CALLER);              \
        if (found == *expected) return 1;                                                                    \
        *expected = found;                                                                                   \
        return 0;                                                                                            \
    }                                                                                                        \
                                                                                                             \
    EXPORT int __tsan_atomic##bits##_compare_exchange_weak(                                                  \
        volatile type *word, type *expected, type desired, int order, int failure) {                         \
        type found = compare_exchange_##bits(word, *expected, desired, order, failure, CALLER);              \
        if (found == *expected) return 1;                                                                    \
        *expected = found;                                                                                   \
        return 0;                                                                                            \
    }

#define OPERATIONS(bits, type, take_over)                                                                    \
    LOAD_AND_STORE(bits, type)                                                                               \
    MODIFY(bits, type, exchange, value)                                                                      \
    MODIFY(bits, type, fetch_add, old + value)                                                               \
    MODIFY(bits, type, fetch_sub, old - value)                                                               \
    MODIFY(bits, type, fetch_and, old &value)                                                                \
    MODIFY(bits, type, fetch_or, old | value)                                                                \
    MODIFY(bits, type, fetch_xor, old ^ value)                                                               \
    MODIFY(bits, type, fetch_nand, ~(old & value))                                                           \
    COMPARE(bits, type, take_over)

OPERATIONS(8, uint8_t, false)
OPERATIONS(16, uint16_t, false)
OPERATIONS(32, uint32_t, swift_mutex_takes(word, expected, desired, pc, &found))
OPERATIONS(64, uint64_t, false)
OPERATIONS(128, unsigned __int128, false)

EXPORT void __tsan_atomic_thread_fence(int order) {
    if (access_counts(CALLER)) il_fence(order_of(order), (uintptr_t)CALLER);
}

EXPORT void __tsan_atomic_signal_fence(int order) {
    (void)order;
}
