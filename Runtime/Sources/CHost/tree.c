/* Processes as /proc shows them: listing a tree, killing it, weighing it. Called by the host only, which has
   one thread: the lists are static. */
#define _GNU_SOURCE
#include "internal.h"

#include <assert.h>
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SWEEP_NAP_US = 100, STOP_ROUNDS_MAX = 64 };

int64_t host_now_ns(void) {
    struct timespec now;
    int code = clock_gettime(CLOCK_MONOTONIC, &now);
    assert(code == 0);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

bool host_read_text(const char *path, char *text, size_t text_bytes) {
    assert(text_bytes > 1);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return false;
    size_t count = 0;
    ssize_t got;
    do {
        got = read(fd, text + count, text_bytes - 1 - count);
        if (got > 0) count += (size_t)got;
    } while (got > 0 && count < text_bytes - 1);
    close(fd);
    text[count] = 0;
    return count > 0;
}

/* At the limit the rest is left for the next listing. */
static void list_add(pid_list *list, pid_t pid) {
    assert(pid > 0);
    if (list->count < HOST_TREE_PROCESSES_MAX) list->pids[list->count++] = pid;
}

/* Adds the children forked by one thread. The file is a line of numbers, each followed by a blank. */
static void list_children_of_task(pid_list *list, pid_t pid, const char *task) {
    char path[PROC_PATH_BYTES + NAME_MAX];
    snprintf(path, sizeof path, "/proc/%d/task/%s/children", pid, task);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return;
    char bytes[4096];
    pid_t number = 0;
    ssize_t count;
    while ((count = read(fd, bytes, sizeof bytes)) > 0) {
        for (ssize_t i = 0; i < count; i++) {
            if (bytes[i] >= '0' && bytes[i] <= '9') {
                number = number * 10 + (bytes[i] - '0'); /* may end in the next piece */
            } else if (number > 0) {
                list_add(list, number);
                number = 0;
            }
        }
    }
    close(fd);
}

static void list_children(pid_list *list, pid_t pid) {
    char path[PROC_PATH_BYTES];
    snprintf(path, sizeof path, "/proc/%d/task", pid);
    DIR *tasks = opendir(path);
    if (tasks == NULL) return; /* it ended meanwhile */
    struct dirent *entry;
    while ((entry = readdir(tasks)) != NULL) {
        if (entry->d_name[0] != '.') list_children_of_task(list, pid, entry->d_name);
    }
    closedir(tasks);
}

/* Adds all descendants of those from `first` on. The list is its own queue. */
static void list_descend(pid_list *list, size_t first) {
    for (size_t i = first; i < list->count; i++) list_children(list, list->pids[i]);
}

static void list_signal(const pid_list *list, int signal_number) {
    assert(signal_number == SIGSTOP || signal_number == SIGKILL);
    for (size_t i = 0; i < list->count; i++) kill(list->pids[i], signal_number);
}

/* Adds all descendants of the first `own_count` and stops them, over and over until no new ones are found: what is
   stopped forks no more, and takes up its share of the limit of processes, so even a storm of forks dies down. */
static void list_stop(pid_list *list, size_t own_count) {
    size_t before;
    int rounds = 0;
    do {
        before = list->count;
        list->count = own_count;
        list_descend(list, 0);
        list_signal(list, SIGSTOP);
    } while (list->count != before && ++rounds < STOP_ROUNDS_MAX);
}

void host_tree_kill(pid_t root) {
    assert(root > 1);
    static pid_list tree;
    tree = (pid_list){.count = 1, .pids = {root}};
    list_signal(&tree, SIGSTOP);
    list_stop(&tree, 1);
    list_signal(&tree, SIGKILL);
}

int host_child_reap(host_child *child, int *status) {
    assert(child->pid > 1 && child->ended_fd >= 0);
    assert(status != NULL);
    struct pollfd ended = {.fd = child->ended_fd, .events = POLLIN};
    int code;
    do code = poll(&ended, 1, HOST_SWEEP_MS_MAX);
    while (code < 0 && errno == EINTR);
    if (code < 0) return errno;
    if (code == 0) return ETIMEDOUT;
    if (waitpid(child->pid, status, 0) != child->pid) return errno;
    close(child->ended_fd);
    child->ended_fd = -1;
    return 0;
}

static bool is_kept(pid_t pid, const pid_t *kept, size_t kept_count) {
    for (size_t i = 0; i < kept_count; i++) {
        if (kept[i] == pid) return true;
    }
    return false;
}

static void list_orphans(pid_list *list, const pid_t *kept, size_t kept_count) {
    static pid_list children;
    children.count = 0;
    list->count = 0;
    list_children(&children, getpid());
    for (size_t i = 0; i < children.count; i++) {
        if (!is_kept(children.pids[i], kept, kept_count)) list_add(list, children.pids[i]);
    }
}

bool host_has_orphans(const pid_t *kept, size_t kept_count) {
    static pid_list orphans;
    list_orphans(&orphans, kept, kept_count);
    return orphans.count > 0;
}

/* One round of a sweep: false if there was nothing to do. */
static bool sweep_once(const pid_t *kept, size_t kept_count) {
    static pid_list orphans;
    list_orphans(&orphans, kept, kept_count);
    size_t own_count = orphans.count; /* these are children of the host: only those can be reaped here */
    if (own_count == 0) return false;
    list_signal(&orphans, SIGSTOP);
    list_stop(&orphans, own_count);
    list_signal(&orphans, SIGKILL);
    size_t reaped = 0;
    for (size_t i = 0; i < own_count; i++) {
        if (waitpid(orphans.pids[i], NULL, WNOHANG) == orphans.pids[i]) reaped++;
    }
    if (reaped == 0) usleep(SWEEP_NAP_US); /* they are dying */
    return true;
}

int host_sweep(const pid_t *kept, size_t kept_count) {
    assert(kept != NULL || kept_count == 0);
    int64_t end_ns = host_now_ns() + (int64_t)HOST_SWEEP_MS_MAX * 1000000;
    /* The kernel promises a complete list only of stopped processes: believe "none" when it was said
       twice. */
    int quiet_rounds = 0;
    while (quiet_rounds < 2) {
        quiet_rounds = sweep_once(kept, kept_count) ? 0 : quiet_rounds + 1;
        if (host_now_ns() > end_ns) return ETIMEDOUT;
    }
    return 0;
}

/* The figure in kB on the line that begins with `name`; 0 where there is none, as of a zombie. */
static uint64_t kilobytes(const char *text, const char *name) {
    const char *line = strstr(text, name);
    return line == NULL ? 0 : strtoull(line + strlen(name), NULL, 10);
}

/* Resident anonymous and shared memory. Not statm: it puts shared mappings, which cost as much, among the
   files. */
static uint64_t resident_bytes(pid_t pid) {
    char path[PROC_PATH_BYTES], text[PROC_TEXT_BYTES];
    snprintf(path, sizeof path, "/proc/%d/status", pid);
    if (!host_read_text(path, text, sizeof text)) return 0;
    return (kilobytes(text, "\nRssAnon:") + kilobytes(text, "\nRssShmem:")) * 1024;
}

/* The same with each page divided by the number of its owners: of processes that share a mapping each
   holds a part. Slow, so asked for only where the sum of the whole pages is over the limit. */
static uint64_t proportional_bytes(pid_t pid) {
    char path[PROC_PATH_BYTES], text[PROC_TEXT_BYTES];
    snprintf(path, sizeof path, "/proc/%d/smaps_rollup", pid);
    bool is_told = host_read_text(path, text, sizeof text) && strstr(text, "\nPss_Anon:") != NULL;
    if (!is_told) return resident_bytes(pid);
    return (kilobytes(text, "\nPss_Anon:") + kilobytes(text, "\nPss_Shmem:")) * 1024;
}

/* A task folder has two links and one more for each thread. */
static uint64_t task_count(pid_t pid) {
    char path[PROC_PATH_BYTES];
    snprintf(path, sizeof path, "/proc/%d/task", pid);
    struct stat info;
    if (stat(path, &info) != 0 || info.st_nlink < 3) return 0;
    return (uint64_t)info.st_nlink - 2;
}

const pid_list *host_tree(pid_t root) {
    assert(root > 1);
    static pid_list tree;
    tree = (pid_list){.count = 1, .pids = {root}};
    list_descend(&tree, 0);
    return &tree;
}

bool host_tree_holds_more(pid_t root, uint64_t bytes_max) {
    const pid_list *tree = host_tree(root);
    uint64_t bytes = 0;
    for (size_t i = 0; i < tree->count; i++) bytes += resident_bytes(tree->pids[i]);
    if (bytes <= bytes_max) return false;
    bytes = 0;
    for (size_t i = 0; i < tree->count; i++) bytes += proportional_bytes(tree->pids[i]);
    return bytes > bytes_max;
}

uint64_t host_tree_tasks(pid_t root) {
    const pid_list *tree = host_tree(root);
    uint64_t tasks = 0;
    for (size_t i = 0; i < tree->count; i++) tasks += task_count(tree->pids[i]);
    return tasks;
}

size_t host_thread_count(void) {
    return (size_t)task_count(getpid());
}

/* The owner of /proc/PID is root where a process cannot be traced: only its status tells the user. */
static bool has_user(pid_t pid, uid_t user) {
    char path[PROC_PATH_BYTES], text[PROC_TEXT_BYTES];
    snprintf(path, sizeof path, "/proc/%d/status", pid);
    if (!host_read_text(path, text, sizeof text)) return false;
    const char *line = strstr(text, "\nUid:");
    return line != NULL && strtoul(line + 5, NULL, 10) == user;
}

uint64_t host_user_tasks(void) {
    DIR *processes = opendir("/proc");
    if (processes == NULL) return 0;
    uint64_t tasks = 0;
    struct dirent *entry;
    while ((entry = readdir(processes)) != NULL) {
        pid_t pid = isdigit((unsigned char)entry->d_name[0]) ? (pid_t)strtol(entry->d_name, NULL, 10) : 0;
        if (pid > 0 && has_user(pid, getuid())) tasks += task_count(pid);
    }
    closedir(processes);
    return tasks;
}

uint64_t host_oom_kills(void) {
    static char text[64 * 1024];
    if (!host_read_text("/proc/vmstat", text, sizeof text)) return 0;
    const char *line = strstr(text, "\noom_kill ");
    return line == NULL ? 0 : strtoull(line + strlen("\noom_kill "), NULL, 10);
}
