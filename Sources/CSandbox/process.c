/// System calls that a child of a process with many threads may make: bare, without the C library's locks.
#include "internal.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

pid_t sandbox_clone(int exit_signal) {
    // Not fork(): it runs the handlers of other libraries and reports to wait(-1) of other code.
    return (pid_t)syscall(SYS_clone, (long)exit_signal, 0L, 0L, 0L, 0L);
}

pid_t sandbox_clone_until_exec(int (*child)(void *), void *argument) {
    // Not vfork(): its child would run on in the frame of a function that has returned.
    enum { STACK_BYTES = 128 * 1024 };
    static _Alignas(16) char stack[STACK_BYTES];
    return clone(child, stack + STACK_BYTES, CLONE_VM | CLONE_VFORK | SIGCHLD, argument);
}

int sandbox_lift(int fd) {
    SANDBOX_ASSERT(fd >= 0);
    if (fd >= SANDBOX_FD_FIRST)
        return fd;
    int lifted = fcntl(fd, F_DUPFD_CLOEXEC, SANDBOX_FD_FIRST);
    int error = errno;
    close(fd);
    errno = error;
    return lifted;
}

static void sort(int *values, uint32_t count) {
    for (uint32_t i = 1; i < count; i++)
        for (uint32_t j = i; j > 0 && values[j - 1] > values[j]; j--) {
            int value = values[j];
            values[j] = values[j - 1];
            values[j - 1] = value;
        }
}

int sandbox_close_all_but(int *keep, uint32_t keep_count) {
    SANDBOX_ASSERT(keep_count > 0 && keep_count < 128);
    sort(keep, keep_count);
    unsigned next = 0; // lowest descriptor not dealt with yet
    for (uint32_t i = 0; i < keep_count; i++) {
        if (keep[i] < 0)
            continue;
        unsigned kept = (unsigned)keep[i];
        if (kept > next && syscall(SYS_close_range, next, kept - 1, 0) != 0)
            return -1;
        if (kept >= next)
            next = kept + 1;
    }
    return (int)syscall(SYS_close_range, next, ~0U, 0);
}

void sandbox_reset_signals(bool blocks_all) {
    // The kernel's own form, of which zeros mean SIG_DFL: sigaction() leaves out two signals of the C library's.
    enum { KERNEL_MASK_BYTES = 8 };
    const unsigned long action[4] = {0};
    for (int number = 1; number < _NSIG; number++)
        syscall(SYS_rt_sigaction, number, action, NULL, KERNEL_MASK_BYTES); // fails for SIGKILL and SIGSTOP
    sigset_t mask;
    sigemptyset(&mask);
    if (blocks_all)
        sigfillset(&mask);
    sigprocmask(SIG_SETMASK, &mask, NULL);
}

const struct sandbox_folder_entry *sandbox_folder_next(struct sandbox_folder *folder) {
    SANDBOX_ASSERT(folder->fd >= 0);
    if (folder->at >= folder->bytes) {
        folder->bytes = syscall(SYS_getdents64, folder->fd, folder->entries, sizeof folder->entries);
        folder->at = 0;
        if (folder->bytes <= 0)
            return NULL;
    }
    const struct sandbox_folder_entry *entry =
        (const struct sandbox_folder_entry *)(folder->entries + folder->at);
    SANDBOX_ASSERT(entry->bytes > 0);
    folder->at += entry->bytes;
    return entry;
}

void sandbox_fail(int report_fd, enum sandbox_step step, int error, int32_t path_index) {
    SANDBOX_ASSERT(step > SANDBOX_STEP_NONE && step < SANDBOX_STEP_COUNT);
    struct sandbox_fault fault = {.step = (int32_t)step, .error = error, .path_index = path_index};
    // If the parent is gone nobody wants to know.
    ssize_t count = write(report_fd, &fault, sizeof fault);
    (void)count;
    _exit(126);
}
