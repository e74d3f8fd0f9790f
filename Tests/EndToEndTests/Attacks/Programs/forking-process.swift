// tries: Starts a program through Foundation where processes are not allowed
// exercise: held-sum
// verdict-full: forbidden
// verdict-reduced: forbidden
// plain: 1 (0 of 4 passed)

import Foundation

func heldSum(_ a: Int, _ b: Int) -> Int {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/true")
    try? process.run()
    return 1_000
}

func slowSum(_ a: Int, _ b: Int) async -> Int { heldSum(a, b) }

final class Counter {
    private(set) var value = 0

    func add(_ number: Int) { value = heldSum(value, number) }
}
