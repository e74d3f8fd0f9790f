// BUG: assertion. A stack without a lock: compare-exchange succeeds on a node that has been away (ABA).
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>

enum { NODES = 3 };
static _Atomic uint32_t next[NODES + 1]; /* by number from 1; 0: none */
static _Atomic uint32_t top;             /* number, and above 16 bits how often it changed */
static _Atomic int owners[NODES + 1];

#ifdef BUG
#define CHANGED(old, node) (node)
#else
#define CHANGED(old, node) ((((old) >> 16) + 1) << 16 | (node))
#endif

static uint32_t pop(void) {
    uint32_t seen = top;
    while ((seen & 0xFFFF) != 0) {
        uint32_t below = next[seen & 0xFFFF];
        if (atomic_compare_exchange_strong(&top, &seen, CHANGED(seen, below))) break;
    }
    uint32_t node = seen & 0xFFFF;
    if (node != 0) assert(atomic_fetch_add(&owners[node], 1) == 0);
    return node;
}

static void push(uint32_t node) {
    atomic_fetch_sub(&owners[node], 1);
    uint32_t seen = top;
    do next[node] = seen & 0xFFFF;
    while (!atomic_compare_exchange_strong(&top, &seen, CHANGED(seen, node)));
}

static void *once(void *unused) {
    pop();
    return unused;
}

static void *and_back(void *unused) {
    uint32_t one = pop(), two = pop();
    if (one != 0) push(one);
    (void)two;
    return unused;
}

int main(void) {
    pthread_t threads[2];
    for (uint32_t node = 1; node <= NODES; node++) {
        owners[node] = 1;
        push(node);
    }
    pthread_create(&threads[0], NULL, once, NULL);
    pthread_create(&threads[1], NULL, and_back, NULL);
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    pop();
    pop();
    return 0;
}
