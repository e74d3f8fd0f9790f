/// Looking at the processes of a run through /proc, without allocating.
#include "internal.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <unistd.h>

enum {
    PATH_BYTES_MAX = 64, // "/proc/2147483647/task/2147483647/children" and a zero
    TEXT_BYTES_MAX = 4096, // one read of a /proc file
    MEMORY_FILES_MAX = 128, // beyond, one that several processes hold is counted for each
};

struct path {
    char text[PATH_BYTES_MAX];
    uint32_t bytes;
};

static void path_text(struct path *path, const char *text) {
    size_t bytes = strlen(text);
    SANDBOX_ASSERT(path->bytes + bytes < PATH_BYTES_MAX);
    memcpy(path->text + path->bytes, text, bytes + 1);
    path->bytes += (uint32_t)bytes;
}

static void path_number(struct path *path, pid_t number) {
    SANDBOX_ASSERT(number > 0);
    char digits[12];
    uint32_t first = sizeof digits - 1;
    digits[first] = 0;
    for (; number > 0; number /= 10)
        digits[--first] = (char)('0' + number % 10);
    path_text(path, digits + first);
}

static struct path path_of(pid_t pid, const char *file) {
    struct path path = {.bytes = 0};
    path_text(&path, "/proc/");
    path_number(&path, pid);
    path_text(&path, file);
    return path;
}

