import Foundation

/// What a terminal showed after each update of a full screen, row by row without styles, as the bytes that were sent tell.
struct ShownScreens {
    private(set) var screens: [[String]] = []

    /// - Parameter stdout: of a full screen: updates that end with the mode for it, each row placed by itself.
    init(_ stdout: String) {
        var rows: [Int: String] = [:]
        for update in stdout.components(separatedBy: "\u{1B}[?2026l").dropLast() {
            if update.contains("\u{1B}[2J") { rows = [:] }
            for match in update.matches(of: /\e\[(\d+);1H((?:(?!\e\[\d+;\d+H).)*)/) {
                let text = String(match.output.2).replacing(/\e\[[0-9;?]*[A-Za-z]|\e\]8;[^\e]*\e\\/, with: "")
                rows[Int(match.output.1) ?? 0] = text
            }
            screens.append((1...(rows.keys.max() ?? 1)).map { rows[$0] ?? "" })
        }
    }
}
