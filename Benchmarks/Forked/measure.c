/* measure PROGRAM SCHEDULES: what an exploration costs a schedule, of the process that forks and of those it forks
   together. Prints wall and processor time and page faults. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval time) {
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int count, char **arguments) {
    if (count != 3) return 64;
    char command[128];
    int records = open("/dev/null", O_WRONLY);
    snprintf(command, sizeof command, "fd=%d schedules=%s", records, arguments[2]);
    setenv("SIL_EXPLORE", command, 1);
    double begun = now(), schedules = strtod(arguments[2], NULL);
    pid_t child = fork();
    if (child == 0) {
        execl(arguments[1], arguments[1], (char *)NULL);
        _exit(69);
    }
    int status = 0;
    struct rusage usage;
    if (child < 0 || wait4(child, &status, 0, &usage) != child || status != 0) {
        fprintf(stderr, "%s: did not end well\n", arguments[1]);
        return 70;
    }
    double wall = now() - begun, user = seconds(usage.ru_utime), system = seconds(usage.ru_stime);
    printf(
        "%-28s %8.0f %10.3f %10.3f %8.0f\n", arguments[1], schedules / wall, 1e3 * wall / schedules,
        1e3 * (user + system) / schedules, (double)usage.ru_minflt / schedules);
    return 0;
}
