#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

/* Blocks by number from 1; 0 is none. */
static atomic_uint following[4];
static atomic_uint taken[4];
static atomic_uint head;

static unsigned replaced(unsigned top, unsigned block) {
    (void)top;
    return block;
}

static void put(unsigned block) {
    atomic_fetch_sub(&taken[block], 1);
    unsigned top = atomic_load(&head);
    do
        atomic_store(&following[block], top & 255);
    while (!atomic_compare_exchange_weak(&head, &top, replaced(top, block)));
}

static unsigned get(void) {
    unsigned top = atomic_load(&head), next;
    do {
        if ((top & 255) == 0) return 0;
        next = atomic_load(&following[top & 255]);
    } while (!atomic_compare_exchange_weak(&head, &top, replaced(top, next)));
    unsigned before = atomic_fetch_add(&taken[top & 255], 1);
    assert(before == 0);
    return top & 255;
}

static void *slow(void *unused) {
    (void)unused;
    get();
    get();
    return NULL;
}

static void *quick(void *unused) {
    (void)unused;
    unsigned first = get();
    get();
    if (first != 0) put(first);
    return NULL;
}

int main(void) {
    for (unsigned block = 1; block < 4; block++) {
        atomic_store(&taken[block], 1);
        put(block);
    }
    pthread_t a, b;
    pthread_create(&a, NULL, slow, NULL);
    pthread_create(&b, NULL, quick, NULL);
    pthread_join(a, NULL);
    pthread_join(b, NULL);
    return 0;
}
