/* Synchronization.Mutex: the compare-exchanges in the learner's code and what they call when they fail. */
#define _GNU_SOURCE
#include "swiftmutex.h"

#include <assert.h>
#include <dlfcn.h>
#include <errno.h>
#include <stddef.h>
#include <string.h>

#include "hook.h"
#include "schedule.h"

#include "section.h"

typedef enum mutex_site { SITE_UNKNOWN, SITE_LOCK, SITE_TRY } mutex_site;

#define LOCK_NAME "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define TRYLOCK_NAME "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define UNLOCK_NAME "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

/* Methods of _MutexHandle: `self` comes in the register of a method's context. */
#define METHOD __attribute__((swiftcall))
#define CONTEXT __attribute__((swift_context))

METHOD void swift_mutex_lock_slow(uint32_t id, CONTEXT uint32_t *word) __asm__(
    LOCK_NAME);
METHOD bool swift_mutex_trylock_slow(CONTEXT uint32_t *word) __asm__(
    TRYLOCK_NAME);
METHOD void swift_mutex_unlock_slow(CONTEXT uint32_t *word) __asm__(UNLOCK_NAME);

/* ---- Which method a compare-exchange belongs to */

enum {
    SITES_MAX = 256, /* remembered; a program with more is looked at again */
    /* The slow method is called so many bytes behind the compare-exchange at most. */
    SITE_BYTES_MAX = 512,
    CALL_BYTES = 5, /* e8 and a distance of four bytes */
    STUB_BYTES_MAX = 16,
};

static struct site {
    uintptr_t pc;
    mutex_site kind;
} sites[SITES_MAX];

/* Where a call goes to: in a library through a stub, which jumps to an address that the dynamic linker has
   filled in (ff 25 and the distance of that address; before it there may be a mark that jumps may land here,
   f3 0f 1e fa). */
static uintptr_t call_target(uintptr_t target) {
    static const uint8_t landing[] = {0xf3, 0x0f, 0x1e, 0xfa}, jump[] = {0xff, 0x25};
    const uint8_t *code = (const uint8_t *)target;
    if (!ip_image_holds(target) || !ip_image_holds(target + STUB_BYTES_MAX)) return target;
    if (memcmp(code, landing, sizeof landing) == 0) code += sizeof landing;
    if (memcmp(code, jump, sizeof jump) != 0) return target;
    int32_t distance;
    memcpy(&distance, code + sizeof jump, sizeof distance);
    uintptr_t slot = (uintptr_t)code + sizeof jump + sizeof distance + (uintptr_t)(intptr_t)distance;
    return ip_image_holds(slot) ? *(const uintptr_t *)slot : target;
}

/* The methods are inlined where they are used. Lock and try differ only in what they call when the exchange
   fails: it is the first call of either that follows. */
static mutex_site site_look(uintptr_t pc) {
    const uint8_t *code = (const uint8_t *)pc;
    for (size_t i = 0; i < SITE_BYTES_MAX && ip_image_is_learner(code + i + CALL_BYTES); i++) {
        if (code[i] != 0xe8) continue;
        int32_t distance;
        memcpy(&distance, code + i + 1, sizeof distance);
        uintptr_t target = call_target(pc + i + CALL_BYTES + (uintptr_t)(intptr_t)distance);
        if (target == (uintptr_t)swift_mutex_lock_slow) return SITE_LOCK;
        if (target == (uintptr_t)swift_mutex_trylock_slow) return SITE_TRY;
    }
    return SITE_UNKNOWN;
}

static mutex_site site_of(uintptr_t pc) {
    struct site *site = &sites[pc % SITES_MAX];
    if (site->pc != pc) *site = (struct site){.pc = pc, .kind = site_look(pc)};
    return site->kind;
}

/* ---- The operations */

/* Where the calling thread has just failed to take a Mutex: the call that follows is part of the same try. */
static __thread uintptr_t failed_try __attribute__((tls_model("initial-exec")));

/* A library's own use of a Mutex shows nothing to the engine: then the word alone says that it is taken,
   until the library lets go of it. */
