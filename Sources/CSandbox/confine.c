/// From the warden's child to the exec of bubblewrap. Each step that fails is reported by its name.
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
static int drop_user(uid_t user) {
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

static int set_limits(const struct sandbox_spec *spec) {
    if (limit(RLIMIT_CORE, 0) != 0)
        return -1;
    if (limit(RLIMIT_NOFILE, spec->open_files_max) != 0)
        return -1;
    if (limit(RLIMIT_FSIZE, spec->file_bytes_max) != 0)
        return -1;
    if (spec->cpu_seconds_max > 0 && limit(RLIMIT_CPU, spec->cpu_seconds_max) != 0)
        return -1;
    if (spec->processes_max == 0 || !spec->changes_user)
        return 0;
    // bubblewrap's process outside of the sandbox counts for the same user. Else the warden sets this limit.
    return limit(RLIMIT_NPROC, (uint64_t)spec->processes_max + 1);
}

/// Puts the run's descriptors at their fixed numbers and closes all others. Standard input is the warden's
/// /dev/null.
static int place_descriptors(const struct sandbox_ends *ends) {
    const struct {
        int from, to;
    } moves[] = {
        {ends->output_child, STDOUT_FILENO},
        {ends->errors_child, STDERR_FILENO},
        {ends->channel_child, SANDBOX_CHANNEL_FD},
        {ends->status_child, SANDBOX_STATUS_FD},
        {ends->block_child, SANDBOX_BLOCK_FD},
    };
    enum { MOVES_COUNT = sizeof moves / sizeof moves[0] };
    int keep[MOVES_COUNT + 2] = {STDIN_FILENO, SANDBOX_REPORT_FD};
    for (uint32_t i = 0; i < MOVES_COUNT; i++) {
        keep[i + 2] = moves[i].from < 0 ? -1 : moves[i].to;
        if (moves[i].from < 0)
            continue;
        SANDBOX_ASSERT(moves[i].from >= SANDBOX_FD_FIRST);
        if (dup2(moves[i].from, moves[i].to) < 0)
            return -1;
    }
    SANDBOX_ASSERT(ends->report_child >= SANDBOX_FD_FIRST);
    if (dup3(ends->report_child, SANDBOX_REPORT_FD, O_CLOEXEC) < 0)
        return -1;
    return sandbox_close_all_but(keep, MOVES_COUNT + 2);
}

/// Each host path as the run's user sees it: bubblewrap's own words for this come late and name no user.
static void check_paths(const struct sandbox_spec *spec, int report_fd) {
    for (uint32_t i = 0; i < spec->paths_count; i++) {
        int mode = spec->paths[i].is_writable ? F_OK | W_OK : F_OK;
        if (access(spec->paths[i].host, mode) != 0)
            sandbox_fail(report_fd, SANDBOX_STEP_PATH, errno, (int32_t)i);
    }
}

void sandbox_confine(const struct sandbox_spec *spec, const struct sandbox_ends *ends, pid_t warden_pid) {
    sandbox_reset_signals(false);
    umask(022);
    prefer_for_oom_kill();
    if (syscall(SYS_setsid) < 0 || chdir("/") != 0)
        sandbox_fail(ends->report_child, SANDBOX_STEP_SESSION, errno, 0);
    if (spec->changes_user && drop_user(spec->user) != 0)
        sandbox_fail(ends->report_child, SANDBOX_STEP_CREDENTIALS, errno, 0);
    if (die_with(warden_pid) != 0)
        sandbox_fail(ends->report_child, SANDBOX_STEP_PARENT_DEATH, errno, 0);
    check_paths(spec, ends->report_child);
    if (place_descriptors(ends) != 0)
        sandbox_fail(ends->report_child, SANDBOX_STEP_DESCRIPTORS, errno, 0);
    if (set_limits(spec) != 0)
        sandbox_fail(SANDBOX_REPORT_FD, SANDBOX_STEP_LIMITS, errno, 0);
    if (spec->sets_no_new_privileges && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        sandbox_fail(SANDBOX_REPORT_FD, SANDBOX_STEP_NO_NEW_PRIVILEGES, errno, 0);
    // bubblewrap gets its own environment: what the job asks for (LD_PRELOAD, say) must not reach it.
    char *environment[] = {"PATH=/usr/bin", NULL};
    execve(spec->program, spec->arguments, environment);
    sandbox_fail(SANDBOX_REPORT_FD, SANDBOX_STEP_EXEC, errno, 0);
}
