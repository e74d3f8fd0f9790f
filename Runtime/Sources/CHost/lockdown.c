/* What a test child may touch and use. */
#define _GNU_SOURCE
#include "internal.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
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
    size_t length = strcmp(path, "/") == 0 ? 0 : strlen(path);
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
static void allow_tree(walk *walk, const char *path, int depth) {
    relation relation = relation_of(walk, path);
    if (relation == RELATION_HIDDEN || depth > LOCK_DEPTH_MAX) return;
    if (relation == RELATION_NONE && strcmp(path, "/") != 0) {
        bool is_writable = strcmp(path, "/tmp") == 0 || strcmp(path, "/dev") == 0;
        allow(walk, path, is_writable ? walk->handled : FS_READ);
        return;
    }
    DIR *folder = opendir(path);
    if (folder == NULL) return;
    struct dirent *entry;
    while ((entry = readdir(folder)) != NULL) {
        char below[PATH_MAX];
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        int length = snprintf(below, sizeof below, "%s/%s", strcmp(path, "/") == 0 ? "" : path, entry->d_name);
        if (length < (int)sizeof below) allow_tree(walk, below, depth + 1);
    }
    closedir(folder);
}

int host_lock_prepare(const char *const *hidden, size_t hidden_count, host_lock *lock) {
    assert(lock != NULL);
    *lock = (host_lock){.abi = 0, .scope_fd = -1, .files_fd = -1};
    for (size_t i = 0; i < hidden_count; i++) {
        size_t length = strlen(hidden[i]);
        if (length < 2 || hidden[i][0] != '/' || hidden[i][length - 1] == '/') return EINVAL;
    }
    int abi = (int)syscall(SYS_LANDLOCK_CREATE, NULL, 0, LANDLOCK_VERSION);
    if (abi < 1) return 0; /* the sandbox around the host says what holds without it */
    lock->abi = abi;
    if (abi >= LANDLOCK_ABI_SCOPE) {
        struct ruleset_attr scope = {.scoped = SCOPE_ABSTRACT_SOCKET_AND_SIGNAL};
        lock->scope_fd = ruleset_create(&scope, abi);
        if (lock->scope_fd < 0) return errno;
    }
    struct ruleset_attr files = {.handled_fs = rights_of(abi)};
    lock->files_fd = ruleset_create(&files, abi);
    if (lock->files_fd < 0) return errno;
    walk walk = {
        .ruleset_fd = lock->files_fd,
        .handled = files.handled_fs,
        .hidden = hidden,
        .hidden_count = hidden_count,
    };
    allow_tree(&walk, "/", 0);
    return 0;
}

int host_lock_enter(int ruleset_fd) {
    if (ruleset_fd < 0) return 0;
    return syscall(SYS_LANDLOCK_RESTRICT, ruleset_fd, 0) == 0 ? 0 : errno;
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
    for (size_t i = 0; i < file_count && lock->files_fd >= 0; i++) {
        walk walk = {.ruleset_fd = lock->files_fd, .handled = rights_of(lock->abi)};
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
    int abi = (int)syscall(SYS_LANDLOCK_CREATE, NULL, 0, LANDLOCK_VERSION);
    if (abi < 1) return 0; /* as for the tests themselves */
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
    return host_lock_enter(domain_fd);
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
