struct Config: Equatable, Sendable {
    var host: String
    var port: Int
}

final class ConfigStore: @unchecked Sendable {
    private var config: Config

    init(_ first: Config) {
        config = first
    }

    func update(_ config: Config) {
        self.config = config
    }

    var current: Config {
        config
    }
}
