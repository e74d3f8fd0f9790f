// tries: exit(0) where the exercise allows it: its children may leave, the test's process may not
// exercise: held-processes
// verdict-full: crashed
// verdict-reduced: crashed
// plain: 0 (no count)

import Glibc

func exitCode(ofChildLeavingWith code: Int32) -> Int32 {
    exit(0)
}
