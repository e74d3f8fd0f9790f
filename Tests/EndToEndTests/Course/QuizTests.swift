import Foundation
import Testing

extension EndToEnd {
    @Suite("퀴즈와 첫 화면")
    struct Quizzes {
        private struct Document: Decodable {
            struct Question: Decodable {
                var quiz: String
                var state: String
            }
            var due: Int
            var questions: [Question]

            func state(_ quiz: String) -> String? { questions.first { $0.quiz == quiz }?.state }
        }

        private let learner: Learner
        private let course: TemporaryFolder

        init() throws {
            learner = try Learner()
            course = try TemporaryFolder()
            try course.write("Lessons/course.yml", "id: quizzes\ntitle: 퀴즈 과정\n")
            try course.write(
                "Lessons/01-lock.md",
                """
                ---
                title: 락
                ---
                ## 하나
                ```quiz
                id: which
                kind: choice
                question: 어느 것?
                choices: [가, 나]
                answer: 2
                explain: 나라서 그럼
                ```

                ```quiz
                id: word
                kind: text
                question: 무슨 말?
                answer: [데드락]
                explain: 서로 기다림
                ```

                """)
            try course.write("Exercises/.keep", "")
            learner.environment["SIL_COURSE"] = course.url.path
        }

        private func document() throws -> Document { try learner.sil("quiz", "1", "--json").document() }

        @Test("Line by line from a pipe: judged, explained, kept; a wrong one rests until tomorrow")
        func piped() throws {
            let result = try learner.shell("printf '이번\\n교착\\n데드락\\n' | \"$SIL\" quiz")
            #expect(result.status == 0, "\(result.stderr)")
            #expect(result.stdout.contains("✓ 맞음") && result.stdout.contains("나라서 그럼"))
            #expect(result.stdout.contains("✗ 틀림") && result.stdout.contains("퀴즈 2개 가운데 1개 맞음"))
            #expect(!result.output.contains(0x1b))
            let after = try document()
            #expect(after.due == 0 && after.state("which") == "learned" && after.state("word") == "resting")
            #expect(try Store(at: learner.store).faults() == [])
            #expect(try learner.sil("quiz").stdout.contains("지금 물을 퀴즈가 없음"))
        }

        @Test(
            "On a terminal an answer is typed in Korean, a syllable taken back whole; keys are keys again after it"
        )
        func screen() throws {
            let result = try learner.sil(
                ["quiz"],
                streams: .session(
                    columns: 80,
                    [
                        ("어느 것?", { "둘\n" }), ("나라서 그럼", { "\n" }), ("무슨 말?", { "데드랑\u{7F}락\n" }),
                        ("서로 기다림", { "ㅂ" }),
                    ]))
            #expect(result.status == 0)
            #expect(result.stdout.contains("퀴즈 2개 가운데 2개 맞음"))
            #expect(try document().questions.map(\.state) == ["learned", "learned"])
        }

        @Test("Ctrl-C leaves with 130, and what was answered before is kept")
        func interrupt() throws {
            let result = try learner.sil(
                ["quiz"], streams: .session(columns: 80, [("어느 것?", { "2\n" }), ("나라서 그럼", { "\u{03}" })]))
            #expect(result.status == 130)
            #expect(try document().state("which") == nil, "only what is open is asked")
        }

        @Test("sil alone on a terminal is the home screen, and comes back from where it leads")
        func home() throws {
            let result = try learner.sil(
                [],
                streams: .session(
                    columns: 80,
                    [
                        ("⏎ 이어서", { "z" }), ("어느 것?", { "\u{1B}" }), ("답한 퀴즈 없음", { "/" }),
                        ("찾을 낱말", { "하나\n" }), ("【하나】", { "qㅂ" }),
                    ]))
            #expect(result.status == 0, "\(result.stdout.suffix(1_500))")
            #expect(result.stdout.contains("퀴즈 과정"))
            #expect(result.stdout.components(separatedBy: "\u{1B}[?1049h").count == 4, "home, quiz, home")
            #expect(result.stdout.hasSuffix("\u{1B}[?1049l"))
        }

        @Test("Piped, sil alone is its help as before")
        func pipedHome() throws {
            let result = try learner.sil()
            #expect(result.status == 0 && result.stdout.contains("쓰는 법"))
        }
    }
}
