/// The system calls of a run, as a classic BPF program for x86-64. A deny list: Dispatch, glibc and the compiler
/// change their calls from version to version, and a new call that is refused by mistake breaks honest programs.
///
/// Refused is what opens the kernel's rarer parts, what reaches other processes, what holds memory that nobody counts,
/// and what namespaces (`full`) or Landlock (`reduced`) leave open.
#include "internal.h"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef __x86_64__

/// Calls that the headers of Debian 12 or Ubuntu 22.04 may not name.
enum {
    CALL_OPEN_TREE = 428,
    CALL_MOVE_MOUNT = 429,
    CALL_FSOPEN = 430,
    CALL_FSCONFIG = 431,
    CALL_FSMOUNT = 432,
    CALL_FSPICK = 433,
    CALL_CLONE3 = 435,
    CALL_MOUNT_SETATTR = 442,
    CALL_QUOTACTL_FD = 443,
    CALL_MEMFD_SECRET = 447,
    CALL_SET_MEMPOLICY_HOME_NODE = 450,
    CALL_FCHMODAT2 = 452,
    CALL_STATMOUNT = 457,
    CALL_LISTMOUNT = 458,
    CALL_SETXATTRAT = 463,
    CALL_REMOVEXATTRAT = 466,
    CALL_OPEN_TREE_ATTR = 467,
    CALL_FILE_SETATTR = 469,
};

enum {
    X32_BIT = 0x40000000,
    CLONE_NAMESPACES = 0x7e020000, // each CLONE_NEW* but CLONE_NEWTIME, whose bit is part of clone's signal
    TERMINAL_STUFF = 0x5412, // TIOCSTI: types into the terminal of whoever runs `sil`
    TERMINAL_LINUX = 0x541c, // TIOCLINUX: pastes into it
    SOCKET_TYPE_MASK = 0xf,
    PROTOCOL_TCP = 6, // not IPPROTO_MPTCP, which Landlock takes for something else
    PROTOCOL_UDP = 17,
    SEND_FAST_OPEN = 0x20000000, // MSG_FASTOPEN: connects without Landlock being asked
    PERSONALITY_NO_RANDOM_LAYOUT = 0x0040000,
    PERSONALITY_QUERY = 0xffffffff,
};

/// Refused in both tiers.
static const uint16_t calls_never[] = {
    // other processes; pidfd_getfd is left, for a host looks at what its own tests wait for
    SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_kcmp,
    // file systems
    SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, CALL_OPEN_TREE, CALL_MOVE_MOUNT, CALL_FSOPEN, CALL_FSCONFIG,
    CALL_FSMOUNT, CALL_FSPICK, CALL_MOUNT_SETATTR, CALL_OPEN_TREE_ATTR, CALL_STATMOUNT, CALL_LISTMOUNT,
    SYS_open_by_handle_at, SYS_name_to_handle_at, SYS_fanotify_init, SYS_fanotify_mark, SYS_quotactl, CALL_QUOTACTL_FD,
    // namespaces
    SYS_unshare, SYS_setns,
    // the kernel's rarer parts
    SYS_bpf, SYS_perf_event_open, SYS_userfaultfd, SYS_io_uring_setup, SYS_io_uring_enter, SYS_io_uring_register,
    SYS_keyctl, SYS_add_key, SYS_request_key, SYS_modify_ldt, SYS_lookup_dcookie, SYS_uselib,
    // the machine
    SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_kexec_load, SYS_kexec_file_load, SYS_reboot, SYS_swapon,
    SYS_swapoff, SYS_acct, SYS_syslog, SYS_settimeofday, SYS_clock_settime, SYS_clock_adjtime, SYS_adjtimex,
    SYS_sethostname, SYS_setdomainname, SYS_iopl, SYS_ioperm, SYS_vhangup, SYS_mbind, SYS_migrate_pages,
    SYS_move_pages, SYS_set_mempolicy, CALL_SET_MEMPOLICY_HOME_NODE,
    // System V: memory that no look finds, and objects of the user's other programs, which are reached by number alone
    SYS_shmget, SYS_shmat, SYS_shmctl, SYS_msgget, SYS_msgsnd, SYS_msgrcv, SYS_msgctl, SYS_semget, SYS_semop,
    SYS_semtimedop, SYS_semctl,
};

