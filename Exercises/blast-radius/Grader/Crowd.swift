import Glibc
import ServerKit

/// Where so many works meet, of whatever processes: nobody leaves until all have come.
final class Crowd: Sendable {
    private let size: Int
    /// [how many have come, then pid and parent of each, whether somebody has waited in vain]
    private let board: SharedMemory

    init(of size: Int) throws {
        self.size = size
        board = try SharedMemory(words: 2 + 2 * size)
    }

    /// Whether all have come; those who would meet meet soon, so what is waited out is a wrong answer's. Once one has
    /// waited in vain nobody waits any more.
    @discardableResult
    func arrive() -> Bool {
        let place = board.add(1, at: 0)
        if place <= size {
            board[2 * place - 1] = Int(getpid())
            board[2 * place] = Int(getppid())
        }
        for _ in 0..<1500 where board[0] < size && board[1 + 2 * size] == 0 { usleep(2000) }
        if board[0] < size { board[1 + 2 * size] = 1 }
        return board[1 + 2 * size] == 0
    }

    var people: [(pid: pid_t, parent: pid_t)] {
        (0..<min(size, board[0])).map { (pid_t(board[2 * $0 + 1]), pid_t(board[2 * $0 + 2])) }
    }
}

/// Waits until a process has ended, reaped or not. Of a thread's own process it never comes back: it ends with it.
func waitForEnd(of pid: pid_t) {
    for _ in 0..<1500 {
        guard let file = try? readFile("/proc/\(pid)/stat"), let name = file.lastIndex(of: UInt8(ascii: ")"))
        else { return }
        if file[name...].dropFirst(2).first == UInt8(ascii: "Z") { return }
        usleep(2000)
    }
}

private func readFile(_ path: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw SystemError(call: "open", errno: errno) }
    defer { close(descriptor) }
    return try readToEnd(descriptor)
}

/// 프로세스의 것이 아닌 주소에 써서 SIGSEGV를 받음.
func touchForbiddenMemory() {
    UnsafeMutablePointer<Int32>(bitPattern: 8)?.pointee = 1
}

/// Int32에 담을 수 없는 값을 만들어, Swift가 프로세스를 멈춤(SIGILL).
func trap() {
    let more = getpid()
    if Int32.max + more == 0 { usleep(1) }
}
