import Foundation
import ServerKit

public func serve(_ listener: Listener) throws {
    while true {
        let connection = try listener.accept()
        Thread.detachNewThread { greet(connection) }
    }
}

private func greet(_ connection: Connection) {
    defer { connection.close() }
    do {
        while let bytes = try connection.read() {
            let name = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first ?? ""
            try connection.write("안녕, \(name)\n")
        }
    } catch {
        return
    }
}
