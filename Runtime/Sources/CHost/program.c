/* Programs that a test starts: the learner's module with a main of its own, confined once more. */
#define _GNU_SOURCE
#include "internal.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LISTENER_DESCRIPTOR = 3, FIRST_FREE_DESCRIPTOR = 4 };

/* Whatever the test's threads have blocked or ignored: a program expects the defaults. Handlers go by the exec. */
static void signals_default(void) {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    /* Fails for the few that cannot be set. */
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
}

/* Moves a descriptor out of the way of those that are put at fixed numbers. */
static int lift(int fd) {
    return fcntl(fd, F_DUPFD_CLOEXEC, FIRST_FREE_DESCRIPTOR);
}

static int descriptors_set(const host_program_spec *spec, int *failure_fd) {
    int sources[] = {spec->input_fd, spec->output_fd, spec->error_fd, spec->listener_fd};
    int count = spec->listener_fd >= 0 ? 4 : 3;
    int lifted = lift(*failure_fd);
    if (lifted < 0) return errno;
    *failure_fd = lifted;
    for (int i = 0; i < count; i++) {
        sources[i] = lift(sources[i]);
        if (sources[i] < 0) return errno;
    }
    for (int i = 0; i < count; i++) {
        if (dup2(sources[i], i) < 0) return errno;
    }
    if (count <= LISTENER_DESCRIPTOR) close(LISTENER_DESCRIPTOR);
    /* All that is above closes by the exec; before it the failure pipe is still needed. */
    return syscall(SYS_close_range, FIRST_FREE_DESCRIPTOR, ~0u, 1 << 2 /* CLOEXEC */) == 0 ? 0 : errno;
}

static int limits_set(const host_program_spec *spec) {
    if (spec->descriptors_max == 0) return 0;
    struct rlimit limit = {.rlim_cur = spec->descriptors_max, .rlim_max = spec->descriptors_max};
    return setrlimit(RLIMIT_NOFILE, &limit) == 0 ? 0 : errno;
}

/* [child of a process that may have other threads: system calls only] Gives the error that kept it from the exec.
   It does not die with the thread that started it, as PDEATHSIG would have it: the test's tree is swept. */
static int child_become(const host_program_spec *spec, int domain_fd, int *failure_fd) {
    if (setpgid(0, 0) != 0) return errno;
    signals_default();
    int error = descriptors_set(spec, failure_fd);
    if (error == 0) error = limits_set(spec);
    if (error == 0) error = host_lock_enter_program(domain_fd);
    if (error != 0) return error;
    execve(spec->executable, spec->arguments, spec->environment);
    return errno;
}

/* 0 once the pipe was closed by the exec, else the error the child wrote. */
static int child_answer(int failure_fd) {
    int error = 0;
    ssize_t count;
    do count = read(failure_fd, &error, sizeof error);
    while (count < 0 && errno == EINTR);
    return count == sizeof error ? error : 0;
}

/* The fork and what the parent hears of it. */
static int start(const host_program_spec *spec, int domain_fd, pid_t *pid) {
    int failure[2];
    if (pipe2(failure, O_CLOEXEC) != 0) return errno;
    *pid = fork();
    if (*pid == 0) {
        int code = child_become(spec, domain_fd, &failure[1]);
        ssize_t written = write(failure[1], &code, sizeof code);
        _exit(written == sizeof code ? HOST_EXIT_NOT_CONFINED : 1);
    }
    int error = *pid < 0 ? errno : 0;
    close(failure[1]);
    if (error == 0) error = child_answer(failure[0]);
    close(failure[0]);
    if (error != 0 && *pid > 0) waitpid(*pid, NULL, 0);
    return error;
}

int host_program_start(const host_program_spec *spec, pid_t *pid, int *ended_fd) {
    assert(spec != NULL && pid != NULL && ended_fd != NULL);
    assert(spec->executable != NULL && spec->arguments != NULL && spec->environment != NULL);
    int domain_fd;
    int error = host_lock_prepare_program(&domain_fd);
    if (error == 0) error = start(spec, domain_fd, pid);
    if (domain_fd >= 0) close(domain_fd);
    if (error != 0) return error;
    *ended_fd = (int)syscall(SYS_pidfd_open, *pid, 0); /* always close-on-exec */
    if (*ended_fd >= 0) return 0;
    error = errno;
    kill(*pid, SIGKILL);
    waitpid(*pid, NULL, 0);
    return error;
}