/// Told to be unknown: callers have another way, and take it only on ENOSYS. clone3 because a filter cannot see its
/// flags, the others because the memory they hold is seen by no look.
static const uint16_t calls_unknown[] = {CALL_CLONE3, CALL_MEMFD_SECRET, SYS_io_setup};

/// Refused where no namespace makes them harmless: message queues outlive the run, and watching a folder needs
/// no right to open it that Landlock would see.
static const uint16_t calls_unconfined[] = {SYS_mq_open, SYS_mq_unlink, SYS_inotify_add_watch};

/// Refused where the run shares its user with others: Landlock does not cover the metadata of files that the user
/// owns, wherever they are.
static const uint16_t calls_of_owner[] = {
    SYS_chmod, SYS_fchmod, SYS_fchmodat, CALL_FCHMODAT2, SYS_chown, SYS_fchown, SYS_lchown, SYS_fchownat,
    SYS_utime, SYS_utimes, SYS_futimesat, SYS_utimensat, SYS_setxattr, SYS_lsetxattr, SYS_fsetxattr, SYS_removexattr,
    SYS_lremovexattr, SYS_fremovexattr, CALL_SETXATTRAT, CALL_REMOVEXATTRAT, CALL_FILE_SETATTR,
};

/// Refused there for any process but the caller (number 0): they set priorities and cores of other processes of the
/// user, `sil` among them.
static const uint16_t calls_on_self[] = {
    SYS_sched_setaffinity, SYS_sched_setparam, SYS_sched_setscheduler, SYS_sched_setattr,
};

#define COUNT(list) (sizeof(list) / sizeof(list)[0])
#define REFUSE(error) (SECCOMP_RET_ERRNO | (uint32_t)(error))

struct program {
    struct sock_filter *code;
    uint32_t count;
};

// -- Instructions

static void emit(struct program *program, struct sock_filter instruction) {
    SANDBOX_ASSERT(program->count < SANDBOX_FILTER_MAX);
    program->code[program->count++] = instruction;
}

static void load(struct program *program, size_t offset) {
    SANDBOX_ASSERT(offset < sizeof(struct seccomp_data));
    emit(program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset));
}

/// Only the low word: the kernel's own type of each argument looked at here is that short.
static void load_argument(struct program *program, uint32_t index) {
    SANDBOX_ASSERT(index < 6);
    load(program, offsetof(struct seccomp_data, args) + index * sizeof(uint64_t));
}

static void leave(struct program *program, uint32_t action) {
    emit(program, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, action));
}

static void leave_if_equal(struct program *program, uint32_t value, uint32_t action) {
    emit(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1));
    leave(program, action);
}

static void leave_if_any_bit(struct program *program, uint32_t bits, uint32_t action) {
    emit(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1));
    leave(program, action);
}

static void leave_unless_among(struct program *program, const uint32_t *values, uint32_t count, uint32_t action) {
    SANDBOX_ASSERT(count > 0 && count < 16);
    for (uint32_t i = 0; i < count; i++)
        emit(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, values[i], count - i, 0));
    leave(program, action);
}

static void leave_on_calls(struct program *program, const uint16_t *calls, size_t count, uint32_t action) {
    for (size_t i = 0; i < count; i++)
        leave_if_equal(program, calls[i], action);
}

/// What follows is for one call only, and leaves in any case: so the number stays loaded for whoever jumps over it.
static uint32_t call_begin(struct program *program, uint32_t call) {
    emit(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 0));
    return program->count - 1;
}

