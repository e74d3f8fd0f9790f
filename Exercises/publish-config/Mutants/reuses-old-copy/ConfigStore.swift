import Synchronization

struct Config: Equatable, Sendable {
    var host: String
    var port: Int
}

final class ConfigStore: @unchecked Sendable {
    private var even: Config
    private var odd: Config
    private let writing = Mutex(())
    private let turn = Atomic(0)

    init(_ first: Config) {
        even = first
        odd = first
    }

    func update(_ config: Config) {
        writing.withLock { _ in
            let next = 1 - turn.load(ordering: .relaxed)
            if next == 0 { even = config } else { odd = config }
            turn.store(next, ordering: .releasing)
        }
    }

    var current: Config {
        turn.load(ordering: .acquiring) == 0 ? even : odd
    }
}
