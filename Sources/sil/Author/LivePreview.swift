import Authoring
import Glibc
import Reading
import Terminal
import Text

/// A preview that stays on the terminal and is drawn anew whenever something of the course is saved.
final class LivePreview {
    private let root: String
    /// Whether it shows what was saved last, whatever that is.
    private let follows: Bool
    private let watch: CourseWatch
    private var preview: Preview
    private var lines: [Preview.Line] = []
    private var look: Preview.Look?
    /// The first line shown.
    private var top = 0
    private var height = 1
    private var readAt = time(nil)

    /// How long it must have been quiet, and how long saving may go on, before the course is read: an editor writes,
    /// renames and touches in a row. In milliseconds.
    private static let quietMS: Int32 = 60
    private static let burstMS = 500

    init(_ preview: Preview, in root: String, follows: Bool) {
        self.preview = preview
        self.root = root
        self.follows = follows
        watch = CourseWatch(of: root)
    }

    func run(on output: Output) throws -> FullScreen.Answer {
        try FullScreen(on: output).run(
            draw: { Picture(draw(width: $0.width, height: $0.height, output)) },
            answer: { $0.strokes.map(answer).first { $0 != .stay } ?? .stay },
            watching: [watch.descriptor], changed: takeChanges)
    }

    // MARK: Changes

    private func takeChanges() -> Bool {
        guard watch.takeChanges() else { return false }
        let began = ContinuousClock.now
        var polled = pollfd(fd: watch.descriptor, events: Int16(POLLIN), revents: 0)
        while poll(&polled, 1, Self.quietMS) > 0,
            ContinuousClock.now - began < .milliseconds(Self.burstMS)
        { _ = watch.takeChanges() }
        reload()
        return true
    }

    private func reload() {
        let newest = follows ? PreviewSubject.newest(in: root) : nil
        let subject = newest ?? preview.subject
        let isOther = subject != preview.subject
        preview = Preview(of: subject, in: root)
        readAt = time(nil)
        if isOther { top = 0 }
        // Laid out anew, at the place that was looked at.
        let place = isOther ? nil : place
        guard let look else { return }
        lines = preview.lines(look)
        if let place { go(to: place) }
    }

    // MARK: Place

    /// A line by its part, so that what changes in other parts does not move it.
    private struct Place {
        var part: String
        var offset: Int
        var line: Int
    }

    private var place: Place? {
        guard lines.indices.contains(top) else { return nil }
        let part = lines[top].part
        let start = lines.firstIndex { $0.part == part } ?? top
        return Place(part: part, offset: top - start, line: top)
    }

    private func go(to place: Place) {
        guard let start = lines.firstIndex(where: { $0.part == place.part }) else {
            top = place.line
            return
        }
        let length = lines[start...].prefix { $0.part == place.part }.count
        top = start + min(place.offset, length - 1)
    }

    // MARK: Screen

    private func draw(width: Int, height: Int, _ output: Output) -> [StyledLine] {
        var look = Preview.Look(output)
        look.page.width = max(20, min(width, 100))
        if look != self.look {
            let place = place
            lines = preview.lines(look)
            self.look = look
            if let place { go(to: place) }
        }
        self.height = max(1, height - 1)
        top = max(0, min(top, lines.count - self.height))
        let shown = lines.dropFirst(top).prefix(self.height).map(\.content)
        let blank = Array(repeating: StyledLine(), count: self.height - shown.count)
        return shown + blank + [status.truncated(to: width)]
    }

    private var status: StyledLine {
        let end = min(lines.count, top + height)
        let percent = lines.isEmpty ? 100 : end * 100 / lines.count
        let clock = LivePreview.clock(readAt)
        var words = "미리보기 \(preview.subject.name) · \(clock)에 읽음 · \(percent) %"
        if preview.faultsElsewhere > 0 { words += " · 다른 파일에 고칠 곳 \(preview.faultsElsewhere)개" }
        if watch.descriptor < 0 || !watch.isComplete { words += " · 저장을 지켜보지 못함" }
        return StyledLine(" \(words) · ↑↓ 빈칸 b  r 다시 읽기  q 끝", .dim)
    }

    /// `14:03:05` of the machine's time zone.
    private static func clock(_ time: time_t) -> String {
        var time = time
        var parts = tm()
        localtime_r(&time, &parts)
        return [parts.tm_hour, parts.tm_min, parts.tm_sec].map { ($0 < 10 ? "0" : "") + "\($0)" }
            .joined(separator: ":")
    }

    private func answer(_ key: Key) -> FullScreen.Answer {
        switch key {
        case .interrupt: return .interrupt
        case .character("q"): return .leave
        case .character("r"): reload()
        case .down, .wheelDown, .character("j"), .character("\n"): top += 1
        case .up, .wheelUp, .character("k"): top -= 1
        case .right, .pageDown, .character(" "): top += max(1, height - 2)
        case .left, .pageUp, .character("b"): top -= max(1, height - 2)
        case .home, .character("g"): top = 0
        case .end, .character("G"): top = lines.count
        default: break
        }
        top = max(0, min(top, lines.count - height))
        return .stay
    }
}