static void call_end(struct program *program, uint32_t begin) {
    leave(program, SECCOMP_RET_ALLOW);
    uint32_t length = program->count - begin - 1;
    SANDBOX_ASSERT(length > 0 && length < 256);
    program->code[begin].jf = (uint8_t)length;
}

// -- Calls that are judged by their arguments

static void add_clone(struct program *program) {
    uint32_t begin = call_begin(program, SYS_clone);
    load_argument(program, 0);
    leave_if_any_bit(program, CLONE_NAMESPACES, REFUSE(EPERM));
    call_end(program, begin);
}

static void add_ioctl(struct program *program) {
    uint32_t begin = call_begin(program, SYS_ioctl);
    load_argument(program, 1);
    leave_if_equal(program, TERMINAL_STUFF, REFUSE(EPERM));
    leave_if_equal(program, TERMINAL_LINUX, REFUSE(EPERM));
    call_end(program, begin);
}

/// A fixed memory layout is what a repeatable run asks for; other personalities weaken only the program itself, but
/// nobody needs them.
static void add_personality(struct program *program) {
    const uint32_t allowed[] = {0, PERSONALITY_NO_RANDOM_LAYOUT, PERSONALITY_QUERY};
    uint32_t begin = call_begin(program, SYS_personality);
    load_argument(program, 0);
    leave_unless_among(program, allowed, COUNT(allowed), REFUSE(EPERM));
    call_end(program, begin);
}

static void add_socket(struct program *program, const struct sandbox_sockets *sockets) {
    const uint32_t inet[] = {AF_INET, AF_INET6};
    const uint32_t types[] = {SOCK_STREAM, SOCK_DGRAM};
    const uint32_t protocols[] = {0, PROTOCOL_TCP, PROTOCOL_UDP};
    const uint32_t refused = REFUSE(EAFNOSUPPORT);
    uint32_t begin = call_begin(program, SYS_socket);
    load_argument(program, 0);
    if (sockets->may_use_unix)
        leave_if_equal(program, AF_UNIX, SECCOMP_RET_ALLOW);
    if (!sockets->may_use_streams)
        leave(program, refused);
    leave_unless_among(program, inet, COUNT(inet), refused);
    load_argument(program, 1);
    emit(program, (struct sock_filter)BPF_STMT(BPF_ALU | BPF_AND | BPF_K, SOCKET_TYPE_MASK));
    leave_unless_among(program, types, sockets->may_use_datagrams ? 2 : 1, refused);
    load_argument(program, 2);
    leave_unless_among(program, protocols, sockets->may_use_datagrams ? 3 : 2, refused);
    call_end(program, begin);
}

/// Both ends stay in the run: harmless for AF_UNIX, and no other family is of use.
static void add_socketpair(struct program *program) {
    const uint32_t families[] = {AF_UNIX};
    uint32_t begin = call_begin(program, SYS_socketpair);
    load_argument(program, 0);
    leave_unless_among(program, families, 1, REFUSE(EAFNOSUPPORT));
    call_end(program, begin);
}

static void add_fast_open(struct program *program, uint32_t call, uint32_t flags_index) {
    uint32_t begin = call_begin(program, call);
    load_argument(program, flags_index);
    leave_if_any_bit(program, SEND_FAST_OPEN, REFUSE(EPERM));
    call_end(program, begin);
}

static void add_on_self(struct program *program, uint32_t call) {
    const uint32_t self[] = {0};
    uint32_t begin = call_begin(program, call);
    load_argument(program, 0);
    leave_unless_among(program, self, 1, REFUSE(EPERM));
    call_end(program, begin);
}

/// The first argument chooses between process, group and user; the second is a number, 0 the caller's own.
static void add_priority(struct program *program, uint32_t call, uint32_t process) {
    const uint32_t which[] = {process}, who[] = {0};
    uint32_t begin = call_begin(program, call);
    load_argument(program, 0);
    leave_unless_among(program, which, 1, REFUSE(EPERM));
    load_argument(program, 1);
    leave_unless_among(program, who, 1, REFUSE(EPERM));
    call_end(program, begin);
}

