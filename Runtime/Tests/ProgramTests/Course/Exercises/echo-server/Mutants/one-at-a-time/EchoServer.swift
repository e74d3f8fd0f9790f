import ServerKit

/// 한 번에 한 손님.
public func serve(_ listener: Listener) throws {
    while true {
        let connection = try listener.accept()
        echo(connection)
    }
}

private func echo(_ connection: Connection) {
    defer { connection.close() }
    do {
        while let bytes = try connection.read() { try connection.write(bytes) }
    } catch {
        // 손님이 끊음: 이 연결만 끝냄.
    }
}
