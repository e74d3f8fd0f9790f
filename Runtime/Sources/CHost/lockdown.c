/* What a test child may touch and use. */
#define _GNU_SOURCE
#include "internal.h"

#include <assert.h>
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Debian 12's headers know Landlock's ABI 2 only; the running kernel may know more. Numbers from
   linux/landlock.h. */
enum {
    SYS_LANDLOCK_CREATE = 444,
    SYS_LANDLOCK_ADD = 445,
    SYS_LANDLOCK_RESTRICT = 446,
    LANDLOCK_VERSION = 1 << 0,
    LANDLOCK_PATH_BENEATH = 1,
    LANDLOCK_ABI_SCOPE = 6,
};

enum {
    FS_EXECUTE = 1 << 0,
    FS_WRITE_FILE = 1 << 1,
    FS_READ_FILE = 1 << 2,
    FS_READ_DIR = 1 << 3,
    FS_ABI_1 = (1 << 13) - 1,
    FS_REFER = 1 << 13,     /* ABI 2 */
    FS_TRUNCATE = 1 << 14,  /* ABI 3 */
    FS_IOCTL_DEV = 1 << 15, /* ABI 5 */
    FS_ON_FILES = FS_EXECUTE | FS_WRITE_FILE | FS_READ_FILE | FS_TRUNCATE | FS_IOCTL_DEV,
    FS_READ = FS_EXECUTE | FS_READ_FILE | FS_READ_DIR,
    SCOPE_ABSTRACT_SOCKET_AND_SIGNAL = 3,
};

enum { LOCK_DEPTH_MAX = 32, LOCK_RULES_MAX = 8192 };

struct ruleset_attr {
    uint64_t handled_fs, handled_net, scoped;
};
struct path_beneath_attr {
    uint64_t allowed;
    int32_t parent_fd;
} __attribute__((packed));

typedef struct walk {
    int ruleset_fd;
    uint64_t handled;
    const char *const *hidden;
    size_t hidden_count, rule_count;
} walk;

/* The kernel refuses a structure that is longer than it knows, unless the rest is zero; so give it its own
   length. */
static size_t attr_bytes(int abi) {
    return abi >= LANDLOCK_ABI_SCOPE ? 24 : abi >= 4 ? 16 : 8;
}

static uint64_t rights_of(int abi) {
    uint64_t rights = FS_ABI_1;
    if (abi >= 2) rights |= FS_REFER;
    if (abi >= 3) rights |= FS_TRUNCATE;
    if (abi >= 5) rights |= FS_IOCTL_DEV;
    return rights;
}

static int ruleset_create(const struct ruleset_attr *attr, int abi) {
    return (int)syscall(SYS_LANDLOCK_CREATE, attr, attr_bytes(abi), 0);
}

typedef enum relation { RELATION_NONE, RELATION_HIDDEN, RELATION_ABOVE_HIDDEN } relation;

static relation relation_of(const walk *walk, const char *path) {
    size_t length = strlen(path);
    relation found = RELATION_NONE;
    for (size_t i = 0; i < walk->hidden_count; i++) {
        const char *hidden = walk->hidden[i];
        if (strncmp(hidden, path, length) != 0) continue;
        if (hidden[length] == 0) return RELATION_HIDDEN;
        if (hidden[length] == '/') found = RELATION_ABOVE_HIDDEN;
    }
    return found;
}

/* Without a rule a path stays closed, so whatever fails here fails to the safe side. */
static void allow(walk *walk, const char *path, uint64_t rights) {
    int fd = open(path, O_PATH | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) return;
    struct stat info;
    if (fstat(fd, &info) == 0 && !S_ISLNK(info.st_mode) && walk->rule_count < LOCK_RULES_MAX) {
        uint64_t fitting = S_ISDIR(info.st_mode) ? rights : rights & FS_ON_FILES;
        struct path_beneath_attr rule = {.allowed = fitting & walk->handled, .parent_fd = fd};
        syscall(SYS_LANDLOCK_ADD, walk->ruleset_fd, LANDLOCK_PATH_BENEATH, &rule, 0);
        walk->rule_count++;
    }
    close(fd);
}

