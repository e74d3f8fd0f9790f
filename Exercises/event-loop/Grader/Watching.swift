import Glibc
import GraderKit
import ServerKit

/// 커널이 연결 하나에 쥐어 주는 버퍼보다 훨씬 많은 바이트; tcp(7)의 tcp_wmem. 이만큼 보내면 서버에 남는 것이 있음.
let manyBytes: Int = {
    let sizes = (try? text(of: "/proc/sys/net/ipv4/tcp_wmem"))?.split { $0.isWhitespace } ?? []
    return (4 << 20) + (sizes.last.flatMap { Int($0) } ?? (4 << 20))
}()

/// 프로그램이 ‘크게’에 답하는 바이트와 같은지.
func isPattern(_ bytes: [UInt8]) -> Bool {
    let round = (0..<65_521).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    return bytes.withUnsafeBytes { bytes in
        stride(from: 0, to: bytes.count, by: round.count).allSatisfy { start in
            memcmp(bytes.baseAddress! + start, round, min(round.count, bytes.count - start)) == 0
        }
    }
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
