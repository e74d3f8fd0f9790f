// BUG: assertion. <threads.h>: the lock of one's own is forgotten in one place.
#include <assert.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <threads.h>
#include <time.h>

static mtx_t lock;
static cnd_t changed;
static once_flag flag = ONCE_FLAG_INIT;
static tss_t key;
static int count, made;
static atomic_int destroyed;

static void make(void) {
    made++;
}

static void destroy(void *value) {
    atomic_fetch_add(&destroyed, *(int *)value);
}

static int add(void *argument) {
    static int one = 1;
    call_once(&flag, make);
    assert(made == 1);
    tss_set(key, &one);
#ifndef BUG
    mtx_lock(&lock);
#endif
    count++;
    cnd_signal(&changed);
#ifndef BUG
    mtx_unlock(&lock);
#endif
    thrd_yield();
    return (int)(long)argument;
}

int main(void) {
    thrd_t threads[2];
    int value = 0;
    mtx_init(&lock, mtx_plain | mtx_recursive);
    cnd_init(&changed);
    tss_create(&key, destroy);
    for (long i = 0; i < 2; i++) assert(thrd_create(&threads[i], add, (void *)(i - 7)) == thrd_success);
    thrd_sleep(&(struct timespec){.tv_nsec = 1}, NULL);
    mtx_lock(&lock);
    while (count == 0) cnd_wait(&changed, &lock);
    mtx_unlock(&lock);
    for (int i = 0; i < 2; i++) {
        assert(thrd_join(threads[i], &value) == thrd_success);
        assert(value == i - 7);
    }
    assert(count == 2);
    assert(destroyed == 2);
    cnd_destroy(&changed);
    mtx_destroy(&lock);
    return 0;
}
