#include "conditions.h"
#include "counters.h"
#include "locks.h"
#include "publication.h"
#include "spins.h"
#include "threads.h"

static bool has_failed;

void check(bool holds) {
    if (holds) return;
    has_failed = true;
    if (il_controlled()) il_mark(IL_FAIL, 0, 0, PLACE);
}

bool sample_failed(void) {
    bool failed = has_failed;
    has_failed = false;
    return failed;
}

#define SAMPLE(function, ...) {.name = #function, .body = function, __VA_ARGS__}

static const sample samples[] = {
    SAMPLE(locked_counter),
    SAMPLE(racy_counter, .fails = true, .races = true),
    SAMPLE(torn_counter, .fails = true),
    SAMPLE(load_store_counter, .fails = true),
    SAMPLE(atomic_counter),
    SAMPLE(compare_counter),
    SAMPLE(crowd_in_two_stages, .fails = true, .is_big = true),
    SAMPLE(crowd_of_closures, .fails = true, .is_big = true),
    SAMPLE(crowd, .fails = true, .is_big = true),
    SAMPLE(long_counter, .is_big = true),
    SAMPLE(long_racy_counter, .fails = true, .races = true, .is_big = true),
    SAMPLE(crossed_locks, .outcome = IL_OUTCOME_DEADLOCK),
    SAMPLE(ordered_locks),
    SAMPLE(crossed_locks_with_retreat),
    SAMPLE(locked_twice, .outcome = IL_OUTCOME_DEADLOCK),
    SAMPLE(recursive_lock),
    SAMPLE(checked_lock),
    SAMPLE(philosophers, .outcome = IL_OUTCOME_DEADLOCK),
    SAMPLE(ring_of_ten, .outcome = IL_OUTCOME_DEADLOCK),
    SAMPLE(skewed_ring, .outcome = IL_OUTCOME_DEADLOCK, .is_big = true),
    SAMPLE(readers_and_writer),
    SAMPLE(upgraded_readers, .outcome = IL_OUTCOME_DEADLOCK),
    SAMPLE(patient_lock, .fails = true, .timeouts_max = 2),
    SAMPLE(destroyed_in_use, .outcome = IL_OUTCOME_DESTROYED_LOCK),
    SAMPLE(used_after_destroy, .outcome = IL_OUTCOME_DESTROYED_LOCK),
    SAMPLE(destroyed_and_renewed),
    SAMPLE(stuck_beside_main, .outcome = IL_OUTCOME_DEADLOCK),
    SAMPLE(lock_of_the_dead, .outcome = IL_OUTCOME_DEADLOCK),
    SAMPLE(signal_before_wait, .outcome = IL_OUTCOME_LOST_WAKEUP),
    SAMPLE(careful_wait, .spurious_max = 1),
    SAMPLE(wait_that_trusts, .fails = true, .spurious_max = 1),
    SAMPLE(buffer_with_if, .fails = true),
    SAMPLE(buffer, .spurious_max = 1),
    SAMPLE(one_signal_for_two, .outcome = IL_OUTCOME_LOST_WAKEUP),
    SAMPLE(nested_monitor, .outcome = IL_OUTCOME_DEADLOCK),
    SAMPLE(timed_wait, .timeouts_max = 2),
    SAMPLE(timed_wait_that_trusts, .fails = true, .timeouts_max = 2),
    SAMPLE(woken_then_destroyed),
    SAMPLE(semaphores),
    SAMPLE(semaphore_short, .outcome = IL_OUTCOME_DEADLOCK),
    SAMPLE(barrier_rounds),
    SAMPLE(barrier_short, .outcome = IL_OUTCOME_DEADLOCK),
    SAMPLE(once),
    SAMPLE(once_in_itself, .outcome = IL_OUTCOME_DEADLOCK),
    SAMPLE(flag),
    SAMPLE(flag_with_yield),
    SAMPLE(flag_with_sleep),
    SAMPLE(plain_flag, .races = true),
    SAMPLE(peterson),
    SAMPLE(broken_peterson, .fails = true, .races = true),
    SAMPLE(exchange_lock),
    SAMPLE(compare_lock),
    SAMPLE(trylock_loop),
    SAMPLE(spin_lock),
    SAMPLE(impatient, .fails = true),
    SAMPLE(flag_nobody_sets, .outcome = IL_OUTCOME_LIVELOCK),
    SAMPLE(left_alone, .outcome = IL_OUTCOME_LIVELOCK),
    SAMPLE(spin_inside_lock, .outcome = IL_OUTCOME_LIVELOCK),
    SAMPLE(left_alone_with_local, .outcome = IL_OUTCOME_LIVELOCK),
    SAMPLE(bounded_spin_inside_lock),
    SAMPLE(unseen_bound, .looks_long = true, .is_big = true),
    SAMPLE(counted_wait),
    SAMPLE(clock_wait),
    SAMPLE(two_flags),
    SAMPLE(published_relaxed, .races = true),
    SAMPLE(published),
    SAMPLE(published_by_fences),
    SAMPLE(fence_on_one_side, .races = true),
    SAMPLE(release_sequence),
    SAMPLE(broken_release_sequence, .races = true),
    SAMPLE(halves_of_a_word),
    SAMPLE(atomic_beside_plain, .races = true),
    SAMPLE(reused_memory),
    SAMPLE(edges),
    SAMPLE(read_without_join, .races = true),
    SAMPLE(futex_handover),
    SAMPLE(values),
    SAMPLE(detached),
    SAMPLE(unjoined, .fails = true),
    SAMPLE(workers_left_waiting),
    SAMPLE(leaked, .outcome = IL_OUTCOME_LEAKED_THREAD, .judges_leaks = true, .end = IL_END_FINISH),
    SAMPLE(endless_helper),
    SAMPLE(endless, .outcome = IL_OUTCOME_STEP_LIMIT, .is_big = true),
    SAMPLE(joins_each_other, .outcome = IL_OUTCOME_DEADLOCK),
    SAMPLE(ends_by_exit),
    SAMPLE(too_many, .outcome = IL_OUTCOME_TOO_BIG, .is_big = true),
    SAMPLE(joined_in_time, .timeouts_max = 1),
    SAMPLE(slept_for_order, .fails = true),
};

int samples_count(void) { return sizeof samples / sizeof samples[0]; }

const sample *sample_at(int index) { return &samples[index]; }

static int fickle_runs, fickle_word;

static void *look_or_write(void *unused) {
    (void)unused;
    if (fickle_runs == 1) WRITE(fickle_word, 1);
    else (void)READ(fickle_word);
    return NULL;
}

void fickle_body(void *unused) {
    (void)unused;
    fickle_runs = fickle_runs == 1 ? 2 : 1;
    BOTH(look_or_write, look_or_write);
}
