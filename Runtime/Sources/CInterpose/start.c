/* The beginning of an explored program: before any code of its own. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#include "again.h"
#include "explore.h"
#include "image.h"
#include "options.h"
#include "real.h"

#include "section.h"

enum { EXIT_USAGE = 64, EXIT_FAULT = 70 };

static const char COMMAND[] = "SIL_EXPLORE";
/* The runtime of Swift then reports what happens before what among tasks and actors to __tsan_acquire and
   _release. */
static void swift_edges_ask(void) {
    void (*initialize)(void) = (void (*)(void))dlsym(RTLD_DEFAULT, "__tsan_on_initialize");
    if (initialize != NULL) initialize();
}

/* The first constructor of the program's file: libraries are ready, and whatever else the program does before
   main happens in each schedule anew. */
__attribute__((constructor(101), used)) static void start(int count, char **arguments) {
    (void)count;
    static options options;
    const char *command = getenv(COMMAND);
    if (command == NULL) {
        const char *what = "an explored program is started by `sil explore`; SIL_EXPLORE is missing";
        ip_explore_fault(-1, what, EXIT_USAGE);
    }
    ip_start_again(arguments);
    char *words = strdup(command);
    const char *wrong = words != NULL ? ip_options_read(words, &options) : "no memory";
    unsetenv(COMMAND);
    if (wrong != NULL) ip_explore_fault(options.fd, wrong, EXIT_USAGE);
    ip_real();
    wrong = ip_image_load();
    if (wrong != NULL) ip_explore_fault(options.fd, wrong, EXIT_FAULT);
    swift_edges_ask();
    ip_explore(&options);
}
