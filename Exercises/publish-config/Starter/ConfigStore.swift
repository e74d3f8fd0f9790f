/// 서버 설정 한 벌.
struct Config: Equatable, Sendable {
    var host: String
    var port: Int
}

/// 지금 쓰는 설정을 들고 있음. 설정을 다시 읽는 스레드가 바꾸고, 요청을 맡은 스레드들이 봄.
final class ConfigStore: @unchecked Sendable {
    private var host: String
    private var port: Int

    init(_ first: Config) {
        host = first.host
        port = first.port
    }

    /// 설정을 통째로 바꿈. 돌아온 뒤에 current를 보는 스레드는 새 설정을 봄.
    func update(_ config: Config) {
        // 1. 둘 사이에서 누가 읽으면, 새 host와 옛 port가 섞인 설정을 봄.
        host = config.host
        port = config.port
    }

    /// 지금 설정. 언제 보아도 누군가 update에 넣은 한 벌 그대로임.
    var current: Config {
        // 2. 보는 쪽도 한 덩어리로 읽어야 함.
        Config(host: host, port: port)
    }
}
