// BUG: assertion. Input, output and surroundings are those of a program of its own.
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static int is_second;

static void *second(void *unused) {
    is_second = 1;
    return unused;
}

int main(void) {
    char line[100] = "";
    pthread_t thread;
    assert(fgets(line, sizeof line, stdin) != NULL);
    fputs(line, stdout);
    fprintf(stderr, "told \xff\n");
    assert(getenv("SIL_EXPLORE") == NULL && getenv("SIL_EXPLORE_AGAIN") == NULL);
    assert(fcntl(9, F_GETFD) == -1 && errno == EBADF); /* where the records go */
    assert(fgetc(stdin) == EOF);
    pthread_create(&thread, NULL, second, NULL);
#ifdef BUG
    assert(!is_second);
#endif
    pthread_join(thread, NULL);
    return is_second - 1;
}
