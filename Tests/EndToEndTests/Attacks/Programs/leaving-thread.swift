// tries: exit(0) from another thread while the test waits
// exercise: held-threads
// verdict-full: forbidden
// verdict-reduced: forbidden
// plain: 0 (no count)

import Foundation

func parallelSum(_ numbers: [Int], threads: Int) -> Int {
    Thread.detachNewThread { exit(0) }
    Thread.sleep(forTimeInterval: 1)
    return -1
}
