/// From the warden's child to the exec of bubblewrap, or without it of the program. Each step that fails is reported by
/// its name.
#include "internal.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/// The machine's own out-of-memory killer should take the run before anything else. Raising needs no right, but
/// after a change of user the file is root's. Where /proc is odd the run goes on without.
static void prefer_for_oom_kill(void) {
    int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return;
    ssize_t count = write(fd, "1000", 4);
    (void)count;
    close(fd);
}

/// Bare system calls: the C library's versions would signal the threads of the parent, which this copy lacks.
int sandbox_drop_user(uid_t user) {
    SANDBOX_ASSERT(user != 0);
    if (syscall(SYS_setgroups, 0L, NULL) != 0)
        return -1;
    if (syscall(SYS_setresgid, user, user, user) != 0)
        return -1;
    if (syscall(SYS_setresuid, user, user, user) != 0)
        return -1;
    SANDBOX_ASSERT(syscall(SYS_getuid) == user && syscall(SYS_geteuid) == user);
    // Root cannot be had back, or the drop was none.
    SANDBOX_ASSERT(syscall(SYS_setresuid, 0, 0, 0) != 0);
    return 0;
}

/// A change of user clears the parent-death signal, so it is set after that. If the warden died in between the
/// signal never comes: the child has another parent then.
static int die_with(pid_t warden_pid) {
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0)
        return -1;
    if (getppid() == warden_pid)
        return 0;
    errno = ESRCH;
    return -1;
}

static int limit(__rlimit_resource_t resource, uint64_t value) {
    struct rlimit now;
    if (getrlimit(resource, &now) != 0)
        return -1;
    // Never above what the user has; lowering needs no right.
    rlim_t wanted = now.rlim_max == RLIM_INFINITY || value < now.rlim_max ? (rlim_t)value : now.rlim_max;
    struct rlimit next = {.rlim_cur = wanted, .rlim_max = wanted};
    return setrlimit(resource, &next);
}

/// Processes and threads. bubblewrap's process outside of the sandbox counts for the same user. Where the run shares a
/// user with others the kernel counts theirs too: in `full` the warden sets this limit later, inside the run's user
/// namespace; in other tiers what the user runs now is added.
static int limit_processes(const struct sandbox_spec *spec) {
    if (spec->processes_max == 0)
        return 0;
    bool is_full = spec->tier == SANDBOX_TIER_FULL;
    if (spec->changes_user)
        return limit(RLIMIT_NPROC, (uint64_t)spec->processes_max + (is_full ? 1 : 0));
    if (is_full)
        return 0;
    int64_t others = sandbox_tree_user_tasks(getuid()) - 1; // but for this process
    return others < 0 ? -1 : limit(RLIMIT_NPROC, (uint64_t)others + spec->processes_max);
}

static int set_limits(const struct sandbox_spec *spec) {
    if (limit(RLIMIT_CORE, 0) != 0)
        return -1;
    if (limit(RLIMIT_NOFILE, spec->open_files_max) != 0)
        return -1;
    if (limit(RLIMIT_FSIZE, spec->file_bytes_max) != 0)
        return -1;
    return spec->cpu_seconds_max > 0 ? limit(RLIMIT_CPU, spec->cpu_seconds_max) : 0;
}

static int place(int from, int to) {
    SANDBOX_ASSERT(from >= SANDBOX_FD_FIRST && to < SANDBOX_FD_FIRST);
    return dup2(from, to) < 0 ? -1 : 0;
}

