// BUG: deadlock. A spin lock is left locked on the way out.
#include <assert.h>
#include <pthread.h>

static int count;
static pthread_spinlock_t lock;

static void *add(void *unused) {
    pthread_spin_lock(&lock);
    count++;
#ifdef BUG
    if (count == 1) return unused;
#endif
    pthread_spin_unlock(&lock);
    return unused;
}

int main(void) {
    pthread_t threads[2];
    pthread_spin_init(&lock, PTHREAD_PROCESS_PRIVATE);
    for (int i = 0; i < 2; i++) pthread_create(&threads[i], NULL, add, NULL);
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    assert(count == 2);
    return 0;
}
