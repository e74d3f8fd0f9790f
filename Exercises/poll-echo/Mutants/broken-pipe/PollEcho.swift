import Glibc
import ServerKit

/// 손님 하나는 두 상태 가운데 하나임: 읽기를 기다리거나(`rest`가 빔), 쓰기를 기다리거나.
private struct Guest {
    let connection: Connection
    var rest: ArraySlice<UInt8> = []
}

public func runEcho(_ listener: Listener) throws {
    let poller = try Poller()
    var guests: [Int32: Guest] = [:]
    try setNonBlocking(listener.descriptor)
    try poller.add(listener.descriptor)
    // 받지 못하는 동안은 듣는 소켓을 빼 둠. 두면 poll이 쉬지 않고 돌아옴.
    var acceptsAgain: Double?
    while true {
        let events = try poller.wait(milliseconds: acceptsAgain == nil ? nil : 10)
        if let time = acceptsAgain, wallClock() >= time {
            try poller.add(listener.descriptor)
            acceptsAgain = nil
        }
        for event in events {
            if event.descriptor == listener.descriptor {
                do {
                    let connection = try listener.accept()
                    try setNonBlocking(connection.descriptor)
                    try poller.add(connection.descriptor)
                    guests[connection.descriptor] = Guest(connection: connection)
                } catch let error as SystemError where !error.wouldWait {
                    try poller.remove(listener.descriptor)
                    acceptsAgain = wallClock() + 0.01
                } catch {}
            } else if var guest = guests.removeValue(forKey: event.descriptor) {
                let wasWriting = !guest.rest.isEmpty
                guard goesOn(&guest) else {
                    try poller.remove(event.descriptor)
                    guest.connection.close()
                    continue
                }
                if wasWriting != !guest.rest.isEmpty {
                    try poller.change(event.descriptor, to: guest.rest.isEmpty ? .reading : .writing)
                }
                guests[event.descriptor] = guest
            }
        }
    }
}

/// - Returns: 이 손님과 더 할 일이 있는지.
private func goesOn(_ guest: inout Guest) -> Bool {
    do {
        if guest.rest.isEmpty {
            guard let bytes = try guest.connection.read(upTo: 16_384) else { return false }
            guest.rest = bytes[...]
        }
        while !guest.rest.isEmpty {
            guest.rest = guest.rest.dropFirst(try writeSome(guest.connection.descriptor, guest.rest))
        }
        return true
    } catch let error as SystemError {
        return error.wouldWait
    } catch {
        return false
    }
}
