import Foundation

/// The commands of a guide and what it says they print: its ```console blocks.
///
/// `$ ` begins a command, `> ` goes on with it, and what follows up to the next one is its output. Holes in the output:
/// `{수}` is a number, `{…}` anything on the line, and a line that is only `⋮` any number of lines.
struct GuideText {
    struct Step {
        var command: String
        /// Of the line in the guide, 1-based.
        var line: Int
        var output: [String] = []
    }

    var steps: [Step] = []
    /// Headings of second level, in their order.
    var headings: [String] = []

    init(_ text: String) {
        var fence: String?
        for (index, line) in text.components(separatedBy: "\n").enumerated() {
            guard let open = fence else {
                if line.hasPrefix("## ") { headings.append(String(line.dropFirst(3))) }
                let ticks = String(line.prefix { $0 == "`" })
                if ticks.count >= 3, line == ticks + "console" { fence = ticks }
                continue
            }
            if line == open {
                fence = nil
            } else if line.hasPrefix("$ ") {
                steps.append(Step(command: String(line.dropFirst(2)), line: index + 1))
            } else if steps.isEmpty {
                continue
            } else if line.hasPrefix("> ") {
                steps[steps.count - 1].command += "\n" + line.dropFirst(2)
            } else {
                steps[steps.count - 1].output.append(line)
            }
        }
    }

    /// What of an output is not as a step says; nil when it is.
    static func difference(_ step: Step, from output: String) -> String? {
        var actual = output.components(separatedBy: "\n")
        if actual.last == "" { actual.removeLast() }
        let expected = step.output.map { $0.replacing(#/ +$/#, with: "") }
        let pattern = "^" + expected.map(pattern(of:)).joined() + "$"
        let text = actual.map { $0.replacing(#/ +$/#, with: "") + "\n" }.joined()
        guard let regex = try? Regex(pattern), (try? regex.wholeMatch(in: text)) != nil else {
            return
                "\(step.line): $ \(step.command)\n기대:\n\(step.output.joined(separator: "\n"))\n실제:\n\(text)"
        }
        return nil
    }

    private static func pattern(of line: String) -> String {
        guard line.trimmingCharacters(in: .whitespaces) != "⋮" else { return "(?:[^\\n]*\\n)*?" }
        return NSRegularExpression.escapedPattern(for: line)
            .replacingOccurrences(of: "\\{수\\}", with: "[0-9][0-9.,]*")
            .replacingOccurrences(of: "\\{…\\}", with: "[^\\n]*") + "\\n"
    }
}
