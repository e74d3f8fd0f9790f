#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

static atomic_int initialised;
static atomic_int initialisations;

static void initialise(void) {
    atomic_fetch_add(&initialisations, 1);
}

static void *start(void *unused) {
    (void)unused;
    if (!atomic_load(&initialised)) {
        initialise();
        atomic_store(&initialised, 1);
    }
    return NULL;
}

int main(void) {
    pthread_t threads[3];
    for (int i = 0; i < 3; i++) pthread_create(&threads[i], NULL, start, NULL);
    for (int i = 0; i < 3; i++) pthread_join(threads[i], NULL);
    assert(atomic_load(&initialisations) == 1);
    return 0;
}