static void wait_for_libraries(volatile uint32_t *word, uintptr_t pc) {
    while (*word != 0) il_yield(pc);
}

static void lock(volatile uint32_t *word, uint32_t id, uintptr_t pc) {
    int error = il_mutex_lock((uintptr_t)word, IL_SWIFT_MUTEX, IL_NEVER, pc);
    assert(error == 0);
    (void)error;
    wait_for_libraries(word, pc);
    *word = id;
}

static bool try(volatile uint32_t *word, uint32_t id, uintptr_t pc) {
    if (il_mutex_trylock((uintptr_t)word, IL_SWIFT_MUTEX, pc) != 0) return false;
    if (*word != 0) {
        il_mutex_unlock((uintptr_t)word, IL_SWIFT_MUTEX, pc);
        return false;
    }
    *word = id;
    return true;
}

static void unlock(volatile uint32_t *word, uintptr_t pc) {
    il_mutex_unlock((uintptr_t)word, IL_SWIFT_MUTEX, pc);
    *word = 0;
}

bool ip_swift_mutex_takes_slowly(
    volatile uint32_t *word, uint32_t expected, uint32_t desired, uintptr_t pc, uint32_t *found) {
    assert(expected == 0 || desired == 0);
    uint32_t id = ip_thread_kernel_id();
    bool is_unlock = desired == 0;
    if ((is_unlock ? expected : desired) != id) return false;
    if (is_unlock) {
        if (*word != id) return false;
        *found = id;
        unlock(word, pc);
        return true;
    }
    mutex_site site = site_of(pc);
    if (site == SITE_UNKNOWN) return false;
    *found = 0;
    if (site == SITE_LOCK) {
        lock(word, id, pc);
    } else if (!try(word, id, pc)) {
        /* Its holder may be gone from the word by now; any number but 0 says that it failed. */
        *found = *word != 0 ? *word : 1;
        failed_try = (uintptr_t)word;
    }
    return true;
}

/* ---- The slow methods: also called by libraries */

typedef METHOD void (*lock_method)(uint32_t, CONTEXT uint32_t *);
typedef METHOD bool (*trylock_method)(CONTEXT uint32_t *);
typedef METHOD void (*unlock_method)(CONTEXT uint32_t *);

/* The library's own methods, for what is no schedule. Null in one, and for a word that a schedule's thread
   has left locked: its holder is no thread of the kernel's, which they would ask. */
static void *own_method(const char *name, const volatile uint32_t *word) {
    if (ip_schedule_is_inside() || thread_is_kernel_id(*word)) return NULL;
    return dlsym(RTLD_NEXT, name);
}

EXPORT METHOD void swift_mutex_lock_slow(uint32_t id, CONTEXT uint32_t *word) {
    if (il_controlled()) {
        lock(word, id, learner_pc(HERE));
        return;
    }
    lock_method own = (lock_method)own_method(LOCK_NAME, word);
    if (own != NULL) {
        own(id, word);
        return;
    }
    uint32_t free = 0;
    while (!__atomic_compare_exchange_n(word, &free, id, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) {
        free = 0;
        ip_real()->sched_yield();
    }
}

EXPORT METHOD bool swift_mutex_trylock_slow(CONTEXT uint32_t *word) {
    if (il_controlled()) {
        bool has_failed = failed_try == (uintptr_t)word;
        failed_try = 0;
        return !has_failed && try(word, ip_thread_kernel_id(), learner_pc(HERE));
    }
    trylock_method own = (trylock_method)own_method(TRYLOCK_NAME, word);
    if (own != NULL) return own(word);
    uint32_t free = 0;
    return __atomic_compare_exchange_n(word, &free, 1, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED);
}

EXPORT METHOD void swift_mutex_unlock_slow(CONTEXT uint32_t *word) {
    if (il_controlled()) {
        unlock(word, learner_pc(HERE));
        return;
    }
    unlock_method own = (unlock_method)own_method(UNLOCK_NAME, word);
    if (own != NULL) {
        own(word);
    } else {
        __atomic_store_n(word, 0, __ATOMIC_RELEASE);
    }
}