/// Limits and priorities of other processes of the run's user: those of the host that judges, for one.
static void add_others(struct program *program) {
    enum { PRIORITY_PROCESS = 0, IO_PRIORITY_PROCESS = 1 };
    add_on_self(program, SYS_prlimit64);
    add_priority(program, SYS_setpriority, PRIORITY_PROCESS);
    add_priority(program, SYS_ioprio_set, IO_PRIORITY_PROCESS);
}

static void add_shared_user(struct program *program) {
    leave_on_calls(program, calls_of_owner, COUNT(calls_of_owner), REFUSE(EPERM));
    for (size_t i = 0; i < COUNT(calls_on_self); i++)
        add_on_self(program, calls_on_self[i]);
}

// -- The whole

uint32_t sandbox_filter(const struct sandbox_spec *spec, struct sock_filter *code) {
    SANDBOX_ASSERT(spec->tier != SANDBOX_TIER_NONE);
    const struct sandbox_sockets sockets = sandbox_sockets_of(spec);
    struct program program = {.code = code, .count = 0};
    load(&program, offsetof(struct seccomp_data, arch));
    const uint32_t arch[] = {AUDIT_ARCH_X86_64};
    leave_unless_among(&program, arch, 1, SECCOMP_RET_KILL_PROCESS);
    load(&program, offsetof(struct seccomp_data, nr));
    // The same calls under other numbers.
    emit(&program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, X32_BIT, 0, 1));
    leave(&program, SECCOMP_RET_KILL_PROCESS);

    leave_on_calls(&program, calls_never, COUNT(calls_never), REFUSE(EPERM));
    leave_on_calls(&program, calls_unknown, COUNT(calls_unknown), REFUSE(ENOSYS));
    if (spec->tier == SANDBOX_TIER_REDUCED) {
        leave_on_calls(&program, calls_unconfined, COUNT(calls_unconfined), REFUSE(EPERM));
        add_fast_open(&program, SYS_sendto, 3);
        add_fast_open(&program, SYS_sendmsg, 2);
        add_fast_open(&program, SYS_sendmmsg, 3);
        if (!spec->changes_user)
            add_shared_user(&program);
    }
    add_others(&program);
    add_clone(&program);
    add_ioctl(&program);
    add_personality(&program);
    add_socket(&program, &sockets);
    add_socketpair(&program);
    leave(&program, SECCOMP_RET_ALLOW);
    SANDBOX_ASSERT(program.count > COUNT(calls_never));
    return program.count;
}

int sandbox_filter_enter(const struct sandbox_spec *spec) {
    struct sock_filter code[SANDBOX_FILTER_MAX];
    struct sock_fprog program = {.len = (uint16_t)sandbox_filter(spec, code), .filter = code};
    return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0L, &program);
}

#else

// Sandbox.probe refuses other processors before anything is started.
uint32_t sandbox_filter(const struct sandbox_spec *spec, struct sock_filter *code) {
    (void)spec;
    (void)code;
    __builtin_trap();
}

int sandbox_filter_enter(const struct sandbox_spec *spec) {
    (void)spec;
    errno = ENOSYS;
    return -1;
}

#endif

struct sandbox_sockets sandbox_sockets_of(const struct sandbox_spec *spec) {
    if (spec->tier == SANDBOX_TIER_FULL) // the network is the run's own
        return (struct sandbox_sockets){.may_use_unix = true, .may_use_streams = true, .may_use_datagrams = true};
    int abi = sandbox_landlock_abi();
    return (struct sandbox_sockets){
        // By path every socket of the machine that the user may write to could be reached, the session's bus among
        // them, through which any program can be started; Landlock has no say in it.
        .may_use_unix = false,
        .may_use_streams = spec->may_use_sockets && abi >= SANDBOX_LANDLOCK_ABI_NET,
        .may_use_datagrams = false,
    };
}
