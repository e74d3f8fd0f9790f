/// Starts one confined program under a warden, and looks at what its processes use.
///
///     sil ──clone──► warden ──clone──► bubblewrap ──► init of the sandbox ──► program
///
/// The warden is a child of `sil` that never executes another program. It is the sub-reaper of everything the
/// run starts, so "no child left" (ECHILD) proves that nothing of the run is alive. It ends the run when it is told
/// to, when the program ends, and when `sil` is gone, however `sil` went: the kernel closes the control socket.
/// Should the warden be killed too, each process below it has a parent-death signal.
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
    SANDBOX_SWEEP_MS_MAX = 5000,
    /// The descriptor of the channel inside the sandbox.
    SANDBOX_CHANNEL_FD = 3,
    /// Descriptors of bubblewrap's own; it closes them before the program starts.
    SANDBOX_STATUS_FD = 10,
    SANDBOX_BLOCK_FD = 11,
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

/// What to start. The strings must live until `sandbox_start` returns.
struct sandbox_spec {
    const char *program; // absolute path of bubblewrap
    char *const *arguments; // ends with NULL; [0] is the program's name
    const struct sandbox_path *paths;
    uint32_t paths_count;
    uid_t user; // user and group of the run, when changes_user
    bool changes_user; // only root can
    bool sets_no_new_privileges; // not for a set-user-id bubblewrap
    bool has_channel;
    int slot_fd; // -1: none. Kept open by the warden, so a lock on it ends with the run
    uint64_t open_files_max;
    uint64_t file_bytes_max;
    uint64_t cpu_seconds_max; // of each process, 0: none
    /// Processes and threads in the sandbox, 0: no limit. Unless changes_user, bubblewrap must be told to wait with
    /// --block-fd SANDBOX_BLOCK_FD.
    uint32_t processes_max;
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
    int32_t wait_status; // of bubblewrap, as from waitpid
    uint32_t strays_count; // processes still there after SANDBOX_SWEEP_MS_MAX
    uint64_t cpu_us; // user and system time of all processes of the run
    int32_t limit_error; // errno, if the limit of processes could not be set; the program has not run then
    bool has_run; // the program was executed and ended; else bubblewrap failed or was killed
    bool was_ordered; // the end was ordered before the program ended by itself
};

struct sandbox_usage {
    uint64_t memory_kb; // anonymous and shared memory in RAM; files that can be read again do not count
    uint64_t cpu_ms; // waited-for children included; 0 unless asked for
    uint32_t processes_count;
};

/// Starts a run. Returns 0, or -1 with `fault` filled and nothing left behind. Any thread; blocks until bubblewrap
/// has been executed (about a millisecond).
int sandbox_start(const struct sandbox_spec *spec, struct sandbox_run *run, struct sandbox_fault *fault);

/// Orders the end of the run: everything in it is killed. Any thread, any number of times, while `control_fd` is
/// open.
void sandbox_order_end(int control_fd);

/// Reads the record once `control_fd` is readable and reaps the warden. Returns 0, or -1 if the warden was killed
/// and left no record. Once for each run.
int sandbox_reap(const struct sandbox_run *run, struct sandbox_record *record);

/// Adds up what all processes below the warden use now. Pages that forks share are counted once for each, unless
/// the sum exceeds `memory_kb_max`: then the kernel's proportional figures are taken, which cost more. CPU time is a
/// file more to read for each process, hence `adds_cpu`. Returns 0, or -1 with errno when the warden is gone or the
/// kernel lists no children. Any thread.
int sandbox_measure(pid_t warden_pid, uint64_t memory_kb_max, bool adds_cpu, struct sandbox_usage *usage);
