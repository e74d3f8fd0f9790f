#include <pthread.h>
#include <stddef.h>

static pthread_spinlock_t left, right;
static int moves;

static void move(pthread_spinlock_t *from, pthread_spinlock_t *to) {
    pthread_spin_lock(from);
    pthread_spin_lock(to);
    moves++;
    pthread_spin_unlock(to);
    pthread_spin_unlock(from);
}

static void *rightwards(void *unused) {
    move(&left, &right);
    return unused;
}

static void *leftwards(void *unused) {
    move(&right, &left);
    return unused;
}

int main(void) {
    pthread_spin_init(&left, PTHREAD_PROCESS_PRIVATE);
    pthread_spin_init(&right, PTHREAD_PROCESS_PRIVATE);
    pthread_t a, b;
    pthread_create(&a, NULL, rightwards, NULL);
    pthread_create(&b, NULL, leftwards, NULL);
    pthread_join(a, NULL);
    pthread_join(b, NULL);
    pthread_spin_destroy(&left);
    pthread_spin_destroy(&right);
    return 0;
}
