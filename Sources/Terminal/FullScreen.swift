import Glibc
public import Text

/// A terminal that shows one screen at a time and listens to keys; as it was before when it is left, however that
/// comes about, and while it is stopped.
///
/// It holds the keyboard raw: Ctrl-C is a key that ends as an interrupt would, Ctrl-Z stops the job. The wheel comes as
/// arrow keys (xterm's "alternate scroll mode"), not as reports of the mouse, so that text can still be selected with it.
public struct FullScreen {
    public enum Answer: Sendable, Equatable {
        case stay, leave
        /// Ctrl-C.
        case interrupt
    }

    private let colors: ColorMode
    private let fallbackWidth: Int
    private let write: (String) throws -> Void

    /// - Parameters:
    ///   - fallbackWidth: where the terminal does not tell its size.
    ///   - write: puts text on the terminal, all of it.
    public init(colors: ColorMode, fallbackWidth: Int = 80, write: @escaping (String) throws -> Void) {
        self.colors = colors
        self.fallbackWidth = fallbackWidth
        self.write = write
    }

    /// Alternate screen, no cursor, no wrapping, wheel as arrows, pastes marked as such.
    private static let enter = "\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l\u{1B}[?1007h\u{1B}[?2004h"
    private static let exit =
        Painter.updateEnd + "\u{1B}[0m\u{1B}[?2004l\u{1B}[?1007l\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l"
    /// How often `changed` is asked where nothing happens, in milliseconds.
    private static let lookMS: Int32 = 250
    /// How long bytes that begin a sequence wait for the others before they count by themselves, in milliseconds.
    private static let sequenceMS: Int32 = 40

    /// Whether keys come from a terminal, too.
    public static var hasKeyboard: Bool { isatty(STDIN_FILENO) == 1 }

    /// Shows what `draw` makes for the terminal's size, again after each key that `answer` is asked about.
    ///
    /// - Parameters:
    ///   - watched: descriptors that are looked at beside the keys; negative ones are passed over.
    ///   - changed: asked whenever there was something to see, and four times each second: whether to draw anew. It reads
    ///     from the watched descriptors what is there.
    /// - Returns: `.leave`, or `.interrupt`. The end of the input leaves, too.
    /// - Throws: what `write` throws.
    public func run(
        draw: (ScreenSize) -> Picture, answer: (Key) -> Answer, watching watched: [Int32] = [],
        changed: () -> Bool = { false }
    ) throws -> Answer {
        var before = termios()
        guard tcgetattr(STDIN_FILENO, &before) == 0, let stops = StopSignals() else { return .leave }
        let rescue = TerminalRescue(modes: before, farewell: Self.exit)
        defer {
            rescue.end()
            stops.end()
        }
        try enter(from: before)
        defer { leave(to: before) }
        var painter = Painter(colors: colors)
        var keys = KeyReader()
        var size: ScreenSize?
        while true {
            if currentSize != size {
                size = currentSize
                try write(painter.paint(draw(currentSize), on: currentSize))
            }
            let news = Self.wait(
                keys.isWaiting ? Self.sequenceMS : Self.lookMS, for: [stops.descriptor] + watched)
            guard let pressed = Self.read(into: &keys, news) else { return .leave }
            let signals = stops.take()
            if changed() || signals.contains(SIGWINCH) { size = nil }
            if signals.contains(SIGTSTP) || pressed.contains(.suspend) {
                leave(to: before)
                stops.stop(group: pressed.contains(.suspend))
            }
            if signals.contains(SIGTSTP) || signals.contains(SIGCONT) || pressed.contains(.suspend) {
                try enter(from: before)
                painter.forget()
                size = nil
            }
            for key in pressed where key != .suspend {
                let answer = answer(key)
                guard answer == .stay else { return answer }
                size = nil
            }
        }
    }

    // MARK: Modes

    private func enter(from modes: termios) throws {
        var raw = modes
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
        raw.c_iflag &= ~tcflag_t(IXON | ICRNL | INLCR | ISTRIP)
        // What was typed meanwhile is meant for this screen.
        tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
        try write(Self.enter)
    }

    private func leave(to modes: termios) {
        var modes = modes
        tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
        // A terminal that is gone need not be put back.
        try? write(Self.exit)
    }

    private var currentSize: ScreenSize {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0, size.ws_col > 0 else {
            return ScreenSize(width: fallbackWidth, height: 24)
        }
        return ScreenSize(width: Int(size.ws_col), height: Int(size.ws_row))
    }

    // MARK: Keys

    private enum News { case keys, others, nothing }

    /// Until something happens, at most `milliseconds`.
    private static func wait(_ milliseconds: Int32, for others: [Int32]) -> News {
        var polled = ([STDIN_FILENO] + others).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        let count = poll(&polled, nfds_t(polled.count), milliseconds)
        guard count != 0 else { return .nothing }
        return count > 0 && polled[0].revents != 0 ? .keys : .others
    }

    /// nil at the end of the input.
    private static func read(into keys: inout KeyReader, _ news: News) -> [Key]? {
        guard news == .keys else { return news == .nothing ? keys.takeRest() : [] }
        var bytes = [UInt8](repeating: 0, count: 1_024)
        let count = Glibc.read(STDIN_FILENO, &bytes, bytes.count)
        if count < 0, errno == EINTR || errno == EAGAIN { return [] }
        guard count > 0 else { return nil }
        return keys.take(bytes[..<count])
    }
}
