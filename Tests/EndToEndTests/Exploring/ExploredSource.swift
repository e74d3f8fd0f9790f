import Testing

/// A program for `sil explore`, and what must be found in it.
struct ExploredSource: Sendable, CustomTestStringConvertible {
    var file: String
    var text: String
    /// The kind that must be among the findings; nil for a sound program.
    var kind: String?
    /// A line that a step of the finding must stand at.
    var line: Int?
    /// A name that a step of the finding must speak of.
    var name: String?
    var testDescription: String { "\(file): \(kind ?? "sound")" }

    /// `count++` twice at once.
    static let counter = ExploredSource(
        file: "counter.c",
        text: """
            #include <assert.h>
            #include <pthread.h>

            static int count;

            static void *hit(void *unused) {
                count++;
                return unused;
            }

            int main(void) {
                pthread_t first, second;
                pthread_create(&first, NULL, hit, NULL);
                pthread_create(&second, NULL, hit, NULL);
                pthread_join(first, NULL);
                pthread_join(second, NULL);
                assert(count == 2);
            }
            """, kind: "assertion", line: 7, name: "count")

    /// Two workers and one signal: nobody waits for them, so that only `--thread-leaks` minds.
    static let unstoppedWorkers = ExploredSource(
        file: "workers.c",
        text: """
            #include <pthread.h>
            #include <stdbool.h>

            static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
            static pthread_cond_t stopped = PTHREAD_COND_INITIALIZER;
            static bool stops;

            static void *work(void *unused) {
                pthread_mutex_lock(&lock);
                while (!stops) pthread_cond_wait(&stopped, &lock);
                pthread_mutex_unlock(&lock);
                return unused;
            }

            int main(void) {
                pthread_t worker;
                for (int i = 0; i < 2; i++) pthread_create(&worker, NULL, work, NULL);
                pthread_mutex_lock(&lock);
                stops = true;
                pthread_cond_signal(&stopped);
                pthread_mutex_unlock(&lock);
                return 0;
            }
            """, kind: "leaked_thread", line: 10, name: "stopped")

    static let lockedCounter = ExploredSource(
        file: "locked.c",
        text: counter.text
            .replacing(
                "static int count;",
                with: "static int count;\nstatic pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;"
            )
            .replacing(
                "    count++;",
                with: "    pthread_mutex_lock(&m);\n    count++;\n    pthread_mutex_unlock(&m);"),
        kind: nil)

    /// Two locks in two orders.
    static let deadlock = ExploredSource(
        file: "dead lock.c",
        text: """
            #include <pthread.h>

            static pthread_mutex_t left = PTHREAD_MUTEX_INITIALIZER, right = PTHREAD_MUTEX_INITIALIZER;

            static void *one(void *unused) {
                pthread_mutex_lock(&left);
                pthread_mutex_lock(&right);
                pthread_mutex_unlock(&right);
                pthread_mutex_unlock(&left);
                return unused;
            }

            static void *other(void *unused) {
                pthread_mutex_lock(&right);
                pthread_mutex_lock(&left);
                pthread_mutex_unlock(&left);
                pthread_mutex_unlock(&right);
                return unused;
            }

            int main(void) {
                pthread_t first, second;
                pthread_create(&first, NULL, one, NULL);
                pthread_create(&second, NULL, other, NULL);
                pthread_join(first, NULL);
                pthread_join(second, NULL);
            }
            """, kind: "deadlock", line: 7, name: "left")

    /// A signal that may come before anybody waits.
    static let lostWakeup = ExploredSource(
        file: "wakeup.c",
        text: """
            #include <pthread.h>

            static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
            static pthread_cond_t ready = PTHREAD_COND_INITIALIZER;

            static void *wake(void *unused) {
                pthread_mutex_lock(&m);
                pthread_cond_signal(&ready);
                pthread_mutex_unlock(&m);
                return unused;
            }

            int main(void) {
                pthread_t thread;
                pthread_create(&thread, NULL, wake, NULL);
                pthread_mutex_lock(&m);
                pthread_cond_wait(&ready, &m);
                pthread_mutex_unlock(&m);
                pthread_join(thread, NULL);
            }
            """, kind: "lost_wakeup", line: 17, name: "ready")

    /// Top-level code, Foundation, a check and an act apart.
    static let swiftAccount = ExploredSource(
        file: "계좌.swift",
        text: """
            import Foundation

            final class Account: @unchecked Sendable {
                let lock = NSLock()
                var balance = 100

                func withdraw(_ amount: Int) {
                    lock.lock()
                    let enough = balance >= amount
                    lock.unlock()
                    guard enough else { return }
                    lock.lock()
                    balance -= amount
                    lock.unlock()
                }
            }

            let account = Account()
            let done = NSCondition()
            nonisolated(unsafe) var left = 2
            for _ in 0..<2 {
                Thread {
                    account.withdraw(80)
                    done.lock()
                    left -= 1
                    done.signal()
                    done.unlock()
                }.start()
            }
            done.lock()
            while left > 0 { done.wait() }
            done.unlock()
            precondition(account.balance >= 0, "balance below zero")
            """, kind: "assertion", line: 13, name: "balance")

    /// @main, two locks in two orders.
    static let swiftDeadlock = ExploredSource(
        file: "Deadlock.swift",
        text: """
            import Foundation

            @main
            struct Deadlock {
                static let left = NSLock()
                static let right = NSLock()

                static func main() {
                    let thread = Thread {
                        right.lock()
                        left.lock()
                        left.unlock()
                        right.unlock()
                    }
                    thread.start()
                    left.lock()
                    right.lock()
                    right.unlock()
                    left.unlock()
                    while !thread.isFinished { sched_yield() }
                }
            }
            """, kind: "deadlock", line: 11, name: "left")

    static let swiftRace = ExploredSource(
        file: "race.swift",
        text: """
            import Glibc

            nonisolated(unsafe) var total = 0
            var threads: [pthread_t] = []
            for _ in 0..<2 {
                var thread = pthread_t()
                pthread_create(&thread, nil, { _ in
                    total += 1
                    return nil
                }, nil)
                threads.append(thread)
            }
            for thread in threads { pthread_join(thread, nil) }
            """, kind: "data_race", line: 8, name: "total")

    static let swiftSound = ExploredSource(
        file: "sound.swift",
        text: """
            import Synchronization
            import Glibc

            let total = Mutex(0)
            var threads: [pthread_t] = []
            for _ in 0..<2 {
                var thread = pthread_t()
                pthread_create(&thread, nil, { _ in
                    total.withLock { $0 += 1 }
                    return nil
                }, nil)
                threads.append(thread)
            }
            for thread in threads { pthread_join(thread, nil) }
            precondition(total.withLock { $0 } == 2)
            """, kind: nil)

    static let faulty = [counter, deadlock, lostWakeup, swiftAccount, swiftDeadlock, swiftRace]
    static let sound = [lockedCounter, swiftSound]
}
