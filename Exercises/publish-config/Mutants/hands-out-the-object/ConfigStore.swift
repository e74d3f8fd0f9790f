import Synchronization

struct Config: Equatable, Sendable {
    var host: String
    var port: Int
}

final class ConfigStore: Sendable {
    private final class Box: @unchecked Sendable {
        var config: Config

        init(_ config: Config) {
            self.config = config
        }
    }

    private let box: Mutex<Box>

    init(_ first: Config) {
        box = Mutex(Box(first))
    }

    func update(_ config: Config) {
        box.withLock { $0.config = config }
    }

    var current: Config {
        let box = box.withLock { $0 }
        return box.config
    }
}
