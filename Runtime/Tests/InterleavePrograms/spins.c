#include "spins.h"

static int flag_word, other_flag, turn, data, inside;

static void *set_flag(void *unused) {
    (void)unused;
    WRITE(data, 1);
    STORE(flag_word, 1, IL_RELEASE);
    return NULL;
}

static void *await_flag(void *unused) {
    (void)unused;
    while (LOAD(flag_word, IL_ACQUIRE) == 0) {}
    check(READ(data) == 1);
    return NULL;
}

void flag(void *unused) {
    (void)unused;
    flag_word = data = 0;
    BOTH(await_flag, set_flag);
}

static void *await_flag_politely(void *unused) {
    (void)unused;
    while (LOAD(flag_word, IL_ACQUIRE) == 0) il_yield(PLACE);
    check(READ(data) == 1);
    return NULL;
}

void flag_with_yield(void *unused) {
    (void)unused;
    flag_word = data = 0;
    BOTH(await_flag_politely, set_flag);
}

static void *await_flag_asleep(void *unused) {
    (void)unused;
    int64_t nap_ns = 1000;
    while (LOAD(flag_word, IL_ACQUIRE) == 0) {
        il_sleep(nap_ns, PLACE);
        nap_ns *= 2;
    }
    return NULL;
}

void flag_with_sleep(void *unused) {
    (void)unused;
    flag_word = data = 0;
    BOTH(await_flag_asleep, set_flag);
}

static void *set_plain_flag(void *unused) {
    (void)unused;
    WRITE(flag_word, 1);
    return NULL;
}

static void *await_plain_flag(void *unused) {
    (void)unused;
    while (READ(flag_word) == 0) {}
    return NULL;
}

void plain_flag(void *unused) {
    (void)unused;
    flag_word = 0;
    BOTH(await_plain_flag, set_plain_flag);
}

static int wants[2];

static void enter_and_leave(void) {
    check(READ(inside) == 0);
    WRITE(inside, 1);
    WRITE(inside, 0);
}

static void *peterson_side(void *number) {
    int own = (int)(intptr_t)number, other = 1 - own;
    for (int i = 0; i < 2; i++) {
        STORE(wants[own], 1, IL_SEQ_CST);
        STORE(turn, other, IL_SEQ_CST);
        while (LOAD(wants[other], IL_SEQ_CST) == 1 && LOAD(turn, IL_SEQ_CST) == other) {}
        enter_and_leave();
        STORE(wants[own], 0, IL_SEQ_CST);
    }
    return NULL;
}

void peterson(void *unused) {
    (void)unused;
    wants[0] = wants[1] = turn = inside = 0;
    BOTH(peterson_side, peterson_side);
}

/* Says too late that it wants to enter. */
static void *broken_side(void *number) {
    int own = (int)(intptr_t)number, other = 1 - own;
    while (LOAD(wants[other], IL_SEQ_CST) == 1) {}
    STORE(wants[own], 1, IL_SEQ_CST);
    enter_and_leave();
    STORE(wants[own], 0, IL_SEQ_CST);
    return NULL;
}

void broken_peterson(void *unused) {
    (void)unused;
    wants[0] = wants[1] = inside = 0;
    BOTH(broken_side, broken_side);
}

static void *with_exchange_lock(void *unused) {
    (void)unused;
    while (EXCHANGE(flag_word, 1, IL_ACQUIRE) == 1) {}
    WRITE(data, READ(data) + 1);
    STORE(flag_word, 0, IL_RELEASE);
    return NULL;
}

void exchange_lock(void *unused) {
    (void)unused;
    flag_word = data = 0;
    int third = SPAWN(with_exchange_lock, 0);
    BOTH(with_exchange_lock, with_exchange_lock);
    JOIN(third);
    check(READ(data) == 3);
}

static void *with_compare_lock(void *unused) {
    (void)unused;
    while (!COMPARE(flag_word, 0, 1, IL_ACQUIRE)) {}
    WRITE(data, READ(data) + 1);
    STORE(flag_word, 0, IL_RELEASE);
    return NULL;
}

void compare_lock(void *unused) {
    (void)unused;
    flag_word = data = 0;
    int third = SPAWN(with_compare_lock, 0);
    BOTH(with_compare_lock, with_compare_lock);
    JOIN(third);
    check(READ(data) == 3);
}

static mutex lock;

static void *with_trylock(void *unused) {
    (void)unused;
    while (!TRYLOCK(lock)) {}
    WRITE(data, READ(data) + 1);
    UNLOCK(lock);
    return NULL;
}

void trylock_loop(void *unused) {
    (void)unused;
    data = 0;
    BOTH(with_trylock, with_trylock);
    check(READ(data) == 2);
}

static void *with_spin_lock(void *unused) {
    (void)unused;
    il_mutex_lock(AT(lock), IL_SPIN, IL_NEVER, PLACE);
    WRITE(data, READ(data) + 1);
    il_mutex_unlock(AT(lock), IL_SPIN, PLACE);
    return NULL;
}

