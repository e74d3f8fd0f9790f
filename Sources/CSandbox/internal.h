/// What the parts of the launcher share. Order of events: launcher.c, warden.c, confine.c, which calls landlock.c and
/// filter.c; tree.c and scratch.c serve several of them.
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
    SANDBOX_FD_FIRST = 96,
    /// Most BPF instructions of a filter; today's longest has 303.
    SANDBOX_FILTER_MAX = 512,
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
    int filter_child; // made by the warden, if bubblewrap is to load it
    int passed_child[SANDBOX_DESCRIPTORS_MAX]; // the job's own, in the order of `descriptors`
};

/// What getdents64 fills a buffer with: opendir allocates, and what runs after the clone must not.
struct sandbox_folder_entry {
    uint64_t inode;
    int64_t offset;
    uint16_t bytes;
    uint8_t type;
    char name[];
};

/// A folder being read, without opendir: that allocates, and the warden must not. Begin with its descriptor and zeros.
struct sandbox_folder {
    int fd;
    long bytes, at;
    _Alignas(struct sandbox_folder_entry) char entries[2048]; // one read; small, since folders are read in folders
};

/// The next entry, valid until the next call; NULL at the end or when the folder cannot be read (any more).
const struct sandbox_folder_entry *sandbox_folder_next(struct sandbox_folder *folder);

/// Copies the calling process without memory of its threads; exit_signal 0 hides the child from wait(-1).
pid_t sandbox_clone(int exit_signal);
/// Runs `child` on a stack of its own in the memory of the calling process, which waits until it executes a program or
/// ends: nothing is copied. Only for a process with one thread. Returns -1 with errno.
pid_t sandbox_clone_until_exec(int (*child)(void *), void *argument);
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
/// From the warden's child to the exec. The child shares the warden's memory: it must change nothing there.
_Noreturn void sandbox_confine(const struct sandbox_spec *spec, const struct sandbox_ends *ends, pid_t warden_pid);

/// Which sockets a run may make: everything in a network of its own, else as little as can be held.
struct sandbox_sockets {
    bool may_use_unix, may_use_streams, may_use_datagrams;
};
struct sandbox_sockets sandbox_sockets_of(const struct sandbox_spec *spec);

struct sock_filter;
/// Writes the filter of a run in `full` or `reduced` to `code` (SANDBOX_FILTER_MAX). Returns how many instructions.
uint32_t sandbox_filter(const struct sandbox_spec *spec, struct sock_filter *code);
/// Loads it, for good. Returns -1 with errno.
int sandbox_filter_enter(const struct sandbox_spec *spec);
/// Closes all but what the run may open, for good. Returns -1 with errno, and which of `paths` or -1.
int sandbox_landlock_enter(const struct sandbox_spec *spec, int32_t *path_index);

/// Makes the run's own folder for its user. Returns -1 with errno.
int sandbox_scratch_make(const struct sandbox_spec *spec);
/// Removes it with all that is in it, as far as that is possible. Nothing of the run may be left.
void sandbox_scratch_remove(const char *scratch);

/// Becomes a user without rights for good, with bare system calls. Returns -1 with errno.
int sandbox_drop_user(uid_t user);

/// Lists the children of `parent_pid`. Returns how many, or -1 with errno if it cannot be read.
int sandbox_tree_children(pid_t parent_pid, pid_t *pids, int pids_max);

/// Lists the processes below `root_pid`, each once. Returns how many, or -1 with errno if `root_pid` cannot be read.
int sandbox_tree_list(pid_t root_pid, pid_t *pids, int pids_max);

/// Counts the processes and threads that `user` runs now. Returns -1 with errno if /proc cannot be read.
int64_t sandbox_tree_user_tasks(uid_t user);
