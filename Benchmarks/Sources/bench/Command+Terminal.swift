import Foundation
import Glibc

extension Command {
    /// Runs the command once on a terminal of 80 columns and 40 rows where `keys` were typed before it began, and throws
    /// when it ends otherwise than expected. What it draws goes to `log`.
    ///
    /// - Returns: what it took from its start to its end; the keys are read when the first screen is drawn.
    @discardableResult
    func run(log: URL, typing keys: String) throws -> Cost {
        let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        // What unlockpt(3) and ptsname(3) do, which Glibc's module leaves out: TIOCSPTLCK, TIOCGPTN of ioctl_tty(2).
        var (lock, number) = (Int32(0), UInt32(0))
        guard master >= 0, ioctl(master, 0x4004_5431, &lock) == 0, ioctl(master, 0x8004_5430, &number) == 0
        else { throw BenchError.notStarted("/dev/ptmx", errno: errno) }
        defer { close(master) }
        let terminal = "/dev/pts/\(number)"
        // While we hold it, the terminal keeps its size and what was typed.
        let slave = open(terminal, O_RDWR | O_NOCTTY | O_CLOEXEC)
        var size = winsize(ws_row: 40, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
        guard slave >= 0, ioctl(slave, UInt(TIOCSWINSZ), &size) == 0,
            write(master, keys, keys.utf8.count) == keys.utf8.count
        else { throw BenchError.notStarted(terminal, errno: errno) }
        let start = ContinuousClock.now
        let child = try spawn(log: log, terminal: terminal)
        close(slave)
        // Until nobody holds the terminal any more (EIO); a program whose screen is not read would wait.
        var drawn = Data()
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(master, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { break }
            drawn.append(contentsOf: chunk[..<count])
        }
        let (status, cost) = wait(for: child, since: start)
        try drawn.write(to: log)
        try check(status, log: log)
        guard !drawn.isEmpty else {
            throw BenchError.failed(words.joined(separator: " "), status: 0, output: "")
        }
        return cost
    }
}
