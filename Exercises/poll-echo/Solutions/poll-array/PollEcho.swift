import Glibc
import ServerKit

/// 칸 0은 듣는 소켓. 나머지는 손님이고, `rests`의 같은 칸이 그 손님에게 아직 못 보낸 것임.
public func runEcho(_ listener: Listener) throws {
    var waits = [reading(listener.descriptor)]
    var rests: [[UInt8]] = [[]]
    while true {
        if poll(&waits, nfds_t(waits.count), -1) == -1 { continue }
        // 뒤에서부터: 떠난 손님의 칸을 빼도 앞의 칸은 그대로임.
        for index in waits.indices.dropFirst().reversed() where waits[index].revents != 0 {
            let fd = waits[index].fd
            if step(fd, &rests[index]) {
                waits[index].events = Int16(rests[index].isEmpty ? POLLIN : POLLOUT)
            } else {
                close(fd)
                waits.remove(at: index)
                rests.remove(at: index)
            }
        }
        guard waits[0].revents != 0 else { continue }
        let client = accept(listener.descriptor, nil, nil)
        if client != -1 {
            waits.append(reading(client))
            rests.append([])
        } else {
            usleep(10_000)
        }
    }
}

private func reading(_ fd: Int32) -> pollfd {
    pollfd(fd: fd, events: Int16(POLLIN), revents: 0)
}

/// 한 번 읽거나 한 번 씀. MSG_DONTWAIT이라 연결이 블로킹이어도 기다리지 않음. MSG_NOSIGNAL이라 SIGPIPE가 오지 않음.
///
/// - Returns: 이 손님과 더 할 일이 있는지.
private func step(_ fd: Int32, _ rest: inout [UInt8]) -> Bool {
    if rest.isEmpty {
        var bytes = [UInt8](repeating: 0, count: 8192)
        let count = recv(fd, &bytes, bytes.count, Int32(MSG_DONTWAIT))
        if count == 0 { return false }
        if count == -1 { return errno == EAGAIN || errno == EINTR }
        rest = Array(bytes[..<count])
    }
    let count = send(fd, rest, rest.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
    if count == -1 { return errno == EAGAIN || errno == EINTR }
    rest.removeFirst(count)
    return true
}
