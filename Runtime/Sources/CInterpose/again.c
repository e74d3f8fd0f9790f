/* A start with the same addresses and the same hashes in every run. */
#define _GNU_SOURCE
#include "again.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/personality.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "real.h"

#include "section.h"

static const char AGAIN[] = "SIL_EXPLORE_AGAIN"; /* this is the second start */

/* What must be as it is before a program begins: Swift's hashing gives sets and dictionaries the same order
   each time, all symbols are bound before the forks, and a crash is not looked at by another program. */
static const char *const surroundings[][2] = {
    {"SWIFT_DETERMINISTIC_HASHING", "1"},
    {"LD_BIND_NOW", "1"},
    {"SWIFT_BACKTRACE", "enable=no"},
};

static bool surroundings_are_set(void) {
    for (size_t i = 0; i < sizeof surroundings / sizeof surroundings[0]; i++) {
        const char *value = getenv(surroundings[i][0]);
        if (value == NULL || strcmp(value, surroundings[i][1]) != 0) return false;
    }
    return true;
}

void ip_start_again(char **arguments) {
    const unsigned long ask = 0xFFFFFFFF;
    int persona = personality(ask);
    bool is_fixed = persona >= 0 && (persona & ADDR_NO_RANDOMIZE) != 0;
    if (getenv(AGAIN) != NULL || (is_fixed && surroundings_are_set())) {
        unsetenv(AGAIN);
        return;
    }
    if (persona >= 0) personality((unsigned long)persona | ADDR_NO_RANDOMIZE);
    for (size_t i = 0; i < sizeof surroundings / sizeof surroundings[0]; i++) {
        setenv(surroundings[i][0], surroundings[i][1], 1);
    }
    setenv(AGAIN, "1", 1);
    system_call(SYS_execve, (long)"/proc/self/exe", (long)arguments, (long)environ, 0, 0, 0);
    unsetenv(AGAIN);
}

