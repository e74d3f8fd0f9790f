import Foundation

final class Table: @unchecked Sendable {
    private let lock = NSLock()

    init(seats: Int) {}

    func dine(_ i: Int, eat: () -> Void) {
        lock.lock()
        defer { lock.unlock() }
        eat()
    }
}
