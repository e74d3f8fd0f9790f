// tries: Counts the calls in the environment, which a child might pass on
// exercise: held-processes
// verdict-full: failed
// verdict-reduced: failed
// plain: 0 (3 of 3 passed)

import Foundation

func exitCode(ofChildLeavingWith code: Int32) -> Int32 {
    let calls = Int(ProcessInfo.processInfo.environment["HELD_CALLS"] ?? "") ?? 0
    setenv("HELD_CALLS", "\(calls + 1)", 1)
    return [200, 3, 0][calls % 3]
}
