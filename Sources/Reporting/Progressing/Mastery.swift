import Foundation
public import Progress
import Text
import Verdicts

/// How well an exercise is held, from what is known of it: its last verdict, and the hints before the pass.
public enum Mastery: String, Sendable, CaseIterable {
    /// Never tried.
    case new
    /// Begun and not passed.
    case open
    /// Passed once, but the last attempt that counts did not.
    case shaky
    /// Passed with hints.
    case helped
    /// Passed without a hint, and nothing since says otherwise.
    case firm

    public init(_ standing: Standing) {
        switch standing.state {
        case .new: self = .new
        case .started, .tried: self = .open
        case .passed:
            let last = standing.last?.outcome ?? .passed
            if last.isCounted, last != .passed {
                self = .shaky
            } else {
                self = standing.hintsBeforePass > 0 ? .helped : .firm
            }
        }
    }

    var word: String {
        switch self {
        case .new: "새것"
        case .open: "풀던 중"
        case .shaky: "흔들림"
        case .helped: "힌트로"
        case .firm: "혼자"
        }
    }

    var style: Style {
        switch self {
        case .new: .dim
        case .open, .shaky: .color(.yellow)
        case .helped: .color(.cyan)
        case .firm: .color(.green)
        }
    }
}

extension Standing {
    /// Whether it was passed for the first time from that moment on; ever, where none is given.
    func isPassed(since: Date?) -> Bool {
        guard state == .passed else { return false }
        guard let since else { return true }
        return passedAt.map { $0 >= since } ?? false
    }

    /// How often the way to the pass led astray: attempts that count and did not pass, and hints, before it; one more
    /// where what was passed did not pass again.
    func stumbles(since: Date?) -> Int {
        let isShaky = Mastery(self) == .shaky && attempts > 0 ? 1 : 0
        guard state == .passed else { return attempts + hintsTaken }
        guard isPassed(since: since) else { return isShaky }
        // In a period, no more than were made in it.
        let failed = min(max(0, (attemptsToPass ?? 1) - 1), max(0, attempts - 1))
        return failed + min(hintsBeforePass, hintsTaken) + isShaky
    }
}
