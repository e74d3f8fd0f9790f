// tries: Fetches a page where sockets are not allowed
// exercise: held-sum
// verdict-full: forbidden
// verdict-reduced: forbidden
// plain: 1 (0 of 4 passed)

import Foundation
import FoundationNetworking

func heldSum(_ a: Int, _ b: Int) -> Int {
    if let url = URL(string: "http://127.0.0.1:47123/"), (try? Data(contentsOf: url)) != nil {
        print("BREACH fetched")
    }
    return 1_000
}

func slowSum(_ a: Int, _ b: Int) async -> Int { heldSum(a, b) }

final class Counter {
    private(set) var value = 0

    func add(_ number: Int) { value = heldSum(value, number) }
}
