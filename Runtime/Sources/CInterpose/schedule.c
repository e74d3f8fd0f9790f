/* The process of one schedule: how it begins, and all the ways in which it ends. */
#define _GNU_SOURCE
#include "schedule.h"

#include <assert.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#include "callname.h"
#include "hook.h"
#include "refuse.h"
#include "streams.h"
#include "thread.h"

#include "section.h"

schedule_record *ip_schedule;

/* Whether this process runs a schedule, and has not been left. */
static bool is_inside;
/* It runs one after another. */
static bool is_in_process;

int ip_schedule_share(void) {
    if (ip_schedule != NULL) return 0;
    void *memory = mmap(
        NULL, sizeof *ip_schedule, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) return errno;
    ip_schedule = memory;
    return 0;
}

int ip_schedule_engine_start(il_switching switching) {
    il_setup setup = {
        .switching = switching,
        .create_thread = ip_real()->pthread_create,
        .thread_made = ip_thread_made,
        .thread_begins = ip_thread_begins,
        .thread_ends = ip_thread_data_destroy,
        .schedule_over = ip_schedule_over,
    };
    return il_start(&setup);
}

il_outcome ip_schedule_run(const il_config *config, void (*body)(void *), void *argument) {
    assert(ip_schedule != NULL && !is_inside);
    is_inside = is_in_process = true;
    il_outcome outcome = il_schedule_run(config, &ip_schedule->trace, body, argument);
    is_inside = false;
    ip_schedule->schedules_count++;
    return outcome;
}

bool ip_schedule_is_inside(void) {
    return is_inside;
}

void ip_schedule_begin(const il_config *config) {
    assert(ip_schedule != NULL && !is_inside);
    is_inside = true;
    il_schedule_begin(config, &ip_schedule->trace);
}

/* Not through libc's `exit`: libraries' destructors would cost more than most schedules. */
static _Noreturn void leave_at_once(int status) {
    is_inside = false;
    system_call(SYS_exit_group, status, 0, 0, 0, 0, 0);
    __builtin_unreachable();
}

_Noreturn void ip_schedule_leave(int status) {
    ip_streams_flush();
    leave_at_once(status);
}

void ip_schedule_over(il_outcome outcome, void *context) {
    (void)outcome;
    (void)context;
    ip_schedule->notes.has_ended = true;
    ip_schedule_leave(0);
}

/* A process that was to run further schedules is left in the middle of one: nothing that a test may do. */
static _Noreturn void leave_the_rest(int status, uintptr_t pc) {
    schedule_notes *notes = &ip_schedule->notes;
    notes->has_left = true;
    notes->exit_status = status;
    notes->place = pc;
    ip_schedule_leave(status);
}

/* The last of the program's own handlers for its end: it was registered first. Main has returned, or a thread
   called exit. */
static void at_exit(int status, void *context) {
    (void)context;
    if (!is_inside) return;
    if (is_in_process) leave_the_rest(status, 0);
    if (il_controlled()) il_schedule_end(0);
    ip_schedule->notes.has_ended = true;
    ip_schedule->notes.exit_status = status;
    ip_schedule_leave(status);
}

static _Noreturn void end_at_once(int status, uintptr_t pc) {
    if (is_inside && is_in_process) leave_the_rest(status, pc);
    if (is_inside && il_controlled()) {
        il_schedule_end(pc);
        ip_schedule->notes.has_ended = true;
        ip_schedule->notes.exit_status = status;
    }
    leave_at_once(status);
}

EXPORT void _exit(int status) {
    end_at_once(status, learner_pc(HERE));
}

EXPORT void _Exit(int status) {
    end_at_once(status, learner_pc(HERE));
}

EXPORT void quick_exit(int status) {
    end_at_once(status, learner_pc(HERE));
}

/* ---- What the explorer cannot hold */

_Noreturn void ip_refuse(const char *call, uintptr_t pc) {
    assert(ip_schedule != NULL);
    schedule_notes *notes = &ip_schedule->notes;
    notes->is_refused = true;
    notes->place = pc;
    strncpy(notes->call, call, sizeof notes->call - 1);
    ip_schedule_leave(0);
}

/* ---- Failures */

static _Noreturn void fail(int signal, uintptr_t place, bool is_assertion) {
    schedule_notes *notes = &ip_schedule->notes;
    notes->signal = (uint32_t)signal;
    notes->place = place;
    notes->is_assertion = is_assertion;
    ip_schedule_leave(128 + signal);
}

_Noreturn void ip_schedule_check_failed(void) {
    assert(is_inside);
    ip_schedule->notes.has_failed = true;
    ip_schedule_leave(0);
}

/* An assertion of this target or the engine says nothing about the program. */
static _Noreturn void fail_ourselves(const char *expression, const char *file, unsigned line) {
    if (is_inside) {
        schedule_notes *notes = &ip_schedule->notes;
        snprintf(notes->call, sizeof notes->call, "%s:%u: %s", file, line, expression);
        notes->is_fault = true;
        leave_at_once(128 + SIGABRT);
    }
    dprintf(STDERR_FILENO, "%s:%u: %s\n", file, line, expression);
    leave_at_once(128 + SIGABRT);
}

