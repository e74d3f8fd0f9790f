import Foundation
import ServerKit

/// 손님마다 스레드 하나.
public func serve(_ listener: Listener) throws {
    while true {
        let connection = try listener.accept()
        Thread.detachNewThread { echo(connection) }
    }
}

private func echo(_ connection: Connection) {
    do {
        while let bytes = try connection.read() { try connection.write(bytes) }
    } catch {
        // 손님이 끊음: 이 연결만 끝냄.
    }
}
