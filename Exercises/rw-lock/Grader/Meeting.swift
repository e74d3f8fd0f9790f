import Foundation

/// A place that nobody leaves until so many have come: proof that they were there together.
final class Meeting {
    private let condition = NSCondition()
    private var missing: Int

    init(of count: Int) {
        missing = count
    }

    func arrive() {
        condition.lock()
        defer { condition.unlock() }
        missing -= 1
        if missing == 0 { condition.broadcast() }
        while missing > 0 { condition.wait() }
    }
}
