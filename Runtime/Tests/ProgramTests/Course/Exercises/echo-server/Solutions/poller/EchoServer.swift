import ServerKit

/// 스레드 하나로 모두. 답이 밀린 손님에게서는 더 읽지 않음.
public func serve(_ listener: Listener) throws {
    let poller = try Poller()
    try setNonBlocking(listener.descriptor)
    try poller.add(listener.descriptor)
    var waiting: [Int32: ArraySlice<UInt8>] = [:]
    while true {
        for event in try poller.wait() {
            if event.descriptor == listener.descriptor {
                while let connection = try withoutWaiting({ try listener.accept() }) {
                    try setNonBlocking(connection.descriptor)
                    try poller.add(connection.descriptor)
                    waiting[connection.descriptor] = []
                }
                continue
            }
            let connection = Connection(descriptor: event.descriptor)
            do {
                var rest = waiting[event.descriptor] ?? []
                if rest.isEmpty {
                    guard let piece = try withoutWaiting({ try connection.read() ?? [] }) else { continue }
                    guard !piece.isEmpty else {
                        waiting[event.descriptor] = nil
                        connection.close()
                        continue
                    }
                    rest = piece[...]
                }
                rest = rest.dropFirst(try withoutWaiting { try connection.writeSome(rest) } ?? 0)
                waiting[event.descriptor] = rest
                try poller.change(event.descriptor, to: rest.isEmpty ? .reading : .writing)
            } catch {
                waiting[event.descriptor] = nil
                connection.close()
            }
        }
    }
}

/// nil: 지금은 할 수 없음.
private func withoutWaiting<Value>(_ body: () throws -> Value) throws -> Value? {
    do {
        return try body()
    } catch let error as SystemError where error.wouldWait {
        return nil
    }
}
