#define _GNU_SOURCE
#include "program.h"

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { EXIT_RIGHT = 0, EXIT_FAILED = 1 };

static void leave(void) { _exit(sample_failed() ? EXIT_FAILED : EXIT_RIGHT); }

static void schedule_over(il_outcome outcome, void *context) {
    (void)outcome, (void)context;
    leave();
}

int sample_run_forked(const sample *sample, const il_config *config, il_trace *trace, bool *failed) {
    il_setup setup = {.switching = il_switching_used(), .schedule_over = schedule_over};
    if (il_start(&setup) != 0) return -1;
    /* fork() would take the stacks of the pool away; _Fork() leaves the locks of malloc as they are. */
    pid_t child = il_switching_used() == IL_SWITCH_USER ? _Fork() : fork();
    if (child == 0) {
        il_schedule_begin(config, trace);
        sample->body(NULL);
        il_schedule_end(0); /* as il_schedule_run ends it */
        leave();
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status)) return -1;
    *failed = WEXITSTATUS(status) == EXIT_FAILED;
    return WEXITSTATUS(status) <= EXIT_FAILED ? (int)trace->outcome : -1;
}

il_trace *sample_trace_shared(void) {
    void *memory = mmap(
        NULL, sizeof(il_trace), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return memory != MAP_FAILED ? memory : NULL;
}

void sample_trace_free(il_trace *trace) { munmap(trace, sizeof *trace); }

const il_step *sample_steps(const il_trace *trace) { return trace->steps; }
