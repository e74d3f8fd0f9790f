/* The beginning of an explored program: before any code of its own. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/personality.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "explore.h"
#include "image.h"
#include "options.h"
#include "real.h"

#include "section.h"

enum { EXIT_USAGE = 64, EXIT_FAULT = 70 };

static const char COMMAND[] = "SIL_EXPLORE";
static const char AGAIN[] = "SIL_EXPLORE_AGAIN"; /* this is the second start */

/* What must be as it is before a program begins: Swift's hashing gives sets and dictionaries the same
   order each time, all symbols are bound before the forks, and a crash is not looked at by another
   program. */
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

/* Executes the program a second time, with the same addresses in every run. Returns if that is so
   already, or not to be had: then what is found is the same all the same, but for what the program makes
   of addresses. */
static void start_again(char **arguments) {
    const unsigned long ask = 0xFFFFFFFF;
    int persona = personality(ask);
    bool is_fixed = persona >= 0 && (persona & ADDR_NO_RANDOMIZE) != 0;
    if (getenv(AGAIN) != NULL || (is_fixed && surroundings_are_set())) return;
    if (persona >= 0) personality((unsigned long)persona | ADDR_NO_RANDOMIZE);
    for (size_t i = 0; i < sizeof surroundings / sizeof surroundings[0]; i++) {
        setenv(surroundings[i][0], surroundings[i][1], 1);
    }
    setenv(AGAIN, "1", 1);
    system_call(SYS_execve, (long)"/proc/self/exe", (long)arguments, (long)environ, 0, 0, 0);
}

/* The runtime of Swift then reports what happens before what among tasks and actors to __tsan_acquire
   and _release. */
static void swift_edges_ask(void) {
    void (*initialize)(void) = (void (*)(void))dlsym(RTLD_DEFAULT, "__tsan_on_initialize");
    if (initialize != NULL) initialize();
}

/* The first constructor of the program's file: libraries are ready, and whatever else the program does
   before main happens in each schedule anew. */
__attribute__((constructor(101), used)) static void start(int count, char **arguments) {
    (void)count;
    static options options;
    const char *command = getenv(COMMAND);
    if (command == NULL) {
        const char *what = "an explored program is started by `sil explore`; SIL_EXPLORE is missing";
        ip_explore_fault(-1, what, EXIT_USAGE);
    }
    start_again(arguments);
    char *words = strdup(command);
    const char *wrong = words != NULL ? ip_options_read(words, &options) : "no memory";
    unsetenv(COMMAND);
    unsetenv(AGAIN);
    if (wrong != NULL) ip_explore_fault(options.fd, wrong, EXIT_USAGE);
    ip_real();
    wrong = ip_image_load();
    if (wrong != NULL) ip_explore_fault(options.fd, wrong, EXIT_FAULT);
    swift_edges_ask();
    ip_explore(&options);
}
