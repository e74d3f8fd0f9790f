import Foundation
import ServerKit

/// 손님마다 스레드 하나.
public func serve(_ listener: Listener) throws {
    while true {
        let connection = try listener.accept()
        Thread.detachNewThread { greet(connection) }
    }
}

private func greet(_ connection: Connection) {
    defer { connection.close() }
    do {
        while let name = try connection.readLine() { try connection.write("안녕, \(name)\n") }
    } catch {
        // 손님이 끊음: 이 연결만 끝냄.
    }
}
