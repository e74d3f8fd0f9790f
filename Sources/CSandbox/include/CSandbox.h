/// Starts one confined program under a warden, and looks at what its processes use.
///
///     full      sil ──clone──► warden ──clone──► bubblewrap ──► init of the sandbox ──► program
///     reduced   sil ──clone──► warden ──clone──► program, behind Landlock and a system call filter
///     none      sil ──clone──► warden ──clone──► program
///
/// The warden is a child of `sil` that never executes another program. It is the sub-reaper of everything the
/// run starts, so "no child left" (ECHILD) proves that nothing of the run is alive. It ends the run when it is told
/// to, when the program ends, and when `sil` is gone, however `sil` went: the kernel closes the control socket.
/// Should the warden be killed too, its child has a parent-death signal, which in `full` takes everything along.
///
/// Nothing between clone and exec allocates memory or calls a function that takes a lock of the C library: the
/// parent has many threads, and the child has a copy of only one of them.
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum {
    /// Most processes of one run that are looked at; those beyond it are killed with the others, but not counted.
    SANDBOX_PROCESSES_MAX = 4096,
    /// Most host paths that are checked before the start.
    SANDBOX_PATHS_MAX = 64,
    /// How long the warden waits for killed processes to be gone. Only a process that hangs in the kernel (a dead
    /// disk) takes longer.
    SANDBOX_SWEEP_MS_MAX = 20000,
    /// The descriptor of the channel inside the sandbox.
    SANDBOX_CHANNEL_FD = 3,
    /// Descriptors of the job's own stand from here …
    SANDBOX_PASSED_FD_FIRST = 4,
    /// … to here, and are so many at most.
    SANDBOX_PASSED_FD_LAST = 63,
    SANDBOX_DESCRIPTORS_MAX = SANDBOX_PASSED_FD_LAST - SANDBOX_PASSED_FD_FIRST + 1,
    /// Descriptors of bubblewrap's own; it closes them before the program starts.
    SANDBOX_STATUS_FD = 64,
    SANDBOX_BLOCK_FD = 65,
    SANDBOX_FILTER_FD = 66,
    /// Where the child reports a fault; closed by the exec.
    SANDBOX_REPORT_FD = 67,
    /// Most files and folders in a run's own folder that are counted.
    SANDBOX_SCRATCH_FILES_MAX = 16384,
    /// Landlock of this version rules TCP …
    SANDBOX_LANDLOCK_ABI_NET = 4,
    /// … and of this one signals and abstract sockets.
    SANDBOX_LANDLOCK_ABI_SCOPE = 6,
};

enum sandbox_tier {
    SANDBOX_TIER_FULL = 0,
    SANDBOX_TIER_REDUCED,
    SANDBOX_TIER_NONE,
};

/// What was being done when the start failed.
enum sandbox_step {
    SANDBOX_STEP_NONE = 0,
    SANDBOX_STEP_DESCRIPTORS,
    SANDBOX_STEP_CLONE,
    SANDBOX_STEP_SESSION,
    SANDBOX_STEP_SUBREAPER,
    SANDBOX_STEP_CREDENTIALS,
    SANDBOX_STEP_PARENT_DEATH,
    SANDBOX_STEP_PATH,
    SANDBOX_STEP_LIMITS,
    SANDBOX_STEP_NO_NEW_PRIVILEGES,
    SANDBOX_STEP_SCRATCH,
    SANDBOX_STEP_FOLDER,
    SANDBOX_STEP_LANDLOCK,
    SANDBOX_STEP_FILTER,
    SANDBOX_STEP_EXEC,
    SANDBOX_STEP_COUNT,
};

struct sandbox_fault {
    int32_t step; // enum sandbox_step
    int32_t error; // errno
    int32_t path_index; // of `paths`, with SANDBOX_STEP_PATH
};

/// A host path that the run's user must be able to reach.
struct sandbox_path {
    const char *host;
    bool is_writable;
};

/// A descriptor of the caller's that the program gets.
struct sandbox_descriptor {
    int32_t from; // the caller's number
    int32_t to; // the program's, SANDBOX_PASSED_FD_FIRST to _LAST, each once
};

