/* Swift's checks of exclusive access. `weak` and `Any` variables, and those that a library's code
   changes, carry no call of the sanitizer's; but the access as a whole is announced to the runtime. It
   counts at its end, and only if nothing was seen of it in between: two fields of one structure are two
   variables. */
#include "exclusivity.h"

#include <assert.h>
#include <stdbool.h>

#include "hook.h"

#include "section.h"

enum {
    OPEN_MAX = 32, /* deeper ones do not count */
    /* An instrumented access this near to the beginning of the variable is part of it. */
    VARIABLE_BYTES_MAX = 64,
    FLAG_MODIFY = 0x1,
    FLAG_TRACKED = 0x20, /* swift_endAccess will follow */
};

typedef struct access {
    uintptr_t variable;
    const void *buffer;
    uintptr_t pc;
    bool is_write, is_seen;
} access;

__thread uint32_t ip_exclusivity_open __attribute__((tls_model("initial-exec")));
static __thread access open_accesses[OPEN_MAX] __attribute__((tls_model("initial-exec")));

void ip_exclusivity_note_slowly(uintptr_t address, size_t size) {
    assert(ip_exclusivity_open <= OPEN_MAX);
    for (uint32_t i = 0; i < ip_exclusivity_open; i++) {
        uintptr_t begin = open_accesses[i].variable;
        if (address < begin + VARIABLE_BYTES_MAX && address + size > begin) open_accesses[i].is_seen = true;
    }
}

EXPORT void swift_beginAccess(void *variable, void *buffer, uintptr_t flags, void *pc) {
    ip_real()->swift_beginAccess(variable, buffer, flags, pc);
    if ((flags & FLAG_TRACKED) == 0 || ip_exclusivity_open == OPEN_MAX || !il_controlled()) return;
    /* A grader's accesses are none of the program's: this would be the only one that is seen. Nor are those of
       what it calls in the host. */
    image_owner owner = ip_image_owner_of(HERE.return_address);
    if (owner == IMAGE_GRADER || owner == IMAGE_HOST) return;
    uintptr_t learner = learner_pc(HERE);
    if (learner == 0) return;
    open_accesses[ip_exclusivity_open++] = (access){
        .variable = (uintptr_t)variable,
        .buffer = buffer,
        .pc = learner,
        .is_write = (flags & FLAG_MODIFY) != 0,
    };
}

/* Takes the access off the list; false if it is not on it. */
static bool take(const void *buffer, access *ended) {
    uint32_t index = ip_exclusivity_open;
    while (index > 0 && open_accesses[index - 1].buffer != buffer) index--;
    if (index == 0) return false;
    *ended = open_accesses[index - 1];
    for (uint32_t i = index; i < ip_exclusivity_open; i++) open_accesses[i - 1] = open_accesses[i];
    ip_exclusivity_open--;
    return true;
}

EXPORT void swift_endAccess(void *buffer) {
    access ended;
    bool is_known = ip_exclusivity_open > 0 && take(buffer, &ended);
    if (is_known && !ended.is_seen && il_controlled()) {
        il_access_made(ended.variable, 1, ended.is_write, ended.pc);
    }
    ip_real()->swift_endAccess(buffer);
}
