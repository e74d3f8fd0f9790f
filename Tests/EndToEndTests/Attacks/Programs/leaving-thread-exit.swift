// tries: Thread.exit() ends the test's thread and leaves nobody to report
// exercise: held-threads
// verdict-full: forbidden
// verdict-reduced: forbidden
// plain: no end in 15 s

import Foundation

func parallelSum(_ numbers: [Int], threads: Int) -> Int {
    Thread.exit()
    return -1
}
