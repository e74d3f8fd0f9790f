import Foundation
import ServerKit

public func serve(_ listener: Listener) throws {
    while true {
        let connection = try listener.accept()
        Thread.detachNewThread { echo(connection) }
    }
}

private func echo(_ connection: Connection) {
    defer { connection.close() }
    do {
        // 몇 바이트를 썼는지 버림.
        while let bytes = try connection.read() { _ = try connection.writeSome(bytes[...]) }
    } catch {
        return
    }
}
