/// What the parts of the launcher share. Order of events: launcher.c, warden.c, confine.c; tree.c serves two of them.
#pragma once

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include "CSandbox.h"

#include <errno.h>
#include <stddef.h>

/// Checks what must hold, in every build: a wrong launcher must not go on. abort() is not for a cloned child.
#define SANDBOX_ASSERT(condition) \
    do { \
        if (!(condition)) \
            __builtin_trap(); \
    } while (0)

enum {
    /// Descriptors of ours stand above the fixed numbers of the child, so that no dup2 overwrites one in use.
    SANDBOX_FD_FIRST = 32,
    /// Where the child reports a fault; closed by the exec.
    SANDBOX_REPORT_FD = 12,
};

/// The ends of a run's descriptors. -1: not open.
struct sandbox_ends {
    int output_parent, output_child;
    int errors_parent, errors_child;
    int channel_parent, channel_child;
    int control_parent, control_warden;
    int report_parent, report_child;
    int status_warden, status_child; // made by the warden
    int block_warden, block_child; // made by the warden, if it is to limit processes from outside
};

/// Copies the calling process without memory of its threads; exit_signal 0 hides the child from wait(-1).
pid_t sandbox_clone(int exit_signal);
/// Raises a descriptor to SANDBOX_FD_FIRST or above, closing the old one. Returns -1 with errno on failure.
int sandbox_lift(int fd);
/// Closes each descriptor that is not among `keep` (-1 entries are skipped; sorted in place). Returns -1 with errno.
int sandbox_close_all_but(int *keep, uint32_t keep_count);
/// Gives every signal its default action and blocks all of them, or none.
void sandbox_reset_signals(bool blocks_all);
/// Sends a fault and ends the calling process.
_Noreturn void sandbox_fail(int report_fd, enum sandbox_step step, int error, int32_t path_index);

/// The warden's life. Called in the child of the launcher.
_Noreturn void sandbox_warden(const struct sandbox_spec *spec, struct sandbox_ends *ends);
/// From the warden's child to the exec of bubblewrap.
_Noreturn void sandbox_confine(const struct sandbox_spec *spec, const struct sandbox_ends *ends, pid_t warden_pid);

/// Lists the children of `parent_pid`. Returns how many, or -1 with errno if it cannot be read.
int sandbox_tree_children(pid_t parent_pid, pid_t *pids, int pids_max);

/// Lists the processes below `root_pid`, each once. Returns how many, or -1 with errno if `root_pid` cannot be read.
int sandbox_tree_list(pid_t root_pid, pid_t *pids, int pids_max);
