/// What a name of a course may look like.
package enum NameShape {
    /// `[a-z0-9]+(-[a-z0-9]+)*`: an exercise, which becomes a folder, an argument and a Swift module.
    case exercise
    /// Words joined by `-`: a chapter, in any script.
    case chapter
    /// `slug` or `slug#anchor`: what a chapter or one of its sections was called once.
    case oldChapter
    /// `Class.method`.
    case test

    /// Nil when the name is right.
    package func complaint(about name: String) -> (message: String, fix: String)? {
        guard name.utf8.count <= 100 else { return ("이름이 너무 긺: `\(name.prefix(40))…`", "100바이트까지로 줄이세요.") }
        switch self {
        case .exercise:
            guard NameShape.isSlug(name) else {
                return ("이름 꼴이 아님: `\(name)`", "영어 소문자와 숫자를 `-`로 이으세요 (held-sum).")
            }
            guard name.first?.isNumber == false else {
                return ("숫자로 시작하는 이름: `\(name)`", "Swift 모듈 이름이 되므로 글자로 시작하세요.")
            }
            guard !NameShape.taken.contains(name) else {
                return ("Swift 모듈과 겹치는 이름: `\(name)`", "다른 이름을 고르세요.")
            }
        case .chapter:
            guard NameShape.isChapterSlug(name) else {
                return ("장 이름 꼴이 아님: `\(name)`", "글자와 숫자를 `-`로 이으세요 (process-and-thread).")
            }
        case .oldChapter:
            let parts = name.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
            guard NameShape.isChapterSlug(String(parts[0])), parts.count == 1 || !parts[1].isEmpty else {
                return ("옛 이름 꼴이 아님: `\(name)`", "`옛-이름`이나 `\"옛-이름#절\"`로 쓰세요.")
            }
        case .test:
            let parts = name.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && !$0.contains(where: \.isWhitespace) })
            else {
                return ("시험 이름 꼴이 아님: `\(name)`", "`클래스.메서드`로 쓰세요 (HeldSumTests.testSmall).")
            }
        }
        return nil
    }

    /// Slugs whose modules a learner's code imports: a target of that name would hide or break them.
    private static let taken: Set<String> = [
        "swift", "foundation", "foundation-essentials", "glibc", "dispatch", "synchronization", "distributed",
        "observation", "testing", "xctest", "server-kit", "c-server-kit", "grader-kit", "c-host",
        "interleave",
    ]

    private static func isSlug(_ name: String) -> Bool {
        name.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { word in
            !word.isEmpty
                && word.utf8.allSatisfy {
                    UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
                }
        }
    }

    private static func isChapterSlug(_ name: String) -> Bool {
        name.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { word in
            !word.isEmpty && word.allSatisfy { ($0.isLetter && !$0.isUppercase) || $0.isNumber }
        }
    }
}
