import Foundation
import Glibc
import ServerKit

public func serve(_ listener: Listener) throws {
    while true {
        let connection = try listener.accept()
        Thread.detachNewThread { echo(connection) }
    }
}

private func echo(_ connection: Connection) {
    defer { connection.close() }
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
        // -1을 모두 끝으로 봄.
        let count = read(connection.descriptor, &buffer, buffer.count)
        guard count > 0 else { return }
        do { try connection.write(Array(buffer.prefix(count))) } catch { return }
    }
}
