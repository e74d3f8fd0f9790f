// BUG: assertion. A buffer in a circle whose reader does not ask whether there is anything.
#include <assert.h>
#include <pthread.h>
#include <stdbool.h>

enum { SIZE = 3, ITEMS = 5 };
static int buffer[SIZE], head, tail, count;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *produce(void *unused) {
    for (int i = 0; i < ITEMS;) {
        pthread_mutex_lock(&lock);
        if (count < SIZE) {
            buffer[head] = i++;
            head = (head + 1) % SIZE;
            count++;
        }
        pthread_mutex_unlock(&lock);
    }
    return unused;
}

static void *consume(void *unused) {
    for (int i = 0; i < ITEMS;) {
        pthread_mutex_lock(&lock);
#ifdef BUG
        bool is_there = count >= 0;
#else
        bool is_there = count > 0;
#endif
        if (is_there) {
            assert(buffer[tail] == i++);
            tail = (tail + 1) % SIZE;
            count--;
        }
        pthread_mutex_unlock(&lock);
    }
    return unused;
}

int main(void) {
    pthread_t threads[2];
    pthread_create(&threads[0], NULL, produce, NULL);
    pthread_create(&threads[1], NULL, consume, NULL);
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    return 0;
}
