import Foundation

struct Config: Equatable, Sendable {
    var host: String
    var port: Int
}

final class ConfigStore: @unchecked Sendable {
    private let lock = NSLock()
    private var config: Config

    init(_ first: Config) {
        config = first
    }

    func update(_ config: Config) {
        lock.lock()
        defer { lock.unlock() }
        self.config = config
    }

    var current: Config {
        config
    }
}
