import Glibc
import GraderKit
import ServerKit

/// 보내기만 하고, 읽으라고 할 때까지 답을 읽지 않는 손님.
final class SlowReader {
    private let program: Program
    private let connection: Connection

    init(of program: Program) throws {
        self.program = program
        connection = try Connection(toPort: program.port)
        try setNonBlocking(connection.descriptor)
        // 커널이 대신 쥐어 주는 것을 줄임.
        for option in [SO_RCVBUF, SO_SNDBUF] {
            var bytes: Int32 = 65_536
            setsockopt(connection.descriptor, SOL_SOCKET, option, &bytes, socklen_t(MemoryLayout<Int32>.size))
        }
    }

    deinit {
        connection.close()
    }

    /// 커널이 연결 하나에 쥐어 줄 수 있는 것보다 많은 바이트; tcp(7)의 tcp_rmem과 tcp_wmem. 이만큼 보내지면 서버가 쥔 것임.
    ///
    /// 서버가 받는 버퍼는 커널이 tcp_rmem의 끝까지 늘릴 수 있음. 손님의 것은 위에서 줄였음.
    static let limit: Int = {
        let most = ["tcp_rmem", "tcp_wmem"].map { name in
            let sizes = (try? text(of: "/proc/sys/net/ipv4/\(name)"))?.split { $0.isWhitespace } ?? []
            return sizes.last.flatMap { Int($0) } ?? (32 << 20)
        }
        return (4 << 20) + most.reduce(0, +)
    }()

    /// 여럿이 번갈아 보냄. 더 받아 주지 않거나 하나가 `limit`바이트를 보낼 때까지.
    ///
    /// - Returns: 저마다 보낸 바이트 수.
    static func pour(_ readers: [SlowReader]) throws -> [Int] {
        var sent = readers.map { _ in 0 }
        var lastProgress = wallClock()
        while !sent.contains(where: { $0 >= limit }) {
            var isStuck = true
            for (index, reader) in readers.enumerated() {
                let taken = try reader.pourSome(from: sent[index])
                sent[index] += taken
                if taken > 0 { isStuck = false }
            }
            if !isStuck {
                lastProgress = wallClock()
                continue
            }
            // 서버가 잠든 채로 얼마 동안 받지 않으면 다 찬 것임. 잠들지 않는 서버는 그냥 기다려 봄.
            let silence = wallClock() - lastProgress
            if silence > 2 { break }
            if silence > 0.25, try readers[0].program.watch.isAsleep { break }
            usleep(2000)
        }
        return sent
    }

    /// - Returns: 보낸 바이트 수. 지금은 안 되면 0.
    private func pourSome(from start: Int) throws -> Int {
        do {
            let count = min(65_536, Self.limit - start)
            return try connection.writeSome(Self.pattern(from: start, count: count))
        } catch let error as SystemError where error.wouldWait {
            return 0
        }
    }

    func closeSending() {
        try? connection.closeWriting()
    }

    /// 보낸 것을 모두 읽어 봄.
    ///
    /// - Returns: 무엇이 다른지. 모두 그대로면 nil.
    func drain(expecting count: Int) throws -> String? {
        var received = 0
        while received < count {
            guard try waitToRead(connection.descriptor, milliseconds: 4000) else {
                return "\(received)바이트까지 받고 4초 동안 더 오지 않음"
            }
            let bytes: [UInt8]?
            do {
                bytes = try connection.read(upTo: 65_536)
            } catch let error as SystemError where error.wouldWait {
                continue
            } catch let error as SystemError {
                return "\(received)바이트까지 받고 \(error)"
            }
            guard let bytes else { return "\(received)바이트까지 받고 연결이 닫힘" }
            if !Self.isPattern(bytes, from: received) {
                return "\(received)바이트 다음부터 보낸 것과 다름"
            }
            received += bytes.count
        }
        return nil
    }

    /// 빠지거나 뒤바뀐 것이 보이게, 자리마다 다른 바이트. `round`마다 되풀이함.
    private static func pattern(from start: Int, count: Int) -> ArraySlice<UInt8> {
        let first = start % round
        return table[first..<first + count]
    }

    private static func isPattern(_ bytes: [UInt8], from start: Int) -> Bool {
        table.withUnsafeBytes { memcmp($0.baseAddress! + start % round, bytes, bytes.count) == 0 }
    }

    /// 소수라서 2의 거듭제곱만큼 빠져도 보임.
    private static let round = 65_521
    private static let table = (0..<round * 3).map { UInt8(truncatingIfNeeded: ($0 % round) &* 31 >> 3) }
}

/// 0.4초 남짓 프로그램을 지켜봄. 그 가운데 0.15초어치는 시험도 코어를 씀: 쉬지 않는 프로그램은 옆이 바빠도 그만큼은 돎.
///
/// - Returns: 코어를 쓴 시간(ms, 10 단위), 잠들었다 깬 횟수.
func restlessness(of program: Program) throws -> (busy: Int, wakeups: Int) {
    // 하던 일이 있으면 마칠 때까지.
    usleep(100_000)
    let before = (try busy(program.pid), try program.sleeps)
    let start = (own: threadClock(), wall: wallClock())
    while threadClock() - start.own < 0.15 {}
    while wallClock() - start.wall < 0.4 { usleep(10_000) }
    return (try busy(program.pid) - before.0, try program.sleeps - before.1)
}

/// 코어를 쓴 시간(ms). 커널은 10 ms 단위로 알림; proc_pid_stat(5)의 utime과 stime.
private func busy(_ pid: Int32) throws -> Int {
    let fields = try text(of: "/proc/\(pid)/stat").split(separator: ")").last?.split(separator: " ") ?? []
    return fields.dropFirst(11).prefix(2).reduce(0) { $0 + (Int($1) ?? 0) } * 10
}

private func text(of path: String) throws -> String {
    let file = Glibc.open(path, O_RDONLY)
    guard file >= 0 else { throw SystemError(call: "open", errno: errno) }
    defer { Glibc.close(file) }
    return String(decoding: try readToEnd(file), as: UTF8.self)
}
