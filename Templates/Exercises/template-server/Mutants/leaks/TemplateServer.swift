import Foundation
import ServerKit

public func serve(_ listener: Listener) throws {
    while true {
        let connection = try listener.accept()
        Thread.detachNewThread { greet(connection) }
    }
}

private func greet(_ connection: Connection) {
    do {
        while let name = try connection.readLine() { try connection.write("안녕, \(name)\n") }
    } catch {
        return
    }
}
