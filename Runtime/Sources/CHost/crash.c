/* Where a crash was. Runs inside a signal handler of the test child: no malloc, no stdio, no locks. */
#define _GNU_SOURCE
#include "internal.h"

#include <assert.h>
#include <dlfcn.h>
#include <errno.h>
#include <link.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

static const uint8_t crash_mark[HOST_NONCE_BYTES + 1] = "sil-crash-note-1";
static const int crash_signals[] = {SIGILL, SIGSEGV, SIGBUS, SIGFPE, SIGTRAP, SIGABRT};

enum {
    CRASH_STACK_BYTES = 64 * 1024,
    CRASH_HOPS_MAX = 256,
    CRASH_SCAN_WORDS_MAX = 512,
    CRASH_FRAME_BYTES_MAX = 64 * 1024 * 1024,
};

/* Set once by host_crash_watch; read by the handler. */
static struct {
    pid_t pid;
    uintptr_t base, text_begin, text_end;
    atomic_flag taken;
    _Alignas(16) uint8_t stack[CRASH_STACK_BYTES];
} watch = {.taken = ATOMIC_FLAG_INIT};

_Static_assert(sizeof(host_crash_note) <= 4096, "one write to a pipe must not be torn");

void host_crash_mark(uint8_t mark[HOST_NONCE_BYTES]) {
    memcpy(mark, crash_mark, HOST_NONCE_BYTES);
}

/* The kernel copies the set in before it looks at `how`: EFAULT means unreadable, EINVAL readable, and
   nothing changes. */
static bool readable_word(uintptr_t address) {
    const int how_invalid = -1;
    long code = syscall(SYS_rt_sigprocmask, how_invalid, address, 0, sizeof(uint64_t));
    return code == -1 && errno == EINVAL;
}

static bool read_word(uintptr_t address, uintptr_t *word) {
    if (address % sizeof(uintptr_t) != 0 || !readable_word(address)) return false;
    memcpy(word, (const void *)address, sizeof *word);
    return true;
}

static bool inside_learner(uintptr_t address) {
    return address >= watch.text_begin && address < watch.text_end;
}

static void note_add(host_crash_note *note, uintptr_t address) {
    if (!inside_learner(address) || note->count == HOST_CRASH_FRAMES_MAX) return;
    note->offsets[note->count++] = address - watch.base;
}

bool host_is_after_call(const uint8_t *after) {
    if (after[-5] == 0xE8) return true;
    for (int length = 2; length <= 7; length++) {
        bool is_call = after[-length] == 0xFF && ((after[1 - length] >> 3) & 7) == 2;
        if (is_call) return true;
    }
    return false;
}

/* So that a stale word on the stack is not taken for a frame. */
static bool follows_call(uintptr_t address) {
    if (!inside_learner(address) || address - watch.text_begin < HOST_CALL_BYTES_MAX) return false;
    return host_is_after_call((const uint8_t *)address);
}

/* libc keeps no frame pointers: a crash inside memcpy or abort leaves the learner's return address somewhere
   between the stack pointer and the learner's own frame, which the frame register still names. Gives that
   address, or 0. */
static uintptr_t scan_stack(uintptr_t stack_pointer, uintptr_t frame) {
    for (int i = 0; i < CRASH_SCAN_WORDS_MAX; i++) {
        uintptr_t word = 0, place = stack_pointer + (uintptr_t)i * sizeof word;
        if (place == frame || !read_word(place, &word)) return 0;
        if (follows_call(word)) return word;
    }
    return 0;
}

static void walk(host_crash_note *note, uintptr_t pc, uintptr_t frame, uintptr_t stack_pointer) {
    uintptr_t scanned = inside_learner(pc) ? 0 : scan_stack(stack_pointer, frame);
    note_add(note, pc);
    /* One byte back: a return address may be the first of the next line, even of the next function. */
    if (scanned != 0) note_add(note, scanned - 1);
    for (int hop = 0; hop < CRASH_HOPS_MAX; hop++) {
        uintptr_t next = 0, back = 0;
        if (!read_word(frame, &next) || !read_word(frame + sizeof next, &back)) return;
        if (back != scanned && back != 0) note_add(note, back - 1);
        next &= ~(1ull << 60); /* Swift marks the frames of async functions with this bit */
        if (next <= frame || next - frame > CRASH_FRAME_BYTES_MAX) return;
        frame = next;
    }
}

static void write_note(const ucontext_t *context) {
    host_crash_note note;
    memset(&note, 0, sizeof note);
    host_crash_mark(note.mark);
#if defined(__x86_64__)
    const greg_t *registers = context->uc_mcontext.gregs;
    walk(&note, (uintptr_t)registers[REG_RIP], (uintptr_t)registers[REG_RBP], (uintptr_t)registers[REG_RSP]);
#else
#error "frames are walked on x86-64 only"
#endif
    /* If it cannot be written, the crash is told without its place. */
    ssize_t written = write(HOST_RECORD_DESCRIPTOR, &note, sizeof note);
    (void)written;
}

static void on_crash(int number, siginfo_t *info, void *context) {
    (void)info;
    /* The learner's own children inherit this handler, but their crashes are not the test's. */
    if (getpid() == watch.pid && !atomic_flag_test_and_set(&watch.taken)) write_note(context);
    /* The action is the default again (SA_RESETHAND); the signal, still blocked here, ends the process on
       return. */
    syscall(SYS_tgkill, getpid(), (pid_t)syscall(SYS_gettid), number);
}

static int find_text(struct dl_phdr_info *info, size_t size, void *context) {
    (void)size;
    (void)context;
    if (info->dlpi_addr != watch.base) return 0;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *header = &info->dlpi_phdr[i];
        if (header->p_type != PT_LOAD || (header->p_flags & PF_X) == 0) continue;
        watch.text_begin = info->dlpi_addr + header->p_vaddr;
        watch.text_end = watch.text_begin + header->p_memsz;
        return 1;
    }
    return 0;
}

int host_crash_watch(void *learner, pid_t test_pid) {
    assert(learner != NULL);
    assert(test_pid > 1);
    struct link_map *map = NULL;
    if (dlinfo(learner, RTLD_DI_LINKMAP, &map) != 0) return EINVAL;
    watch.pid = test_pid;
    watch.base = map->l_addr;
    dl_iterate_phdr(find_text, NULL);
    /* Without a stack of its own the handler could not run after the learner's overflowed. */
    stack_t stack = {.ss_sp = watch.stack, .ss_size = sizeof watch.stack};
    if (sigaltstack(&stack, NULL) != 0) return errno;
    struct sigaction action = {.sa_sigaction = on_crash, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof crash_signals / sizeof crash_signals[0]; i++) {
        if (sigaction(crash_signals[i], &action, NULL) != 0) return errno;
    }
    return 0;
}
