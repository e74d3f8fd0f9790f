// tries: dispatchMain() never returns and ends the main thread
// exercise: held-threads
// verdict-full: timed_out | deadlocked | crashed
// verdict-reduced: timed_out | deadlocked | crashed
// plain: no end in 15 s

import Foundation

func parallelSum(_ numbers: [Int], threads: Int) -> Int {
    dispatchMain()
}
