// tries: Waits for what never comes
// exercise: held-threads
// verdict-full: deadlocked | timed_out
// verdict-reduced: deadlocked | timed_out
// plain: no end in 15 s

import Foundation

func parallelSum(_ numbers: [Int], threads: Int) -> Int {
    DispatchSemaphore(value: 0).wait()
    return -1
}
