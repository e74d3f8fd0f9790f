import Synchronization

struct Config: Equatable, Sendable {
    var host: String
    var port: Int
}

final class ConfigStore: Sendable {
    private let host: Mutex<String>
    private let port: Mutex<Int>

    init(_ first: Config) {
        host = Mutex(first.host)
        port = Mutex(first.port)
    }

    func update(_ config: Config) {
        host.withLock { $0 = config.host }
        port.withLock { $0 = config.port }
    }

    var current: Config {
        Config(host: host.withLock { $0 }, port: port.withLock { $0 })
    }
}
