// BUG: assertion. Twenty sell the last seats; whether any is left is asked before it is taken.
#include <assert.h>
#include <pthread.h>
#include <stdbool.h>

enum { SELLERS = 20, SEATS = 18 };
static int sold;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *sell(void *unused) {
    pthread_mutex_lock(&lock);
    bool is_left = sold < SEATS;
#ifdef BUG
    pthread_mutex_unlock(&lock);
    pthread_mutex_lock(&lock);
#endif
    if (is_left) sold++;
    pthread_mutex_unlock(&lock);
    return unused;
}

int main(void) {
    pthread_t threads[SELLERS];
    for (int i = 0; i < SELLERS; i++) pthread_create(&threads[i], NULL, sell, NULL);
    for (int i = 0; i < SELLERS; i++) pthread_join(threads[i], NULL);
    assert(sold <= SEATS);
    return 0;
}
