// BUG: assertion. A withdrawal looks at the balance outside the lock.
#include <assert.h>
#include <pthread.h>

static int balance = 100;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *withdraw(void *unused) {
#ifdef BUG
    int seen = balance;
    pthread_mutex_lock(&lock);
#else
    pthread_mutex_lock(&lock);
    int seen = balance;
#endif
    if (seen >= 100) balance -= 100;
    pthread_mutex_unlock(&lock);
    return unused;
}

int main(void) {
    pthread_t threads[2];
    for (int i = 0; i < 2; i++) pthread_create(&threads[i], NULL, withdraw, NULL);
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    assert(balance == 0);
    return 0;
}
