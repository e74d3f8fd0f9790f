import Glibc
import ServerKit

public func runEcho(_ listener: Listener) throws {
    try setNonBlocking(listener.descriptor)
    var guests: [Int32: [UInt8]] = [:]
    while true {
        if let client = try? listener.accept() {
            try setNonBlocking(client.descriptor)
            guests[client.descriptor] = []
        }
        // 모두에게 차례로 물어봄: 읽을 것이 있나, 쓸 수 있나.
        for (fd, rest) in guests {
            let connection = Connection(descriptor: fd)
            var rest = rest
            do {
                if rest.isEmpty {
                    guard let bytes = try connection.read() else {
                        guests[fd] = nil
                        connection.close()
                        continue
                    }
                    rest = bytes
                }
                rest.removeFirst(try connection.writeSome(rest[...]))
            } catch let error as SystemError where error.wouldWait {
            } catch {
                guests[fd] = nil
                connection.close()
                continue
            }
            guests[fd] = rest
        }
    }
}
