import Foundation
import Testing

extension EndToEnd {
    @Suite("sil author new: 묻기")
    struct Asking {
        @Test("A course is asked for at a terminal; what stands in brackets is taken by Return")
        func course() throws {
            let author = try Learner()
            let result = try author.sil(
                "author", "new", "course", "새 것",
                streams: .dialog(
                    columns: 80,
                    [("이름표 (진도가 매달림) [새 것]: ", "\n"), ("제목 [새 것]: ", "스레드 이야기\n"), ("만든 사람", "김 아무개\n")]))
            #expect(result.status == 0 && result.stdout.contains("과정을 만듦: "))
            let file = author.desk.appending(path: "새 것/Lessons/course.yml")
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(text.contains("\nid: 새 것\n") && text.contains("\ntitle: 스레드 이야기\n"))
            #expect(text.contains("\nauthors: [김 아무개]\n"))
        }

        @Test("A wrong answer is told and asked again")
        func wrongAnswers() throws {
            let course = try AuthoredCourse()
            try course.make("chapter", "first", "--title", "첫 장")
            let result = try course.author.sil(
                "author", "new", "exercise", in: course.root,
                streams: .dialog(
                    columns: 100,
                    [
                        ("이름 (폴더와 Swift 모듈이 됨): ", "Ticket Box\n"), ("이름 꼴이 아님", "ticket-box\n"),
                        ("종류 (unit explore server process performance) [unit]: ", "thread\n"),
                        ("이 가운데 하나", "exp\n"), ("제목 [마지막 표 한 장]: ", "\n"), ("요약 [", "표를 팖\n"),
                        ("장 [01-first]: ", "5\n"), ("없는 장: 5", "1\n"),
                    ]))
            #expect(result.status == 0, "\(result.stdout)")
            let manifest = try course.read("Exercises/ticket-box/exercise.yml")
            for line in ["title: 마지막 표 한 장", "summary: 표를 팖", "kind: explore", "chapter: 01-first"] {
                #expect(manifest.contains("\n\(line)\n"), "\(line)")
            }
        }

        @Test("What an option says is not asked, and --yes asks nothing")
        func options() throws {
            let course = try AuthoredCourse()
            let result = try course.author.sil(
                "author", "new", "chapter", "first", "--title", "첫 장", in: course.root,
                streams: .dialog(columns: 80, [("요약 한 문장", "\n")]))
            #expect(result.status == 0 && !result.stdout.contains("제목"))
            let silent = try course.author.sil(
                "author", "new", "exercise", "held-sum", "-y", in: course.root,
                streams: .terminal(columns: 80, input: ""))
            #expect(silent.status == 0 && !silent.stdout.contains("[unit]"))
            #expect(try course.read("Exercises/held-sum/exercise.yml").contains("\nchapter: 01-first\n"))
        }

        @Test("The end of the input and Ctrl-C leave nothing behind", arguments: ["\u{04}", "\u{03}"])
        func leaving(key: String) throws {
            let course = try AuthoredCourse()
            let result = try course.author.sil(
                "author", "new", "exercise", "held-sum", in: course.root,
                streams: .dialog(columns: 80, [("종류", "\n"), ("제목", key)]))
            #expect(result.status == 130)
            #expect(course.names(in: "Exercises") == [".gitkeep"])
        }
    }
}