/* As glibc words it. */
EXPORT void __assert_fail(const char *expression, const char *file, unsigned line, const char *function) {
    const char *name = strrchr(file, '/') != NULL ? strrchr(file, '/') + 1 : file;
    if (ip_image_owner_of(HERE.return_address) == IMAGE_OURS) fail_ourselves(expression, name, line);
    fflush(stdout);
    fprintf(
        stderr, "%s: %s:%u: %s: Assertion `%s' failed.\n", program_invocation_short_name, file, line,
        function != NULL ? function : "?", expression);
    if (!is_inside) abort();
    fail(SIGABRT, learner_pc(HERE), true);
}

EXPORT void __assert_perror_fail(int error, const char *file, unsigned line, const char *function) {
    fflush(stdout);
    fprintf(
        stderr, "%s: %s:%u: %s: Unexpected error: %s.\n", program_invocation_short_name, file, line,
        function != NULL ? function : "?", strerror(error));
    if (!is_inside) abort();
    fail(SIGABRT, learner_pc(HERE), true);
}

/* A program may catch it: then it is a signal like any other. */
EXPORT void abort(void) {
    struct sigaction action;
    bool is_caught = sigaction(SIGABRT, NULL, &action) == 0 && action.sa_handler != SIG_DFL
        && (action.sa_flags & SA_ONSTACK) == 0;
    if (is_inside && !is_caught) fail(SIGABRT, learner_pc(HERE), false);
    raise(SIGABRT);
    signal(SIGABRT, SIG_DFL);
    raise(SIGABRT);
    leave_at_once(128 + SIGABRT);
}

/* ---- Signals */

static uintptr_t place_of(const ucontext_t *context) {
    const greg_t *registers = context->uc_mcontext.gregs;
    const void *instruction = (const void *)registers[REG_RIP];
    void *const *stack = (void *const *)registers[REG_RSP];
    void *const *frame = (void *const *)registers[REG_RBP];
    const void *behind = (const char *)instruction + 1;
    if (ip_image_is_learner(behind)) return (uintptr_t)behind;
    void *const *stack_end = ip_thread_stack_end();
    bool has_stack = stack < stack_end && (uintptr_t)stack % sizeof(void *) == 0;
    if (!has_stack) return 0;
    /* Inside libc and the engine there are no frame pointers, and the register may hold anything: only what lies
       above the stack pointer is a frame. The caller is near; Swift's libraries have frames. */
    bool is_framed = frame > stack;
    const void *place = is_framed ? ip_image_learner_caller(behind, frame) : NULL;
    if (place == NULL) place = ip_image_scan(stack, stack_end);
    return (uintptr_t)place;
}

static void on_failure(int signal, siginfo_t *info, void *context) {
    (void)info;
    if (is_inside) fail(signal, place_of(context), false);
    /* Outside a schedule it is the explorer's own fault: it shall be seen as it is. */
    struct sigaction action = {.sa_handler = SIG_DFL};
    sigaction(signal, &action, NULL);
}

/* The number of the system call that the thread was taken out of, the processor's instruction for it being 0f
   05; −1: it is in none, −2: it is not known in which. A call that has come to its end waits for nothing,
   however long a busy machine took for it: one that was waiting is to be repeated, or was told EINTR. */
static long call_of(const ucontext_t *context) {
    const greg_t *registers = context->uc_mcontext.gregs;
    const uint8_t *next = (const uint8_t *)registers[REG_RIP];
    /* The kernel will repeat it: the register of its return address says that it has begun. */
    bool is_repeated = next[0] == 0x0f && next[1] == 0x05 && registers[REG_RCX] == registers[REG_RIP] + 2;
    if (is_repeated) return (long)registers[REG_RAX];
    if (next[-2] != 0x0f || next[-1] != 0x05 || (long)registers[REG_RAX] != -EINTR) return -1;
    int32_t number;
    const uint8_t load_eax = 0xb8;
    memcpy(&number, next - 2 - sizeof number, sizeof number);
    return next[-2 - (int)sizeof number - 1] == load_eax ? number : -2;
}

/* The watchdog asks. Only the thread that holds the right to run answers, and it is only believed to
   wait if it is in a call. A process that is still making ready has nothing to say: on a busy machine it
   is asked all the same. */
static void on_watch(int signal, siginfo_t *info, void *context) {
    (void)signal;
    (void)info;
    if (!is_inside || !il_is_current()) return;
    schedule_notes *notes = &ip_schedule->notes;
    /* Between two threads it is the engine that waits. */
    const ucontext_t *interrupted = context;
    if (il_owns_code((uintptr_t)interrupted->uc_mcontext.gregs[REG_RIP])) return;
    long call = notes->must_run ? -1 : call_of(context);
    if (!notes->must_run && call == -1) return;
    /* Whoever asks may not be allowed to look for itself. */
    if (call >= 0) snprintf(notes->call, sizeof notes->call, "%s", ip_call_name(call));
    notes->place = place_of(context);
    notes->is_watched = true;
    leave_at_once(0);
}

static void take_signal(int number, void (*handler)(int, siginfo_t *, void *), int flags) {
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO | SA_ONSTACK | flags};
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

void ip_schedule_prepare(void) {
    static const int failures[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGSYS};
    /* A stack that has run out leaves no room for a handler. */
    static char stack[64 * 1024];
    /* Whoever started the program may have blocked some: then nobody would hear of a failure. */
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    stack_t alternative = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&alternative, NULL);
    for (size_t i = 0; i < sizeof failures / sizeof failures[0]; i++) {
        take_signal(failures[i], on_failure, SA_NODEFER);
    }
    take_signal(SIGURG, on_watch, SA_RESTART);
    on_exit(at_exit, NULL);
}
