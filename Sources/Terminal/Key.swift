/// A key that a person pressed, as far as a terminal tells.
public enum Key: Sendable, Hashable {
    case left, right, up, down, home, end, pageUp, pageDown
    case escape, tab, backTab, backspace, delete
    /// One notch of a wheel.
    case wheelUp, wheelDown
    /// Ctrl-C, which is a key like others while a full screen has the terminal.
    case interrupt
    /// Ctrl-Z; a full screen keeps it for itself.
    case suspend
    /// A small letter pressed together with Ctrl.
    case control(Character)
    /// A letter of any script, a digit, a blank, Return as a line feed.
    case character(Character)
    /// Text that came from a clipboard and not from fingers: no command, whatever it holds.
    case pasted(String)

    /// The keys that were pressed, where this is what a Korean keyboard made of them: `ㅓ` is `j`, and `어`, which an
    /// input method makes of two strokes, is `d` and `j`. Every other key is itself.
    ///
    /// Commands are letters of the Latin layout; who reads Korean has the other one on.
    public var strokes: [Key] {
        guard case .character(let character) = self else { return [self] }
        let letters = Dubeolsik.strokes(of: character)
        return letters.isEmpty ? [self] : letters.map { .character($0) }
    }
}
