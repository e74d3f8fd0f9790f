// tries: Starts threads until there are no more
// exercise: held-threads
// verdict-full: failed | crashed | timed_out | out_of_memory | deadlocked
// verdict-reduced: failed | crashed | timed_out | out_of_memory | deadlocked
// plain: 1 (0 of 3 passed)

import Foundation

func parallelSum(_ numbers: [Int], threads: Int) -> Int {
    for _ in 0..<10_000 { Thread.detachNewThread { Thread.sleep(forTimeInterval: 60) } }
    return -1
}
