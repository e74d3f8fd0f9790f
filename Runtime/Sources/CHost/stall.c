/* Whether all of a test waits for itself, and where. Called by the host.

   A tree of processes is stuck if there was a moment when every thread of it was waiting for another one
   of it. Two looks that find the same threads in the same calls, none of which has run in between, prove
   such a moment: each thread waited from the first look at it to the second, and every first look lies
   before every second one. */
#define _GNU_SOURCE
#include "internal.h"

#include <assert.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    STACK_BYTES_MAX = 256 * 1024,
    /* A call of libc without frame pointers lies at most so many words below the one who called it. */
    BARE_WORDS_MAX = 64,
    MAPS_BYTES_MAX = 512 * 1024,
};

/* Swift sets this bit in the saved frame pointer of an async function. */
static const uint64_t ASYNC_MARK = 1ull << 60;

typedef bool (*each_thread)(pid_t pid, pid_t tid, void *context);

/* Calls `each` for the threads of a process until it says false. False also if they cannot be listed. */
static bool for_threads(pid_t pid, each_thread each, void *context) {
    char path[PROC_PATH_BYTES];
    snprintf(path, sizeof path, "/proc/%d/task", pid);
    DIR *tasks = opendir(path);
    if (tasks == NULL) return false;
    bool goes_on = true;
    struct dirent *entry;
    while (goes_on && (entry = readdir(tasks)) != NULL) {
        pid_t tid = (pid_t)strtol(entry->d_name, NULL, 10);
        if (tid > 0) goes_on = each(pid, tid, context);
    }
    closedir(tasks);
    return goes_on;
}

/* ---- Looking */

typedef struct look {
    host_scene scene;
    bool is_known; /* the process is a copy of the host: its notes could be read */
    bool ticks;
    host_stall stall;
} look;

static void mix(uint64_t *mark, uint64_t word) {
    for (int byte = 0; byte < 8; byte++) *mark = (*mark ^ ((word >> (8 * byte)) & 0xFF)) * 0x100000001B3ull;
}

/* How often the thread has been taken off a processor: no thread runs without this changing once it waits
   again. */
static bool switches(pid_t pid, pid_t tid, uint64_t *count) {
    char path[PROC_PATH_BYTES], text[PROC_TEXT_BYTES];
    snprintf(path, sizeof path, "/proc/%d/task/%d/status", pid, tid);
    if (!host_read_text(path, text, sizeof text)) return false;
    const char *line = strstr(text, "\nvoluntary_ctxt_switches:");
    if (line == NULL) return false;
    *count = strtoull(line + strlen("\nvoluntary_ctxt_switches:"), NULL, 10);
    return true;
}

static bool has_ended(pid_t pid, pid_t tid) {
    char path[PROC_PATH_BYTES], text[PROC_TEXT_BYTES];
    snprintf(path, sizeof path, "/proc/%d/task/%d/stat", pid, tid);
    if (!host_read_text(path, text, sizeof text)) return false;
    const char *name_end = strrchr(text, ')'); /* the name itself may hold brackets */
    return name_end != NULL && (strncmp(name_end, ") Z", 3) == 0 || strncmp(name_end, ") X", 3) == 0);
}

static bool look_at_thread(pid_t pid, pid_t tid, void *context) {
    look *look = context;
    host_thread thread;
    if (!host_thread_read(pid, tid, &thread)) return has_ended(pid, tid);
    uint64_t switched = 0;
    if (!look->is_known || !switches(pid, tid, &switched)) return false;
    host_waiting waiting = host_waiting_of(&thread, &look->scene);
    if (waiting == HOST_MOVES) return false;
    /* What Dispatch does at a tick to another thread shows there. */
    if (waiting == HOST_TICKS) switched = 0;
    look->ticks = look->ticks || waiting == HOST_TICKS;
    const uint64_t words[] = {
        (uint64_t)pid, (uint64_t)tid, (uint64_t)thread.call, thread.arguments[0], thread.arguments[1],
        thread.stack_pointer, thread.instruction, switched,
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) mix(&look->stall.mark, words[i]);
    look->stall.threads_count++;
    return true;
}

static bool is_same_file(const char *left, const char *right) {
    struct stat left_info, right_info;
    if (stat(left, &left_info) != 0 || stat(right, &right_info) != 0) return false;
    return left_info.st_dev == right_info.st_dev && left_info.st_ino == right_info.st_ino;
}

