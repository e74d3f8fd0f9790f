import Foundation
import Testing

extension EndToEnd {
    @Suite("sil author preview")
    struct Preview {
        private struct Document: Decodable {
            struct Fault: Decodable {
                var file: String
                var line: Int?
                var rule: String
            }
            var schema: Int
            var previewed: String
            var name: String
            var text: String?
            var faults: [Fault]
        }

        @Test("A chapter is what sil read shows, to the byte, and leaves no trace of reading")
        func chapter() throws {
            let course = try AuthoredCourse()
            try course.make("chapter", "first", "--title", "첫 장")
            let seen = try course.author.sil("author", "preview", "1", in: course.root)
            let read = try course.author.sil("read", "1", in: course.root)
            #expect(seen.status == 0 && seen.output == read.output && !seen.output.isEmpty)
            #expect(!FileManager.default.fileExists(atPath: course.author.store.path))
        }

        @Test("An exercise shows list, start, starter, tests with titles and every hint")
        func exercise() throws {
            let course = try AuthoredCourse()
            try course.make("chapter", "first", "--title", "첫 장")
            try course.make("exercise", "ticket-box", "--kind", "explore")
            let seen = try course.author.sil("author", "preview", "ticket-box", in: course.root)
            #expect(seen.status == 0)
            for words in [
                "1 첫 장", "ticket-box · 마지막 표 한 장", "금지  import Dispatch", "final class TicketBox",
                "✗ 마지막 한 장은 한 스레드만 팖", "sil read 01-first#먼저-짐작하기", "힌트 3/3",
            ] { #expect(seen.stdout.contains(words), "\(words)") }
            #expect(!seen.stdout.contains("NSLock()"), "a solution")
            let document = try course.author.sil("author", "preview", "ticket-box", "--json", in: course.root)
                .document(Document.self)
            #expect(document.schema == 1 && document.previewed == "exercise" && document.name == "ticket-box")
            #expect(document.faults.isEmpty && document.text == seen.stdout)
        }

        @Test("Faults stand in the place of the page, with file and line")
        func faults() throws {
            let course = try AuthoredCourse()
            try course.make("chapter", "first", "--title", "첫 장")
            let page = try course.read("Lessons/01-first.md")
            try course.save(
                "Lessons/01-first.md", page.replacingOccurrences(of: "minutes: 2", with: "minuts: 2"))
            let seen = try course.author.sil("author", "preview", in: course.root)
            #expect(seen.status == 65)
            #expect(seen.stdout.contains("Lessons/01-first.md:7:1") && seen.stdout.contains("minuts"))
            #expect(!seen.stdout.contains("먼저 짐작하기"))
            let result = try course.author.sil("author", "preview", "--json", in: course.root)
            let document = try result.document(Document.self)
            #expect(result.status == 65 && document.text == nil && document.faults.map(\.line) == [7])
        }

        @Test("A name that is neither chapter nor exercise: what is near is offered")
        func unknown() throws {
            let course = try AuthoredCourse()
            try course.make("exercise", "ticket-box")
            let result = try course.author.sil("author", "preview", "ticket-bax", "--json", in: course.root)
            #expect(result.status == 65)
            #expect(try result.document(ErrorDocument.self).error.suggestions == ["ticket-box"])
            let empty = try AuthoredCourse()
            let nothing = try empty.author.sil("author", "preview", "--json", in: empty.root)
            #expect(try nothing.document(ErrorDocument.self).error.kind == "nothing_to_preview")
        }

        @Test("On a terminal it follows what is saved: a new title, a fault, its mending")
        func live() throws {
            let course = try AuthoredCourse()
            try course.make("chapter", "first", "--title", "첫 장")
            let page = try course.read("Lessons/01-first.md")
            let file = "Lessons/01-first.md"
            func change(_ old: String, _ new: String) -> () throws -> String {
                {
                    try course.save(file, page.replacingOccurrences(of: old, with: new))
                    return ""
                }
            }
            let result = try course.author.sil(
                ["author", "preview", "first"], in: course.root,
                streams: .session(
                    columns: 80,
                    [
                        ("먼저 짐작하기", change("# 첫 장", "# 둘째 제목")), ("둘째 제목", change("minutes:", "minuts:")),
                        ("Lessons/01-first.md:7:1", change("# 첫 장", "# 셋째 제목")), ("셋째 제목", { "q" }),
                    ]))
            #expect(result.status == 0)
            #expect(result.stdout.hasSuffix("\u{1B}[?1049l"))
        }

        @Test("The place that was looked at stays where text comes before it")
        func place() throws {
            let course = try AuthoredCourse()
            try course.make("chapter", "first", "--title", "첫 장")
            let head = try course.read("Lessons/01-first.md").components(separatedBy: "## ")[0]
            func page(_ lead: String) -> String {
                let sections = (1...9).map { "## 절 \($0)\n\n" + (1...12).map { "줄 \($0).\n\n" }.joined() }
                return head + lead + sections.joined()
            }
            let lead = (1...30).map { "앞글 \($0).\n\n" }.joined()
            try course.save("Lessons/01-first.md", page(""))
            let result = try course.author.sil(
                ["author", "preview", "first"], in: course.root,
                streams: .session(
                    columns: 80,
                    [
                        // Four screens on, to where the sixth section ends and the seventh begins.
                        ("절 1", { "    " }),
                        (
                            "절 7",
                            {
                                let changed = page(lead).replacingOccurrences(of: "## 절 7", with: "## 절 Q")
                                try course.save("Lessons/01-first.md", changed)
                                return ""
                            }
                        ), ("절 Q", { "q" }),
                    ]))
            #expect(result.status == 0)
            let screens = ShownScreens(result.stdout).screens.map { Array($0.dropLast()) }
            let before = try #require(
                screens.last { $0.contains { $0.contains("절 7") } },
                "\(screens.count) \(result.stdout.debugDescription.suffix(6000))")
            let after = try #require(screens.last)
            #expect(before.count > 30 && !after.contains { $0.contains("앞글") })
            #expect(before.map { $0.replacing("절 7", with: "절 Q") } == after)
        }

        @Test("Without a name it goes to what was saved last; Ctrl-C leaves with 130")
        func following() throws {
            let course = try AuthoredCourse()
            try course.make("chapter", "first", "--title", "첫 장")
            try course.make("exercise", "ticket-box", "--kind", "explore")
            let page = try course.read("Lessons/01-first.md")
            let result = try course.author.sil(
                ["author", "preview"], in: course.root,
                streams: .session(
                    columns: 80,
                    [
                        (
                            "미리보기 ticket-box",
                            {
                                try course.save("Lessons/01-first.md", page)
                                return ""
                            }
                        ),
                        ("미리보기 01-first", { "\u{03}" }),
                    ]))
            #expect(result.status == 130)
        }
    }
}
