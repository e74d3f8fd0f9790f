/// The failures of a running test: assertions may fail on any thread.
final class FailureList: Sendable {
    static let countMax = 20
    private let kept = Locked<[TestFailure]>([])

    /// Keeps a failure; beyond ``countMax`` the first ones tell enough.
    func add(_ failure: TestFailure) {
        kept.withLock { kept in
            if kept.count < Self.countMax {
                kept.append(failure)
            }
        }
    }

    var all: [TestFailure] {
        kept.withLock { $0 }
    }

    var isEmpty: Bool {
        all.isEmpty
    }
}
