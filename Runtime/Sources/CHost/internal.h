/* What the files of CHost tell each other. */
#pragma once

#include "CHost.h"

#pragma GCC visibility push(hidden)

/* Both in lockdown.c; [child]. 0 or errno. */
int host_limits_set(uint64_t tasks_max);
int host_lock_enter(int ruleset_fd);

/* Both in lockdown.c: the domain of a program, made in the test's process and entered in the program's own, with
   system calls only. `domain_fd` is -1 on a kernel without Landlock. */
int host_lock_prepare_program(int *domain_fd);
int host_lock_enter_program(int domain_fd);

/* In crash.c; [child], once, after the learner's library is loaded and before its code is called. */
int host_crash_watch(void *learner, pid_t test_pid);

#pragma GCC visibility pop