/* Of a program started by exec the host cannot know the timers: then nothing is said. */
static bool read_notes(pid_t pid, host_timer_notes *notes) {
    char path[PROC_PATH_BYTES];
    snprintf(path, sizeof path, "/proc/%d/exe", pid);
    if (!is_same_file(path, "/proc/self/exe")) return false;
    return host_memory_read(pid, (uint64_t)(uintptr_t)&host_timers, notes, sizeof *notes) == sizeof *notes;
}

static bool has_timer(pid_t pid, const host_scene *scene) {
    char path[PROC_PATH_BYTES], text[64];
    if (scene->timers.alarm_ns > scene->now_ns) return true;
    /* Those made with timer_create, armed or not. */
    snprintf(path, sizeof path, "/proc/%d/timers", pid);
    return access(path, F_OK) != 0 || host_read_text(path, text, sizeof text);
}

/* ---- Pools

   Dispatch gives a pool no more threads than there are processors. Once a second it looks whether they all
   wait while there is work, and then it does start more: so a pool without a thread to spare may hold a
   block that would wake the others. */

enum { POOLS_MAX = 16, NAME_BYTES = 16 };

typedef struct pools {
    size_t count;
    struct pool {
        char name[NAME_BYTES];
        uint32_t threads_count, idle_count;
    } all[POOLS_MAX];
} pools;

static bool count_worker(pid_t pid, pid_t tid, void *context) {
    pools *pools = context;
    char path[PROC_PATH_BYTES], name[NAME_BYTES];
    snprintf(path, sizeof path, "/proc/%d/task/%d/comm", pid, tid);
    if (!host_read_text(path, name, sizeof name)) return true;
    name[strcspn(name, "\n")] = 0;
    size_t length = strlen(name), index = 0;
    if (length < 4 || strcmp(name + length - 4, "-qos") != 0) return true; /* what a worker's name ends in */
    while (index < pools->count && strcmp(pools->all[index].name, name) != 0) index++;
    if (index == POOLS_MAX) return false;
    if (index == pools->count) {
        pools->all[pools->count++] = (struct pool){.threads_count = 0};
        memcpy(pools->all[index].name, name, sizeof name);
    }
    host_thread thread;
    pools->all[index].threads_count++;
    if (host_thread_read(pid, tid, &thread) && host_is_idle_worker(&thread)) pools->all[index].idle_count++;
    return true;
}

static bool may_hold_work(pid_t pid) {
    pools pools = {.count = 0};
    if (!for_threads(pid, count_worker, &pools)) return true;
    long processors_count = sysconf(_SC_NPROCESSORS_ONLN);
    for (size_t i = 0; i < pools.count; i++) {
        bool is_full = (long)pools.all[i].threads_count >= processors_count;
        if (is_full && pools.all[i].idle_count == 0) return true;
    }
    return false;
}

/* ---- The whole tree */

static bool look_at_process(pid_t pid, look *look) {
    uint32_t before_count = look->stall.threads_count;
    look->ticks = false;
    look->is_known = read_notes(pid, &look->scene.timers);
    if (!for_threads(pid, look_at_thread, look)) return false;
    bool is_zombie = look->stall.threads_count == before_count;
    if (is_zombie) return true;
    if (look->ticks && may_hold_work(pid)) look->stall.needs_tick = true;
    return !has_timer(pid, &look->scene);
}

bool host_tree_stalls(const host_child *child, host_stall *stall) {
    assert(child != NULL && stall != NULL);
    struct stat record, output;
    if (fstat(child->record_fd, &record) != 0 || fstat(child->output_fd, &output) != 0) return false;
    look look = {
        .scene = {.outside = {record.st_ino, output.st_ino}, .now_ns = host_now_ns()},
        .stall = {.mark = 0xCBF29CE484222325ull},
    };
    /* Most tests that take their time compute: the first thread settles it without a list. */
    host_thread first;
    if (!host_thread_read(child->pid, child->pid, &first) && !has_ended(child->pid, child->pid)) return false;
    const pid_list *tree = host_tree(child->pid);
    if (tree->count == HOST_TREE_PROCESSES_MAX) return false;
    for (size_t i = 0; i < tree->count; i++) {
        if (!look_at_process(tree->pids[i], &look)) return false;
    }
    *stall = look.stall;
    return look.stall.threads_count > 0;
}

/* ---- Places */

