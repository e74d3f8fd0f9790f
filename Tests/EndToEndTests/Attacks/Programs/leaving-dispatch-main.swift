// tries: dispatchMain() never returns and ends the main thread
// exercise: held-threads
// verdict-full: forbidden | crashed | deadlocked | timed_out
// verdict-reduced: forbidden | crashed | deadlocked | timed_out
// plain: ?

import Foundation

func parallelSum(_ numbers: [Int], threads: Int) -> Int {
    dispatchMain()
}
