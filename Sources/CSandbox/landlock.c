/// What a run without namespaces may open: Landlock, with every right that the running kernel knows.
#include "internal.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/// From linux/landlock.h of Linux 6.15: Debian 12's header ends at ABI 2, the running kernel's may be newer.
enum {
    CALL_CREATE = 444,
    CALL_ADD_RULE = 445,
    CALL_RESTRICT = 446,
    CREATE_VERSION = 1,
    RULE_PATH = 1,
    RULE_PORT = 2,
};

enum {
    FS_EXECUTE = 1 << 0,
    FS_WRITE_FILE = 1 << 1,
    FS_READ_FILE = 1 << 2,
    FS_READ_FOLDER = 1 << 3,
    FS_MAKE_CHARACTER_DEVICE = 1 << 6,
    FS_MAKE_BLOCK_DEVICE = 1 << 11,
    FS_REFER = 1 << 13,
    FS_TRUNCATE = 1 << 14,
    FS_DEVICE_IOCTL = 1 << 15,
    FS_ABI_1 = (1 << 13) - 1,

    FS_ON_FILES = FS_EXECUTE | FS_WRITE_FILE | FS_READ_FILE | FS_TRUNCATE | FS_DEVICE_IOCTL,
    FS_LOOK = FS_READ_FILE | FS_READ_FOLDER,
    FS_USE = FS_LOOK | FS_EXECUTE,
    FS_DEVICE = FS_READ_FILE | FS_WRITE_FILE | FS_TRUNCATE,

    NET_BIND_TCP = 1 << 0,
    NET_CONNECT_TCP = 1 << 1,

    SCOPE_ABSTRACT_SOCKET = 1 << 0,
    SCOPE_SIGNAL = 1 << 1,
};

enum { ABI_REFER = 2, ABI_TRUNCATE = 3, ABI_DEVICE_IOCTL = 5 };

struct ruleset_attributes {
    uint64_t files, net, scopes;
};

struct path_attributes {
    uint64_t allowed;
    int32_t fd;
} __attribute__((packed));

struct port_attributes {
    uint64_t allowed, port;
};

/// The system's own files. Where one is not there, a run in `full` does without it too.
static const struct {
    const char *path;
    uint64_t rights;
} system_paths[] = {
    {"/usr", FS_USE},
    {"/bin", FS_USE},
    {"/lib", FS_USE},
    {"/lib64", FS_USE},
    // As a whole: programs look at their children, and what /proc has to tell of strangers every user may read.
    // Environment, memory and descriptors of other domains stay closed.
    {"/proc", FS_LOOK},
    {"/dev/null", FS_DEVICE},
    {"/dev/zero", FS_DEVICE},
    {"/dev/full", FS_DEVICE},
    {"/dev/random", FS_READ_FILE},
    {"/dev/urandom", FS_READ_FILE},
};

int sandbox_landlock_abi(void) {
    long abi = syscall(CALL_CREATE, NULL, 0L, (long)CREATE_VERSION);
    return abi > 0 ? (int)abi : 0;
}

static uint64_t rights_known(int abi) {
    uint64_t rights = FS_ABI_1;
    if (abi >= ABI_REFER)
        rights |= FS_REFER;
    if (abi >= ABI_TRUNCATE)
        rights |= FS_TRUNCATE;
    if (abi >= ABI_DEVICE_IOCTL)
        rights |= FS_DEVICE_IOCTL;
    return rights;
}

/// The kernel refuses a structure with parts that it does not know.
static size_t attributes_bytes(int abi) {
    if (abi >= SANDBOX_LANDLOCK_ABI_SCOPE)
        return sizeof(struct ruleset_attributes);
    return abi >= SANDBOX_LANDLOCK_ABI_NET ? 2 * sizeof(uint64_t) : sizeof(uint64_t);
}

static int ruleset_open(int abi) {
    SANDBOX_ASSERT(abi > 0);
    const struct ruleset_attributes attributes = {
        .files = rights_known(abi),
        .net = abi >= SANDBOX_LANDLOCK_ABI_NET ? NET_BIND_TCP | NET_CONNECT_TCP : 0,
        .scopes = abi >= SANDBOX_LANDLOCK_ABI_SCOPE ? SCOPE_ABSTRACT_SOCKET | SCOPE_SIGNAL : 0,
    };
    return (int)syscall(CALL_CREATE, &attributes, attributes_bytes(abi), 0L);
}

/// Allows `rights` on a file, or on a folder and all below it.
static int allow(int ruleset_fd, const char *path, uint64_t rights) {
    int fd = open(path, O_PATH | O_CLOEXEC);
    if (fd < 0)
        return -1;
    struct stat status;
    int result = fstat(fd, &status);
    if (result == 0) {
        uint64_t fitting = S_ISDIR(status.st_mode) ? rights : rights & FS_ON_FILES;
        const struct path_attributes rule = {.allowed = fitting, .fd = fd};
        result = (int)syscall(CALL_ADD_RULE, ruleset_fd, RULE_PATH, &rule, 0L);
    }
    int error = errno;
    close(fd);
    errno = error;
    return result;
}

static int allow_system(int ruleset_fd, uint64_t known) {
    for (size_t i = 0; i < sizeof system_paths / sizeof system_paths[0]; i++)
        if (allow(ruleset_fd, system_paths[i].path, system_paths[i].rights & known) != 0 && errno != ENOENT)
            return -1;
    return 0;
}

/// Port 0: the kernel chooses, so no port that somebody waits at can be taken. To connect stays denied: the kernel
/// could be told the port, but not the machine.
static int allow_listening(int ruleset_fd) {
    const struct port_attributes rule = {.allowed = NET_BIND_TCP, .port = 0};
    return (int)syscall(CALL_ADD_RULE, ruleset_fd, RULE_PORT, &rule, 0L);
}

static int allow_all(int ruleset_fd, const struct sandbox_spec *spec, uint64_t known, int32_t *path_index) {
    const uint64_t writable = known & ~(uint64_t)(FS_MAKE_CHARACTER_DEVICE | FS_MAKE_BLOCK_DEVICE);
    if (allow_system(ruleset_fd, known) != 0)
        return -1;
    if (allow(ruleset_fd, spec->scratch, writable) != 0)
        return -1;
    for (uint32_t i = 0; i < spec->paths_count; i++) {
        uint64_t rights = spec->paths[i].is_writable ? writable : FS_USE & known;
        if (allow(ruleset_fd, spec->paths[i].host, rights) != 0) {
            *path_index = (int32_t)i;
            return -1;
        }
    }
    return sandbox_sockets_of(spec).may_use_streams ? allow_listening(ruleset_fd) : 0;
}

int sandbox_landlock_enter(const struct sandbox_spec *spec, int32_t *path_index) {
    SANDBOX_ASSERT(spec->tier == SANDBOX_TIER_REDUCED && spec->scratch != NULL);
    *path_index = -1;
    int abi = sandbox_landlock_abi();
    if (abi == 0) {
        errno = ENOSYS;
        return -1;
    }
    int ruleset_fd = ruleset_open(abi);
    if (ruleset_fd < 0)
        return -1;
    int result = allow_all(ruleset_fd, spec, rights_known(abi), path_index);
    if (result == 0)
        result = (int)syscall(CALL_RESTRICT, ruleset_fd, 0L);
    int error = errno;
    close(ruleset_fd);
    errno = error;
    return result;
}