/* A rule covers all that lies below: a folder above a hidden one gets none, its other entries get theirs. */
static void allow_tree(walk *walk, const char *path, uint64_t rights, int depth) {
    relation relation = relation_of(walk, path);
    if (relation == RELATION_HIDDEN || depth > LOCK_DEPTH_MAX) return;
    if (relation == RELATION_NONE) return allow(walk, path, rights);
    DIR *folder = opendir(path);
    if (folder == NULL) return;
    struct dirent *entry;
    while ((entry = readdir(folder)) != NULL) {
        char below[PATH_MAX];
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        int length = snprintf(below, sizeof below, "%s/%s", path, entry->d_name);
        if (length < (int)sizeof below) allow_tree(walk, below, rights, depth + 1);
    }
    closedir(folder);
}

/* The toolchain's libraries, where a program started by the test finds Swift. */
static void allow_swift(walk *walk) {
    Dl_info info;
    char folder[PATH_MAX];
    const void *symbol = dlsym(RTLD_DEFAULT, "swift_retain");
    if (symbol == NULL || dladdr(symbol, &info) == 0 || realpath(info.dli_fname, folder) == NULL) return;
    char *slash = strrchr(folder, '/');
    if (slash == NULL || slash == folder) return;
    *slash = 0;
    allow_tree(walk, folder, FS_READ, 0);
}

static void allow_ordinary(walk *walk) {
    static const char *const fixed[] = {
        "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc", "/sys",
    };
    for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++) allow_tree(walk, fixed[i], FS_READ, 0);
    allow_swift(walk);
    allow_tree(walk, "/dev", walk->handled, 0);
    allow_tree(walk, "/tmp", walk->handled, 0);
    char scratch[PATH_MAX];
    const char *wanted = getenv("TMPDIR");
    if (wanted != NULL && realpath(wanted, scratch) != NULL && strcmp(scratch, "/") != 0) {
        allow_tree(walk, scratch, walk->handled, 0);
    }
}

/* All of the machine's counters, but of processes only the list and what stands in their folders. */
static void allow_proc(walk *walk, bool reads_proc) {
    static const char *const counters[] = {
        "/proc/meminfo", "/proc/cpuinfo", "/proc/stat", "/proc/uptime", "/proc/loadavg", "/proc/version",
        "/proc/filesystems", "/proc/sys",
    };
    allow(walk, "/proc", reads_proc ? FS_READ_DIR | FS_READ_FILE : FS_READ_DIR);
    for (size_t i = 0; i < sizeof counters / sizeof counters[0]; i++) {
        allow(walk, counters[i], FS_READ_FILE | FS_READ_DIR);
    }
}

int host_lock_abi(void) {
    int abi = (int)syscall(SYS_LANDLOCK_CREATE, NULL, 0, LANDLOCK_VERSION);
    return abi < 0 ? 0 : abi;
}

int host_lock_make(const char *const *hidden, size_t hidden_count, bool reads_proc, host_lock *lock) {
    assert(lock != NULL);
    *lock = (host_lock){.abi = host_lock_abi(), .fd = -1, .reads_proc = reads_proc};
    for (size_t i = 0; i < hidden_count; i++) {
        size_t length = strlen(hidden[i]);
        if (length < 2 || hidden[i][0] != '/' || hidden[i][length - 1] == '/') return EINVAL;
    }
    if (lock->abi == 0) return 0; /* the sandbox around the host says what holds without it */
    struct ruleset_attr attr = {.handled_fs = rights_of(lock->abi)};
    if (lock->abi >= LANDLOCK_ABI_SCOPE) attr.scoped = SCOPE_ABSTRACT_SOCKET_AND_SIGNAL;
    lock->fd = ruleset_create(&attr, lock->abi);
    if (lock->fd < 0) return errno;
    walk walk = {
        .ruleset_fd = lock->fd,
        .handled = attr.handled_fs,
        .hidden = hidden,
        .hidden_count = hidden_count,
    };
    allow_ordinary(&walk);
    allow_proc(&walk, reads_proc);
    return 0;
}

/* What a process may read of itself. Its memory, its map, its environment and its descriptors' files are
   not among it. */
