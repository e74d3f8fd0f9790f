import Foundation

struct Config: Equatable, Sendable {
    var host: String
    var port: Int
}

/// 한번 만들면 바뀌지 않는 객체를 통째로 바꿔 끼움. 락은 바꿔 끼우고 꺼낼 때만 쥠.
final class ConfigStore: @unchecked Sendable {
    private final class Snapshot: Sendable {
        let config: Config

        init(_ config: Config) {
            self.config = config
        }
    }

    private let lock = NSLock()
    private var snapshot: Snapshot

    init(_ first: Config) {
        snapshot = Snapshot(first)
    }

    func update(_ config: Config) {
        let new = Snapshot(config)
        lock.lock()
        snapshot = new
        lock.unlock()
    }

    var current: Config {
        lock.lock()
        let seen = snapshot
        lock.unlock()
        return seen.config
    }
}