/// Puts the run's descriptors at their fixed numbers and closes all others. Standard input is the warden's
/// /dev/null.
static int place_descriptors(const struct sandbox_spec *spec, const struct sandbox_ends *ends) {
    const struct {
        int from, to;
    } moves[] = {
        {ends->output_child, STDOUT_FILENO},     {ends->errors_child, STDERR_FILENO},
        {ends->channel_child, SANDBOX_CHANNEL_FD}, {ends->status_child, SANDBOX_STATUS_FD},
        {ends->block_child, SANDBOX_BLOCK_FD},   {ends->filter_child, SANDBOX_FILTER_FD},
    };
    enum { MOVES_COUNT = sizeof moves / sizeof moves[0] };
    int keep[MOVES_COUNT + 2 + SANDBOX_DESCRIPTORS_MAX] = {STDIN_FILENO, SANDBOX_REPORT_FD};
    uint32_t keep_count = 2;
    for (uint32_t i = 0; i < MOVES_COUNT; i++) {
        if (moves[i].from < 0)
            continue;
        if (place(moves[i].from, moves[i].to) != 0)
            return -1;
        keep[keep_count++] = moves[i].to;
    }
    for (uint32_t i = 0; i < spec->descriptors_count; i++) {
        int32_t to = spec->descriptors[i].to;
        SANDBOX_ASSERT(to >= SANDBOX_PASSED_FD_FIRST && to <= SANDBOX_PASSED_FD_LAST);
        if (place(ends->passed_child[i], to) != 0)
            return -1;
        keep[keep_count++] = to;
    }
    SANDBOX_ASSERT(ends->report_child >= SANDBOX_FD_FIRST);
    if (dup3(ends->report_child, SANDBOX_REPORT_FD, O_CLOEXEC) < 0)
        return -1;
    return sandbox_close_all_but(keep, keep_count);
}

/// Each host path as the run's user sees it: bubblewrap's own words for this come late and name no user.
static void check_paths(const struct sandbox_spec *spec, int report_fd) {
    for (uint32_t i = 0; i < spec->paths_count; i++) {
        int mode = spec->paths[i].is_writable ? F_OK | W_OK : F_OK;
        if (access(spec->paths[i].host, mode) != 0)
            sandbox_fail(report_fd, SANDBOX_STEP_PATH, errno, (int32_t)i);
    }
}

/// What only this process and its children feel. From here on faults go to SANDBOX_REPORT_FD.
static void restrict_self(const struct sandbox_spec *spec) {
    // Needs open files and looks at /proc: before the one is limited and the other closed.
    if (limit_processes(spec) != 0)
        sandbox_fail(SANDBOX_REPORT_FD, SANDBOX_STEP_LIMITS, errno, 0);
    if (chdir(spec->folder) != 0)
        sandbox_fail(SANDBOX_REPORT_FD, SANDBOX_STEP_FOLDER, errno, 0);
    if (spec->sets_no_new_privileges && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        sandbox_fail(SANDBOX_REPORT_FD, SANDBOX_STEP_NO_NEW_PRIVILEGES, errno, 0);
    if (spec->tier == SANDBOX_TIER_REDUCED) {
        int32_t path_index = -1;
        if (sandbox_landlock_enter(spec, &path_index) != 0) {
            enum sandbox_step step = path_index < 0 ? SANDBOX_STEP_LANDLOCK : SANDBOX_STEP_PATH;
            sandbox_fail(SANDBOX_REPORT_FD, step, errno, path_index);
        }
    }
    if (set_limits(spec) != 0)
        sandbox_fail(SANDBOX_REPORT_FD, SANDBOX_STEP_LIMITS, errno, 0);
    // Last, since it refuses some of what was done above. bubblewrap gets its own as a descriptor.
    if (spec->tier == SANDBOX_TIER_REDUCED && sandbox_filter_enter(spec) != 0)
        sandbox_fail(SANDBOX_REPORT_FD, SANDBOX_STEP_FILTER, errno, 0);
}

void sandbox_confine(const struct sandbox_spec *spec, const struct sandbox_ends *ends, pid_t warden_pid) {
    sandbox_reset_signals(false);
    umask(022);
    prefer_for_oom_kill();
    if (syscall(SYS_setsid) < 0 || chdir("/") != 0)
        sandbox_fail(ends->report_child, SANDBOX_STEP_SESSION, errno, 0);
    if (spec->changes_user && sandbox_drop_user(spec->user) != 0)
        sandbox_fail(ends->report_child, SANDBOX_STEP_CREDENTIALS, errno, 0);
    if (die_with(warden_pid) != 0)
        sandbox_fail(ends->report_child, SANDBOX_STEP_PARENT_DEATH, errno, 0);
    check_paths(spec, ends->report_child);
    if (place_descriptors(spec, ends) != 0)
        sandbox_fail(ends->report_child, SANDBOX_STEP_DESCRIPTORS, errno, 0);
    restrict_self(spec);
    execve(spec->program, spec->arguments, spec->environment);
    sandbox_fail(SANDBOX_REPORT_FD, SANDBOX_STEP_EXEC, errno, 0);
}
