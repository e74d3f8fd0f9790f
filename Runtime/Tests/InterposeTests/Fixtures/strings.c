// BUG: data_race. A text is read while another thread writes it, both by functions of libc.
#include <assert.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

static char name[32] = "nobody";
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *rename_it(void *argument) {
    char text[32];
#ifndef BUG
    pthread_mutex_lock(&lock);
#endif
    snprintf(text, sizeof text, "number %ld", (long)argument);
    strcpy(name, text);
    strcat(name, "!");
#ifndef BUG
    pthread_mutex_unlock(&lock);
#endif
    return NULL;
}

int main(void) {
    pthread_t thread;
    pthread_create(&thread, NULL, rename_it, (void *)7);
    pthread_mutex_lock(&lock);
    size_t length = strlen(name);
    assert(length == 6 || strcmp(name, "number 7!") == 0 || strncmp(name, "no", 2) != 0);
    pthread_mutex_unlock(&lock);
    pthread_join(thread, NULL);
    assert(memcmp(name, "number 7!", 10) == 0);
    return 0;
}
