import Glibc
import Text

/// A terminal that shows one screen at a time and listens to keys; as it was before when it is left, however that
/// comes about.
struct FullScreen {
    enum Answer: Equatable {
        case stay, leave
        /// Ctrl-C.
        case interrupt
    }

    let output: Output

    private static let enter = "\u{1B}[?1049h\u{1B}[?25l"
    private static let exit = "\u{1B}[?25h\u{1B}[?1049l"
    /// How long a change of the terminal's size may go unseen, in milliseconds.
    private static let lookMS: Int32 = 250

    /// Whether keys come from a terminal, too.
    static var hasKeyboard: Bool { isatty(STDIN_FILENO) == 1 }

    /// Shows what `draw` makes for the terminal's size, again after each key that `answer` is asked about.
    ///
    /// - Parameters:
    ///   - watched: a descriptor that is looked at beside the keys; -1 for none.
    ///   - changed: asked whenever there was something to see, and a few times each second: whether to draw anew.
    /// - Returns: `.leave`, or `.interrupt`. The end of the input leaves, too.
    func run(
        draw: (_ width: Int, _ height: Int) -> [StyledLine], answer: (Key) -> Answer,
        watching watched: Int32 = -1, changed: () -> Bool = { false }
    ) throws -> Answer {
        var before = termios()
        guard tcgetattr(STDIN_FILENO, &before) == 0 else { return .leave }
        var raw = before
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
        raw.c_iflag &= ~tcflag_t(IXON | ICRNL | INLCR)
        let rescue = TerminalRescue(modes: before, farewell: Self.exit)
        // What was typed meanwhile is meant for this screen.
        tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
        defer {
            tcsetattr(STDIN_FILENO, TCSADRAIN, &before)
            try? output.write(text: Self.exit)
            rescue.end()
        }
        try output.write(text: Self.enter)
        var shown: Size?
        while true {
            let size = Size.current(output.width)
            if size != shown {
                try output.write(text: Self.picture(draw(size.width, size.height), output.colors))
                shown = size
            }
            guard let keys = try Self.keys(wait: Self.lookMS, beside: watched) else { return .leave }
            if changed() { shown = nil }
            for key in keys {
                let answer = answer(key)
                guard answer == .stay else { return answer }
                shown = nil
            }
        }
    }

    private struct Size: Equatable {
        var width: Int
        var height: Int

        static func current(_ width: Int) -> Size {
            var size = winsize()
            guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0, size.ws_col > 0 else {
                return Size(width: width, height: 24)
            }
            return Size(width: Int(size.ws_col), height: Int(size.ws_row))
        }
    }

    /// From the upper left corner, over what was there.
    private static func picture(_ lines: [StyledLine], _ colors: ColorMode) -> String {
        "\u{1B}[H" + lines.map { $0.rendered(colors) + "\u{1B}[K" }.joined(separator: "\r\n") + "\u{1B}[J"
    }

    /// None after `wait` milliseconds or when the watched descriptor has something; nil at the end of the input.
    private static func keys(wait: Int32, beside watched: Int32) throws -> [Key]? {
        var polled = [STDIN_FILENO, watched].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        guard poll(&polled, nfds_t(polled.count), wait) > 0, polled[0].revents != 0 else { return [] }
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = read(STDIN_FILENO, &bytes, bytes.count)
        if count < 0, errno == EINTR || errno == EAGAIN { return [] }
        guard count > 0 else { return nil }
        return Key.keys(in: Array(bytes[..<count]))
    }
}
