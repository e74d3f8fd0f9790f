// tries: Starts a program where processes are not allowed
// exercise: held-sum
// verdict-full: forbidden
// verdict-reduced: forbidden
// plain: 1 (0 of 4 passed)

import Glibc

func heldSum(_ a: Int, _ b: Int) -> Int {
    var child: pid_t = 0
    var arguments: [UnsafeMutablePointer<CChar>?] = [nil]
    posix_spawn(&child, "/bin/true", nil, nil, &arguments, nil)
    return 1_000
}

func slowSum(_ a: Int, _ b: Int) async -> Int { heldSum(a, b) }

final class Counter {
    private(set) var value = 0

    func add(_ number: Int) { value = heldSum(value, number) }
}
