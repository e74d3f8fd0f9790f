/* The exploration: schedule after schedule, each in a process of its own. */
#pragma once

#include "options.h"

/* Returns in the process of every schedule, where the program is to run now, and never in the calling
   one: that tells what was found and leaves. */
void ip_explore(const options *options);

/* Tells a fault on the descriptor, if there is one, and on stderr, and leaves with `status`. */
_Noreturn void ip_explore_fault(int fd, const char *what, int status);