typedef struct finding {
    host_places *places;
    struct stat library;
    uint64_t base, text_begin, text_end;
} finding;

/* Where a process has mapped the learner's library. False if it has not. */
static bool find_library(pid_t pid, finding *finding) {
    static char text[MAPS_BYTES_MAX];
    char path[PROC_PATH_BYTES];
    snprintf(path, sizeof path, "/proc/%d/maps", pid);
    if (!host_read_text(path, text, sizeof text)) return false;
    finding->base = finding->text_begin = finding->text_end = 0;
    for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        unsigned long begin, end, offset, inode;
        char rights[8];
        if (sscanf(line, "%lx-%lx %7s %lx %*s %lu", &begin, &end, rights, &offset, &inode) != 5) continue;
        if (inode != finding->library.st_ino) continue;
        if (offset == 0 && finding->base == 0) finding->base = begin;
        if (rights[2] != 'x') continue;
        finding->text_begin = begin;
        finding->text_end = end;
    }
    return finding->base != 0 && finding->text_end != 0;
}

static bool is_return_address(pid_t pid, const finding *finding, uint64_t address) {
    if (address < finding->text_begin + HOST_CALL_BYTES_MAX || address >= finding->text_end) return false;
    uint8_t before[HOST_CALL_BYTES_MAX];
    if (host_memory_read(pid, address - sizeof before, before, sizeof before) != sizeof before) return false;
    return host_is_after_call(before + sizeof before);
}

static void add_frame(host_place *place, const finding *finding, uint64_t address) {
    if (place->count == HOST_CRASH_FRAMES_MAX) return;
    place->offsets[place->count++] = address - 1 - finding->base; /* inside the call, not behind it */
}

/* Follows saved frame pointers from the word at `frame` on: each names the next, the return address lies
   above it. */
static void follow_frames(
    pid_t pid, const finding *finding, const uint64_t *words, size_t count, uint64_t bottom, uint64_t frame,
    host_place *place) {
    while (frame >= bottom && frame % sizeof *words == 0) {
        size_t index = (size_t)(frame - bottom) / sizeof *words;
        if (index + 1 >= count) return;
        if (is_return_address(pid, finding, words[index + 1])) add_frame(place, finding, words[index + 1]);
        uint64_t next = words[index] & ~ASYNC_MARK;
        if (next <= frame) return;
        frame = next;
    }
}

/* From the innermost call outwards: first what libc leaves without a frame pointer, then the chain of
   frames. */
static void find_frames(const host_thread *thread, const finding *finding, host_place *place) {
    static uint64_t words[STACK_BYTES_MAX / sizeof(uint64_t)];
    uint64_t bottom = thread->stack_pointer & ~7ull;
    size_t count = host_memory_read(thread->pid, bottom, words, sizeof words) / sizeof words[0];
    for (size_t i = 0; i < count; i++) {
        if (!is_return_address(thread->pid, finding, words[i])) continue;
        uint64_t place_of_word = bottom + i * sizeof words[0];
        uint64_t frame = i > 0 ? words[i - 1] & ~ASYNC_MARK : 0;
        bool is_chained = frame > place_of_word && frame - bottom < count * sizeof words[0];
        if (!is_chained && (i >= BARE_WORDS_MAX || place->count > 0)) continue;
        add_frame(place, finding, words[i]);
        if (!is_chained) continue;
        follow_frames(thread->pid, finding, words, count, bottom, frame, place);
        return;
    }
}

static bool place_thread(pid_t pid, pid_t tid, void *context) {
    finding *finding = context;
    host_thread thread;
    host_places *places = finding->places;
    if (places->count == HOST_PLACES_MAX) return false;
    if (!host_thread_read(pid, tid, &thread)) return true;
    host_place *place = &places->threads[places->count];
    *place = (host_place){.count = 0};
    find_frames(&thread, finding, place);
    if (place->count > 0) places->count++;
    return true;
}

void host_tree_places(pid_t root, int learner_fd, host_places *places) {
    assert(places != NULL);
    *places = (host_places){.count = 0};
    finding finding = {.places = places};
    if (fstat(learner_fd, &finding.library) != 0) return;
    const pid_list *tree = host_tree(root);
    for (size_t i = 0; i < tree->count; i++) {
        if (find_library(tree->pids[i], &finding)) for_threads(tree->pids[i], place_thread, &finding);
    }
}