void spin_lock(void *unused) {
    (void)unused;
    data = 0;
    BOTH(with_spin_lock, with_spin_lock);
    check(READ(data) == 2);
}

/* Gives up after some looks, and goes on as if the flag were set. */
static void *await_a_little(void *unused) {
    (void)unused;
    for (int i = 0; i < 10 && LOAD(flag_word, IL_ACQUIRE) == 0; i++) {}
    check(LOAD(flag_word, IL_ACQUIRE) == 1);
    return NULL;
}

void impatient(void *unused) {
    (void)unused;
    flag_word = data = 0;
    BOTH(await_a_little, set_flag);
}

static void *do_nothing(void *unused) { return unused; }

void flag_nobody_sets(void *unused) {
    (void)unused;
    flag_word = 0;
    BOTH(await_flag, do_nothing);
}

/* The same of plain memory, by the last thread left. */
void left_alone(void *unused) {
    (void)unused;
    flag_word = 0;
    int other = SPAWN(do_nothing, 0);
    JOIN(other);
    while (READ(flag_word) == 0) {}
}

/* Counts its looks in memory: nobody can see that it does nothing but look. */
static int looks;
static void *await_and_count(void *unused) {
    (void)unused;
    while (LOAD(flag_word, IL_ACQUIRE) == 0) WRITE(looks, looks + 1);
    return NULL;
}

void counted_wait(void *unused) {
    (void)unused;
    flag_word = data = looks = 0;
    BOTH(await_and_count, set_flag);
}

void clock_wait(void *unused) {
    (void)unused;
    int other = SPAWN(do_nothing, 0);
    int64_t end_ns = il_now_ns() + 3000000000;
    while (il_now_ns() < end_ns) {}
    JOIN(other);
}

static void *set_first(void *unused) {
    (void)unused;
    STORE(flag_word, 1, IL_RELEASE);
    return NULL;
}

static void *set_other(void *unused) {
    (void)unused;
    STORE(other_flag, 1, IL_RELEASE);
    return NULL;
}

/* Either will do. */
void two_flags(void *unused) {
    (void)unused;
    flag_word = other_flag = 0;
    int first = SPAWN(set_first, 0);
    while (LOAD(other_flag, IL_ACQUIRE) == 0 && LOAD(flag_word, IL_ACQUIRE) == 0) {}
    int other = SPAWN(set_other, 0);
    JOIN(first);
    JOIN(other);
}

/* A loop as compilers make it: each round writes its local variables anew, with what they held. Of two locals, since the second
   write settles the first. */
static mutex guard;
static int doorbell;

static void *await_inside(void *unused) {
    (void)unused;
    int kept = 0;
    char scratch[24] = {0};
    LOCK(guard);
    for (;;) {
        il_access_range(AT(scratch), sizeof scratch, true, PLACE);
        WRITE(kept, 7);
        BROADCAST(doorbell);
        if (READ(flag_word) != 0) break;
    }
    UNLOCK(guard);
    return NULL;
}

static void *set_inside(void *unused) {
    (void)unused;
    LOCK(guard);
    WRITE(flag_word, 1);
    UNLOCK(guard);
    return NULL;
}

/* Nobody can set what it waits for, while it holds the lock. */
void spin_inside_lock(void *unused) {
    (void)unused;
    flag_word = 0;
    BOTH(await_inside, set_inside);
}

/* The last thread left, with a local. */
void left_alone_with_local(void *unused) {
    (void)unused;
    flag_word = 0;
    int other = SPAWN(do_nothing, 0), kept = 0;
    JOIN(other);
    do WRITE(kept, 7);
    while (READ(flag_word) == 0);
}

/* The same with a bound that is kept in a local: it goes on, though nobody else does. */
static void *look_often(void *unused) {
    (void)unused;
    int rounds = 0, kept = 0;
    LOCK(guard);
    while (READ(flag_word) == 0 && READ(rounds) < 3000) {
        WRITE(kept, 7);
        WRITE(rounds, rounds + 1);
    }
    UNLOCK(guard);
    return NULL;
}

void bounded_spin_inside_lock(void *unused) {
    (void)unused;
    flag_word = 0;
    BOTH(look_often, set_inside);
}

/* A bound that is kept in a register: only letting it look long enough tells it from an endless loop. */
static void *look_by_register(void *unused) {
    (void)unused;
    LOCK(guard);
    for (register int rounds = 0; rounds < 30000; rounds++) {
        if (LOAD(flag_word, IL_ACQUIRE) != 0 || READ(other_flag) != 0) break;
    }
    WRITE(data, 1);
    UNLOCK(guard);
    return NULL;
}

void unseen_bound(void *unused) {
    (void)unused;
    flag_word = other_flag = data = 0;
    int first = SPAWN(look_by_register, 0), second = SPAWN(look_by_register, 1), last = SPAWN(set_inside, 2);
    JOIN(first);
    JOIN(second);
    JOIN(last);
    check(READ(data) == 1);
}