/// Reads the start of a file as a string. Returns how many bytes, or -1 with errno.
static ssize_t read_text(const struct path *path, char *text, size_t text_bytes_max) {
    int fd = open(path->text, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    ssize_t count = read(fd, text, text_bytes_max - 1);
    int error = errno;
    close(fd);
    errno = error;
    if (count >= 0)
        text[count] = 0;
    return count;
}

static const char *skip_blanks(const char *text) {
    while (*text == ' ' || *text == '\t')
        text++;
    return text;
}

/// Reads a whole number and moves past it; 0 where there is none.
static uint64_t take_number(const char **text) {
    const char *digit = skip_blanks(*text);
    uint64_t value = 0;
    for (; *digit >= '0' && *digit <= '9'; digit++)
        value = value * 10 + (uint64_t)(*digit - '0');
    *text = digit;
    return value;
}

// -- The list

struct list {
    pid_t *pids;
    int count, max;
};

/// A process whose parent dies while the tree is walked shows up twice.
static void list_add(struct list *list, pid_t pid) {
    if (list->count == list->max)
        return;
    for (int i = 0; i < list->count; i++)
        if (list->pids[i] == pid)
            return;
    list->pids[list->count++] = pid;
}

static int add_children_of_thread(struct list *list, pid_t pid, pid_t thread) {
    struct path path = path_of(pid, "/task/");
    path_number(&path, thread);
    path_text(&path, "/children");
    int fd = open(path.text, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    char bytes[TEXT_BYTES_MAX];
    uint64_t child = 0;
    ssize_t count;
    while ((count = read(fd, bytes, sizeof bytes)) > 0) {
        for (ssize_t i = 0; i < count; i++) {
            if (bytes[i] >= '0' && bytes[i] <= '9') {
                child = child * 10 + (uint64_t)(bytes[i] - '0');
            } else if (child > 0) { // each number is followed by a blank
                list_add(list, (pid_t)child);
                child = 0;
            }
        }
    }
    close(fd);
    return 0;
}

/// Returns -1 with errno if the process cannot be read (any more).
static int add_children(struct list *list, pid_t pid) {
    struct path path = path_of(pid, "/task");
    int fd = open(path.text, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    int result = 0;
    struct sandbox_folder folder = {.fd = fd};
    const struct sandbox_folder_entry *entry;
    while ((entry = sandbox_folder_next(&folder)) != NULL) {
        const char *name = entry->name;
        pid_t thread = (pid_t)take_number(&name);
        if (thread == pid)
            result = add_children_of_thread(list, pid, thread);
        else if (thread > 0)
            add_children_of_thread(list, pid, thread); // a thread may end meanwhile
    }
    int error = errno;
    close(fd);
    errno = error;
    return result;
}

int sandbox_tree_children(pid_t parent_pid, pid_t *pids, int pids_max) {
    SANDBOX_ASSERT(parent_pid > 1 && pids_max > 0);
    struct list list = {.pids = pids, .count = 0, .max = pids_max};
    return add_children(&list, parent_pid) == 0 ? list.count : -1;
}

int sandbox_tree_list(pid_t root_pid, pid_t *pids, int pids_max) {
    SANDBOX_ASSERT(root_pid > 1 && pids_max > 0);
    struct list list = {.pids = pids, .count = 0, .max = pids_max};
    if (add_children(&list, root_pid) != 0)
        return -1;
    for (int i = 0; i < list.count; i++)
        add_children(&list, pids[i]);
    SANDBOX_ASSERT(list.count <= pids_max);
    return list.count;
}

int sandbox_list(pid_t warden_pid, pid_t *pids, int pids_max) {
    return sandbox_tree_list(warden_pid, pids, pids_max);
}

// -- What they use

/// The first figure on the line that starts with `name`; 0 where there is none (a zombie has no memory).
static uint64_t number_on_line(const char *text, const char *name) {
    const char *line = strstr(text, name);
    if (line == NULL)
        return 0;
    line += strlen(name);
    return take_number(&line);
}

struct memory {
    uint64_t anonymous_kb, shared_kb;
};

/// Resident anonymous and shared memory. Not statm: it puts shared memory, which costs as much, among the files.
static struct memory resident(pid_t pid) {
    char text[TEXT_BYTES_MAX];
    struct path path = path_of(pid, "/status");
    if (read_text(&path, text, sizeof text) <= 0)
        return (struct memory){0};
    return (struct memory){number_on_line(text, "\nRssAnon:"), number_on_line(text, "\nRssShmem:")};
}

/// The same with each page divided by the number of its owners. Where it cannot be read, `resident`.
static struct memory proportional(pid_t pid) {
    char text[TEXT_BYTES_MAX];
    struct path path = path_of(pid, "/smaps_rollup");
    if (read_text(&path, text, sizeof text) <= 0 || strstr(text, "\nPss_Anon:") == NULL)
        return resident(pid);
    return (struct memory){number_on_line(text, "\nPss_Anon:"), number_on_line(text, "\nPss_Shmem:")};
}

/// Files in memory (memfd) that processes hold open, mapped or not; each once.
struct memory_files {
    uint64_t inodes[MEMORY_FILES_MAX];
    uint32_t count;
    uint64_t size_kb;
};

static void add_memory_file(struct memory_files *files, int folder_fd, const char *name) {
    static const char mark[] = "/memfd:";
    char target[sizeof mark];
    struct stat status;
    ssize_t bytes = readlinkat(folder_fd, name, target, sizeof target);
    if (bytes < (ssize_t)sizeof mark - 1 || memcmp(target, mark, sizeof mark - 1) != 0)
        return;
    if (fstatat(folder_fd, name, &status, 0) != 0)
        return;
    for (uint32_t i = 0; i < files->count; i++)
        if (files->inodes[i] == status.st_ino)
            return;
    if (files->count < MEMORY_FILES_MAX)
        files->inodes[files->count++] = status.st_ino;
    files->size_kb += (uint64_t)status.st_blocks / 2;
}

static void add_memory_files(struct memory_files *files, pid_t pid) {
    struct path path = path_of(pid, "/fd");
    int fd = open(path.text, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    struct sandbox_folder folder = {.fd = fd};
    const struct sandbox_folder_entry *entry;
    while ((entry = sandbox_folder_next(&folder)) != NULL) {
        if (entry->name[0] != '.')
            add_memory_file(files, fd, entry->name);
    }
    close(fd);
}

/// Ticks of user and system time, of the process and of the children it has waited for, so that a chain of short
/// processes counts too.
static uint64_t cpu_ticks(pid_t pid) {
    enum { FIELDS_BEFORE_TIMES = 11 }; // state … cmajflt, after the name in brackets
    char text[TEXT_BYTES_MAX];
    struct path path = path_of(pid, "/stat");
    if (read_text(&path, text, sizeof text) <= 0)
        return 0;
    const char *field = strrchr(text, ')'); // the name itself may hold brackets
    if (field == NULL)
        return 0;
    field++;
    for (int i = 0; i < FIELDS_BEFORE_TIMES; i++) {
        field = skip_blanks(field);
        while (*field != ' ' && *field != 0)
            field++;
    }
    uint64_t ticks = 0;
    for (int i = 0; i < 4; i++) // utime stime cutime cstime
        ticks += take_number(&field);
    return ticks;
}

/// What the process and the children it has waited for have sent to disks, deleted files included.
static uint64_t written_kb(pid_t pid) {
    char text[TEXT_BYTES_MAX];
    struct path path = path_of(pid, "/io");
    if (read_text(&path, text, sizeof text) <= 0)
        return 0;
    return number_on_line(text, "\nwrite_bytes:") / 1024; // the file's unit is a byte
}

/// What lies in memory files is shared memory as soon as it is mapped: never counted twice, at times too low.
static uint64_t total_kb(const pid_t *pids, int count, struct memory (*measure)(pid_t), uint64_t files_kb) {
    struct memory total = {0};
    for (int i = 0; i < count; i++) {
        struct memory memory = measure(pids[i]);
        total.anonymous_kb += memory.anonymous_kb;
        total.shared_kb += memory.shared_kb;
    }
    return total.anonymous_kb + (total.shared_kb > files_kb ? total.shared_kb : files_kb);
}

int sandbox_measure(
    pid_t warden_pid, uint64_t memory_kb_max, struct sandbox_wish wish, struct sandbox_usage *usage) {
    *usage = (struct sandbox_usage){.memory_kb = 0};
    pid_t pids[SANDBOX_PROCESSES_MAX];
    int count = sandbox_tree_list(warden_pid, pids, SANDBOX_PROCESSES_MAX);
    if (count < 0)
        return -1;
    long ticks_per_second = sysconf(_SC_CLK_TCK);
    SANDBOX_ASSERT(ticks_per_second > 0);
    uint64_t ticks = 0;
    struct memory_files files = {.count = 0};
    usage->written_kb = wish.written ? written_kb(warden_pid) : 0; // it has waited for the orphans
    for (int i = 0; i < count; i++) {
        ticks += wish.cpu ? cpu_ticks(pids[i]) : 0;
        usage->written_kb += wish.written ? written_kb(pids[i]) : 0;
        if (wish.memory_files)
            add_memory_files(&files, pids[i]);
    }
    usage->cpu_ms = ticks * 1000 / (uint64_t)ticks_per_second;
    usage->processes_count = (uint32_t)count;
    usage->memory_kb = total_kb(pids, count, resident, files.size_kb);
    if (usage->memory_kb > memory_kb_max)
        usage->memory_kb = total_kb(pids, count, proportional, files.size_kb);
    return 0;
}

int sandbox_measure_temporary(pid_t warden_pid, uint32_t *files_count) {
    pid_t pids[SANDBOX_PROCESSES_MAX];
    int count = sandbox_tree_list(warden_pid, pids, SANDBOX_PROCESSES_MAX);
    if (count <= 0)
        return -1;
    // The youngest branch: bubblewrap's own process, which stands first, sees the machine's /tmp.
    struct path path = path_of(pids[count - 1], "/root/tmp");
    struct stat inside, outside;
    struct statfs status;
    if (stat(path.text, &inside) != 0 || stat("/tmp", &outside) != 0 || statfs(path.text, &status) != 0)
        return -1;
    if (inside.st_dev == outside.st_dev || status.f_type != TMPFS_MAGIC || status.f_files < status.f_ffree)
        return -1;
    uint64_t files = status.f_files - status.f_ffree;
    *files_count = files < UINT32_MAX ? (uint32_t)files : UINT32_MAX;
    return 0;
}

// -- What a user runs

static int64_t tasks_of(pid_t pid, uid_t user) {
    char text[TEXT_BYTES_MAX];
    struct path path = path_of(pid, "/status");
    if (read_text(&path, text, sizeof text) <= 0 || number_on_line(text, "\nUid:") != user)
        return 0;
    return (int64_t)number_on_line(text, "\nThreads:");
}

int64_t sandbox_tree_user_tasks(uid_t user) {
    int fd = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    int64_t tasks = 0;
    struct sandbox_folder folder = {.fd = fd};
    const struct sandbox_folder_entry *entry;
    while ((entry = sandbox_folder_next(&folder)) != NULL) {
        const char *name = entry->name;
        pid_t pid = (pid_t)take_number(&name);
        tasks += pid > 0 ? tasks_of(pid, user) : 0;
    }
    close(fd);
    return tasks;
}
