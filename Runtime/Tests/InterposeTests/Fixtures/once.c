// BUG: assertion. A flag of one's own instead of pthread_once: two threads initialise.
#include <assert.h>
#include <pthread.h>

static int made, is_made;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void make(void) {
    made++;
}

static void *use(void *unused) {
#ifdef BUG
    if (!is_made) {
        make();
        is_made = 1;
    }
#else
    pthread_once(&once, make);
#endif
    assert(made == 1);
    return unused;
}

int main(void) {
    pthread_t threads[3];
    for (int i = 0; i < 3; i++) pthread_create(&threads[i], NULL, use, NULL);
    for (int i = 0; i < 3; i++) pthread_join(threads[i], NULL);
    return is_made - is_made;
}