/// What to start. The strings and lists must live until `sandbox_begin` returns.
struct sandbox_spec {
    enum sandbox_tier tier;
    const char *program; // absolute path; in `full` of bubblewrap
    char *const *arguments; // ends with NULL; [0] is the program's name
    char *const *environment; // ends with NULL
    const char *folder; // where it starts
    const char *scratch; // NULL in `full`: the run's own folder, made at the start and removed at the end
    const struct sandbox_path *paths; // in `reduced` besides: what may be opened
    uint32_t paths_count;
    const struct sandbox_descriptor *descriptors;
    uint32_t descriptors_count;
    uid_t user; // user and group of the run, when changes_user
    bool changes_user; // only root can
    bool sets_no_new_privileges; // not for a set-user-id bubblewrap
    bool may_use_sockets; // in `reduced`; in `full` all may use their own network
    bool has_channel;
    int slot_fd; // -1: none. Kept open by the warden, so a lock on it ends with the run
    uint64_t open_files_max;
    uint64_t file_bytes_max;
    uint64_t cpu_seconds_max; // of each process, 0: none
    /// Processes and threads of the run, 0: no limit. In `full` and unless changes_user, bubblewrap must be told to
    /// wait with --block-fd SANDBOX_BLOCK_FD.
    uint32_t processes_max;
};

/// A run that has been begun. The parent's ends of its descriptors are close-on-exec.
struct sandbox_pending {
    pid_t warden_pid;
    int report_fd, control_fd, output_fd, errors_fd, channel_fd;
};

/// A run and the parent's ends of its descriptors, all close-on-exec. They belong to the caller.
struct sandbox_run {
    pid_t warden_pid; // no SIGCHLD comes for it, and wait(-1) of other code does not see it
    int control_fd;
    int output_fd; // non-blocking
    int errors_fd; // non-blocking
    int channel_fd; // a stream socket, or -1
};

/// The warden's last words.
struct sandbox_record {
    int32_t wait_status; // of bubblewrap, else of the program, as from waitpid
    uint32_t strays_count; // processes still there after SANDBOX_SWEEP_MS_MAX
    uint64_t cpu_us; // user and system time of all processes of the run
    int32_t limit_error; // errno, if the limit of processes could not be set; the program has not run then
    bool has_run; // the program was executed and ended; else bubblewrap failed or was killed
    bool was_ordered; // the end was ordered before the program ended by itself
};

struct sandbox_usage {
    uint64_t memory_kb; // anonymous and shared memory in RAM; files that can be read again do not count
    uint64_t cpu_ms; // waited-for children included; 0 unless asked for
    uint64_t written_kb; // to disks, by all that ever ran in it; 0 unless asked for
    uint32_t processes_count;
};

struct sandbox_scratch_usage {
    uint64_t disk_kb;
    uint32_t files_count; // folders and links too; SANDBOX_SCRATCH_FILES_MAX + 1 stands for more
    bool is_hidden; // some of it lies too deep, or in a folder without the right to read it
};

/// Which version of Landlock the kernel has; 0: none.
int sandbox_landlock_abi(void);

/// Begins a run without waiting for it. Returns 0, or -1 with `fault` filled and nothing left behind. Any thread.
int sandbox_begin(const struct sandbox_spec *spec, struct sandbox_pending *pending, struct sandbox_fault *fault);

/// Blocks until bubblewrap, or else the program, has been executed. Returns 0, or -1 with `fault` filled and nothing
/// left behind. Once for each run that was begun; any thread.
int sandbox_await(const struct sandbox_pending *pending, struct sandbox_run *run, struct sandbox_fault *fault);

/// Orders the end of the run: everything in it is killed. Any thread, any number of times, while `control_fd` is
/// open.
void sandbox_order_end(int control_fd);

/// Reads the record once `control_fd` is readable and reaps the warden. Returns 0, or -1 if the warden was killed
/// and left no record. Once for each run.
int sandbox_reap(const struct sandbox_run *run, struct sandbox_record *record);

/// What else than memory is to be added up: each is a file more to read for each process.
struct sandbox_wish {
    bool cpu, written;
    bool memory_files; // memory that may be in no process's address space
};

/// Adds up what all processes below the warden use now. Pages that forks share are counted once for each, unless
/// the sum exceeds `memory_kb_max`: then the kernel's proportional figures are taken, which cost more. Returns 0, or
/// -1 with errno when the warden is gone or the kernel lists no children. Any thread.
int sandbox_measure(
    pid_t warden_pid, uint64_t memory_kb_max, struct sandbox_wish wish, struct sandbox_usage *usage);

/// Lists the processes below the warden now, in `full` bubblewrap's own among them. Returns how many, or -1 with errno
/// when the warden is gone. Any thread.
int sandbox_list(pid_t warden_pid, pid_t *pids, int pids_max);

/// Adds up what lies in a run's own folder, whatever is being done there meanwhile. Returns 0, or -1 with errno when
/// it is gone. Any thread.
int sandbox_measure_scratch(const char *scratch, struct sandbox_scratch_usage *usage);

/// Counts the files of the private /tmp of a run in `full`, folders included. Returns 0, or -1 with errno if it
/// cannot be seen (yet). Any thread.
int sandbox_measure_temporary(pid_t warden_pid, uint32_t *files_count);
