/* The lock of a FILE as a program takes it. Swift's `print` holds it while it asks values for their
   description: code of the learner's, in which threads are switched. libc's own would then stop the
   whole program. */
#include <stdio.h>

#include "hook.h"

#include "section.h"

EXPORT void flockfile(FILE *file) {
    if (!il_controlled()) {
        ip_real()->flockfile(file);
        return;
    }
    uintptr_t pc = learner_pc(HERE);
    while (ip_real()->ftrylockfile(file) != 0) il_yield(pc);
}
