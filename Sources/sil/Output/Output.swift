import Glibc
import Text

/// Where a command's result and its talk go, and what the result's reader can show.
struct Output: Sendable {
    /// The reader of stdout has gone.
    struct Closed: Error {}

    var isTerminal: Bool
    /// In cells.
    var width: Int
    var colors: ColorMode
    /// Puts bytes on stdout; throws `Closed`, or a `Failure` when they cannot be written.
    var put: @Sendable (String) throws -> Void
    /// One line on stderr.
    var say: @Sendable (String) -> Void

    func write(text: String) throws { try put(text) }

    func write(_ lines: [StyledLine]) throws { try put(rendered(lines)) }

    func rendered(_ lines: [StyledLine]) -> String { lines.map { $0.rendered(colors) + "\n" }.joined() }

    static func standard(in surroundings: Surroundings) -> Output {
        Output(
            isTerminal: surroundings.isTerminal, width: surroundings.width,
            colors: ColorMode.choose(
                environment: surroundings.environment, isTerminal: surroundings.isTerminal),
            put: { try Output.write($0, to: STDOUT_FILENO) },
            say: {
                try? Output.write($0.split(separator: "\n").joined(separator: " ") + "\n", to: STDERR_FILENO)
            })
    }

    /// Writes everything, whatever the descriptor does in between.
    static func write(_ text: String, to descriptor: Int32) throws {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                bytes = bytes.dropFirst(count)
                continue
            }
            switch errno {
            case EINTR: continue
            case EAGAIN:
                var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&waiting, 1, -1)
            case EPIPE: throw Closed()
            default: throw FileError.write(path: "stdout", errno: errno)
            }
        }
    }
}
