import Foundation
import Glibc

/// An open file descriptor, closed when nobody holds it any more.
final class Descriptor {
    private(set) var number: Int32

    init(_ number: Int32) {
        self.number = number
        _ = fcntl(number, F_SETFD, FD_CLOEXEC)
    }

    deinit { close() }

    func close() {
        guard number >= 0 else { return }
        _ = Glibc.close(number)
        number = -1
    }

    /// The bytes that are there, or nil at the end. A terminal whose other side is gone says EIO for that.
    func read() -> Data? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = Glibc.read(number, &buffer, buffer.count)
        return count > 0 ? Data(buffer[..<count]) : nil
    }
}

/// A pipe of two descriptors that no child inherits by accident.
struct Pipe {
    let reader: Descriptor
    let writer: Descriptor

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EMFILE) }
        reader = Descriptor(ends[0])
        writer = Descriptor(ends[1])
    }
}

/// A pseudo-terminal, seen from the side of the person at it.
struct Terminal {
    let master: Descriptor
    /// The path a program opens to sit at this terminal.
    let name: String

    init(columns: UInt16) throws {
        // posix_openpt, unlockpt and ptsname are not in Glibc's module; these two requests are what they do:
        // TIOCSPTLCK and TIOCGPTN of asm-generic/ioctls.h.
        let number = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var lock: Int32 = 0
        var index: UInt32 = 0
        guard number >= 0, ioctl(number, 0x4004_5431, &lock) == 0, ioctl(number, 0x8004_5430, &index) == 0
        else {
            throw SilProcess.Failure.noTerminal(errno: errno)
        }
        master = Descriptor(number)
        name = "/dev/pts/\(index)"
        var size = winsize(ws_row: 40, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(number, UInt(TIOCSWINSZ), &size)
    }

    func type(_ text: String) {
        _ = text.withCString { write(master.number, $0, strlen($0)) }
    }
}

extension Descriptor {
    /// How the terminal treats what is typed (echo, whole lines, signals), and what it shows.
    var localModes: [tcflag_t] {
        var modes = termios()
        guard tcgetattr(number, &modes) == 0 else { return [] }
        return [modes.c_iflag, modes.c_oflag, modes.c_lflag]
    }
}
