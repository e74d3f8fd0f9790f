import Synchronization

/// Lines that would go to stderr, kept while a full screen has the terminal.
final class Remarks: Sendable {
    private struct Kept {
        var lines: [String] = []
        var hasNews = false
    }

    private let kept = Mutex(Kept())
    /// A store that cannot be written says so after each save; more than these helps nobody.
    private static let linesMax = 6

    var lines: [String] { kept.withLock { $0.lines } }

    func add(_ line: String) {
        kept.withLock { kept in
            guard !kept.lines.contains(line), kept.lines.count < Self.linesMax else { return }
            kept.lines.append(line)
            kept.hasNews = true
        }
    }

    func clear() { kept.withLock { $0.lines = [] } }

    /// Whether something was said since it was asked last.
    func takeNews() -> Bool {
        kept.withLock { kept in
            defer { kept.hasNews = false }
            return kept.hasNews
        }
    }
}
