/// A run's own folder, where no private /tmp can be mounted: made, looked at and removed without following a link.
/// What lies in it was shaped by a stranger.
#include "internal.h"

#include <fcntl.h>
#include <linux/fs.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum {
    DEPTH_MAX = 32, // of folders that are looked into; a deeper one counts as too much
    NAME_BYTES_MAX = 16, // "4294967295" and a zero
};

static bool is_itself_or_parent(const char *name) {
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static int folder_open(int at_fd, const char *name) {
    return openat(at_fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

int sandbox_scratch_make(const struct sandbox_spec *spec) {
    SANDBOX_ASSERT(spec->scratch != NULL && spec->scratch[0] == '/');
    if (mkdir(spec->scratch, 0700) != 0)
        return -1;
    return spec->changes_user ? lchown(spec->scratch, spec->user, spec->user) : 0;
}

// -- How much is in it

static void look_into(int fd, int depth, struct sandbox_scratch_usage *usage);

static void count_entry(int at_fd, const char *name, int depth, struct sandbox_scratch_usage *usage) {
    struct stat status;
    if (fstatat(at_fd, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return; // removed meanwhile
    usage->files_count++;
    usage->disk_kb += (uint64_t)status.st_blocks / 2;
    if (!S_ISDIR(status.st_mode))
        return;
    int fd = depth < DEPTH_MAX ? folder_open(at_fd, name) : -1;
    if (fd >= 0) {
        look_into(fd, depth + 1, usage);
        close(fd);
    } else if (depth >= DEPTH_MAX || errno == EACCES) {
        usage->is_hidden = true;
    }
}

static void look_into(int fd, int depth, struct sandbox_scratch_usage *usage) {
    SANDBOX_ASSERT(depth <= DEPTH_MAX);
    struct sandbox_folder folder = {.fd = fd};
    const struct sandbox_folder_entry *entry;
    while (!usage->is_hidden && usage->files_count <= SANDBOX_SCRATCH_FILES_MAX
           && (entry = sandbox_folder_next(&folder)) != NULL) {
        if (!is_itself_or_parent(entry->name))
            count_entry(fd, entry->name, depth, usage);
    }
}

int sandbox_measure_scratch(const char *scratch, struct sandbox_scratch_usage *usage) {
    SANDBOX_ASSERT(scratch != NULL && scratch[0] == '/');
    *usage = (struct sandbox_scratch_usage){.files_count = 0};
    int fd = folder_open(AT_FDCWD, scratch);
    if (fd < 0)
        return -1;
    look_into(fd, 0, usage);
    close(fd);
    return 0;
}

// -- Its end

/// Moves a folder to the top under a number that is free there. Returns whether it could.
static bool move_up(int root_fd, int at_fd, const char *name, uint32_t *number) {
    char raised[NAME_BYTES_MAX];
    long result;
    do {
        uint32_t first = sizeof raised - 1;
        raised[first] = 0;
        for (uint32_t left = (*number)++; left > 0 || first == sizeof raised - 1; left /= 10)
            raised[--first] = (char)('0' + left % 10);
        result = syscall(SYS_renameat2, at_fd, name, root_fd, raised + first, RENAME_NOREPLACE);
    } while (result != 0 && errno == EEXIST);
    return result == 0;
}

/// Removes what is no folder or an empty one. Returns whether it is gone; else it is made one that can be read.
static bool remove_entry(int at_fd, const char *name) {
    if (unlinkat(at_fd, name, 0) == 0 || unlinkat(at_fd, name, AT_REMOVEDIR) == 0)
        return true;
    struct stat status;
    // Nothing of the run is left that could put a link in its place.
    if (fstatat(at_fd, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(status.st_mode))
        fchmodat(at_fd, name, 0700, 0);
    return false;
}

/// Removes a folder of the top, or takes one level of folders away that stand in its way. Returns whether it got
/// anything done.
static bool clear_folder(int root_fd, const char *name, uint32_t *number) {
    int fd = folder_open(root_fd, name);
    if (fd < 0)
        return false;
    bool has_progress = false;
    struct sandbox_folder folder = {.fd = fd};
    const struct sandbox_folder_entry *entry;
    while ((entry = sandbox_folder_next(&folder)) != NULL) {
        if (is_itself_or_parent(entry->name))
            continue;
        if (remove_entry(fd, entry->name) || move_up(root_fd, fd, entry->name, number))
            has_progress = true;
    }
    close(fd);
    return unlinkat(root_fd, name, AT_REMOVEDIR) == 0 || has_progress;
}

/// One pass over the top. Returns whether it got anything done.
static bool clear_top(int root_fd, uint32_t *number) {
    bool has_progress = false;
    lseek(root_fd, 0, SEEK_SET);
    struct sandbox_folder folder = {.fd = root_fd};
    const struct sandbox_folder_entry *entry;
    while ((entry = sandbox_folder_next(&folder)) != NULL) {
        if (is_itself_or_parent(entry->name))
            continue;
        if (remove_entry(root_fd, entry->name) || clear_folder(root_fd, entry->name, number))
            has_progress = true;
    }
    return has_progress;
}

/// What lies deep is moved to the top level by level, so that no depth needs more descriptors or stack than another.
void sandbox_scratch_remove(const char *scratch) {
    SANDBOX_ASSERT(scratch != NULL && scratch[0] == '/');
    chmod(scratch, 0700);
    int fd = folder_open(AT_FDCWD, scratch);
    if (fd < 0)
        return;
    uint32_t number = 0;
    while (clear_top(fd, &number)) {
    }
    close(fd);
    rmdir(scratch);
}
