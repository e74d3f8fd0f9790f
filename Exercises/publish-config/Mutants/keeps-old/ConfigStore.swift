import Synchronization

struct Config: Equatable, Sendable {
    var host: String
    var port: Int
}

final class ConfigStore: Sendable {
    private let config: Mutex<Config>

    init(_ first: Config) {
        config = Mutex(first)
    }

    func update(_ config: Config) {
        _ = self.config.withLockIfAvailable { $0 = config }
    }

    var current: Config {
        config.withLock { $0 }
    }
}
