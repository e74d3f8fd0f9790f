import Synchronization

struct Config: Equatable, Sendable {
    var host: String
    var port: Int
}

final class ConfigStore: @unchecked Sendable {
    private var zero: Config
    private var one: Config
    private var two: Config
    private var three: Config
    private let writing = Mutex(())
    private let newest = Atomic(0)

    init(_ first: Config) {
        zero = first
        one = first
        two = first
        three = first
    }

    func update(_ config: Config) {
        writing.withLock { _ in
            let next = newest.load(ordering: .relaxed) + 1
            switch next % 4 {
            case 0: zero = config
            case 1: one = config
            case 2: two = config
            default: three = config
            }
            newest.store(next, ordering: .relaxed)
        }
    }

    var current: Config {
        switch newest.load(ordering: .relaxed) % 4 {
        case 0: zero
        case 1: one
        case 2: two
        default: three
        }
    }
}
