import Course
import Foundation

/// The declarations that an exercise expects, read from the starter: the learner has them, so nothing is given away.
struct ExpectedInterface: Sendable {
    private let declarations: [(name: String, line: String)]

    init(of exercise: Exercise) {
        let files = (try? exercise.sources(in: "Starter")) ?? []
        declarations = files.flatMap { file in
            String(decoding: file.bytes, as: UTF8.self).split(whereSeparator: \.isNewline).compactMap(
                Self.declaration)
        }
    }

    /// Those whose name stands in one of the compiler's messages; all of them when none does.
    func declarations(mentionedIn messages: [String]) -> [String] {
        let words = Set(
            messages.flatMap { $0.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init) })
        let mentioned = declarations.filter { words.contains($0.name) }
        return Array((mentioned.isEmpty ? declarations : mentioned).map(\.line).prefix(5))
    }

    private static func declaration(_ line: Substring) -> (name: String, line: String)? {
        let words = line.split { $0 == " " || $0 == "(" || $0 == "<" || $0 == ":" || $0 == "{" }.map(
            String.init)
        guard !line.drop(while: \.isWhitespace).hasPrefix("//"),
            let place = words.firstIndex(where: {
                ["func", "class", "struct", "enum", "actor", "protocol", "init"].contains($0)
            })
        else { return nil }
        let name = words[place] == "init" ? "init" : place + 1 < words.count ? words[place + 1] : nil
        let shown = line.prefix { $0 != "{" }.trimmingCharacters(in: .whitespaces)
        return name.map { ($0, shown) }
    }
}