static void allow_self(int ruleset_fd, int abi) {
    static const char *const files[] = {
        "/proc/self/status", "/proc/self/stat", "/proc/self/statm", "/proc/self/limits", "/proc/self/comm",
        "/proc/self/io", "/proc/self/cgroup",
    };
    walk walk = {.ruleset_fd = ruleset_fd, .handled = rights_of(abi)};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) allow(&walk, files[i], FS_READ_FILE);
}

int host_lock_enter(const host_lock *lock) {
    assert(lock != NULL);
    if (lock->fd < 0) return 0;
    if (!lock->reads_proc) allow_self(lock->fd, lock->abi);
    return syscall(SYS_LANDLOCK_RESTRICT, lock->fd, 0) == 0 ? 0 : errno;
}

/* Names at the top level, each with its slash, one NUL between them. A test may not list / any more when it makes a
   program's domain. */
static char top_names[8192];

static int top_names_read(void) {
    DIR *folder = opendir("/");
    if (folder == NULL) return errno;
    size_t used = 0;
    struct dirent *entry;
    while ((entry = readdir(folder)) != NULL) {
        size_t length = strlen(entry->d_name) + 2;
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        /* What finds no room stays closed to programs. A NUL is left for the end. */
        if (used + length >= sizeof top_names) break;
        snprintf(top_names + used, length, "/%s", entry->d_name);
        used += length;
    }
    closedir(folder);
    return 0;
}

int host_programs_prepare(const host_lock *lock, const char *const *files, size_t file_count) {
    assert(lock != NULL && files != NULL);
    for (size_t i = 0; i < file_count && lock->fd >= 0; i++) {
        walk walk = {.ruleset_fd = lock->fd, .handled = rights_of(lock->abi)};
        allow(&walk, files[i], FS_EXECUTE | FS_READ_FILE);
        if (walk.rule_count != 1) return ENOENT;
    }
    return top_names_read();
}

/* What the test may touch, but for /proc: its own folder there a program opens itself, and system-wide figures
   tell nothing of the test. */
int host_lock_prepare_program(int *domain_fd) {
    static const char *const figures[] = {"/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/proc/loadavg"};
    *domain_fd = -1;
    int abi = host_lock_abi();
    if (abi == 0) return 0; /* as for the tests themselves */
    struct ruleset_attr domain = {
        .handled_fs = rights_of(abi),
        .scoped = abi >= LANDLOCK_ABI_SCOPE ? SCOPE_ABSTRACT_SOCKET_AND_SIGNAL : 0,
    };
    *domain_fd = ruleset_create(&domain, abi);
    if (*domain_fd < 0) return errno;
    walk walk = {.ruleset_fd = *domain_fd, .handled = domain.handled_fs};
    for (const char *name = top_names; *name != 0; name += strlen(name) + 1) {
        if (strcmp(name, "/proc") != 0) allow(&walk, name, walk.handled);
    }
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) allow(&walk, figures[i], FS_READ_FILE);
    return 0;
}

int host_lock_enter_program(int domain_fd) {
    if (domain_fd < 0) return 0;
    char own[32];
    snprintf(own, sizeof own, "/proc/%d", getpid());
    walk walk = {.ruleset_fd = domain_fd, .handled = ~0ull};
    allow(&walk, own, FS_READ);
    return syscall(SYS_LANDLOCK_RESTRICT, domain_fd, 0) == 0 ? 0 : errno;
}

static int limit_set(int resource, rlim_t value) {
    struct rlimit limit;
    if (getrlimit(resource, &limit) != 0) return errno;
    if (limit.rlim_max != RLIM_INFINITY && value > limit.rlim_max) value = limit.rlim_max;
    limit = (struct rlimit){.rlim_cur = value, .rlim_max = value};
    return setrlimit(resource, &limit) == 0 ? 0 : errno;
}

int host_limits_set(uint64_t tasks_max) {
    assert(tasks_max > 0);
    int error = limit_set(RLIMIT_CORE, 0);
    if (error == 0) error = limit_set(RLIMIT_FSIZE, HOST_FILE_BYTES_MAX);
    if (error == 0) error = limit_set(RLIMIT_NOFILE, HOST_DESCRIPTORS_MAX);
    if (error == 0) error = limit_set(RLIMIT_NPROC, tasks_max);
    return error;
}
