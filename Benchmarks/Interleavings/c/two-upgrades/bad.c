#include <assert.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

/* Readers that find the table full want to become its writer without letting go in between. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int readers;
static bool is_written, is_wanted;
static int room;

static void read_begin(void) {
    pthread_mutex_lock(&lock);
    while (is_written || is_wanted) pthread_cond_wait(&changed, &lock);
    readers++;
    pthread_mutex_unlock(&lock);
}

static void read_end(void) {
    pthread_mutex_lock(&lock);
    readers--;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
}

/* False: somebody else is about to write, and waits for all readers to leave. */
static bool upgrade(void) {
    pthread_mutex_lock(&lock);
    bool may = true;
    if (may) {
        is_wanted = true;
        while (readers > 1) pthread_cond_wait(&changed, &lock);
        readers--;
        is_wanted = false;
        is_written = true;
    }
    pthread_mutex_unlock(&lock);
    return may;
}

static void write_end(void) {
    pthread_mutex_lock(&lock);
    is_written = false;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
}

static void *visitor(void *unused) {
    (void)unused;
    for (;;) {
        read_begin();
        if (room > 0) break;
        if (upgrade()) {
            room += 4;
            write_end();
        } else {
            read_end();
        }
    }
    read_end();
    return NULL;
}

int main(void) {
    pthread_t a, b;
    pthread_create(&a, NULL, visitor, NULL);
    pthread_create(&b, NULL, visitor, NULL);
    pthread_join(a, NULL);
    pthread_join(b, NULL);
    assert(room == 4);
    return 0;
}
