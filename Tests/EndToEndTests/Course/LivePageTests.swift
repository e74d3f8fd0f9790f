import Foundation
import Testing

extension EndToEnd {
    /// Programs, quizzes and exercises of a page that is read in a real terminal (tmux).
    @Suite("페이지에서 해 보기")
    struct LivePages {
        private let pages: LivePageCourse

        init() throws { pages = try LivePageCourse() }

        /// The first preparation builds the runtime.
        private static let patience = 240.0

        private static let endless = "```c run\nint main(void) { for (volatile int i = 0;; i++) {} }\n```"

        /// The terminal is as a shell wants it.
        private func expectShell(_ terminal: TmuxTerminal) throws {
            try terminal.waitForShell()
            try terminal.run("clear; stty -a | grep -o '.icanon\\|.echo '; echo END")
            let rows = try terminal.wait { $0.contains("END") }
            #expect(rows.contains { $0.trimmingCharacters(in: .whitespaces) == "icanon" })
            #expect(rows.contains { $0.trimmingCharacters(in: .whitespaces) == "echo" })
            let isFull = try terminal.isFull()
            let isCursorShown = try terminal.isCursorShown()
            #expect(!isFull && isCursorShown)
        }

        // MARK: Programs

        @Test("x runs the program; its output is there after another size, another chapter and back")
        func running() throws {
            let terminal = try pages.opened(1)
            let before = try terminal.screen()
            #expect(before.contains("실행 · C  ▶ x 실행"))
            #expect(before.contains { $0.contains("새로 찍음 …") })
            try terminal.type("ㅌ")
            try terminal.wait { $0.contains { $0.contains("Esc 그만두기") } }
            let done = try terminal.wait(seconds: Self.patience) { $0.contains("│ 새로 찍음 42") }
            #expect(done.contains { $0.hasPrefix("방금 실행한 출력 · 책과 같음 · ") })
            #expect(!done.contains("│ 새로 찍음 …"))
            try terminal.resize(columns: 40, rows: 20)
            let narrow = try terminal.wait { $0.count == 20 && $0.contains("│ 새로 찍음 42") }
            #expect(narrow.contains { $0.hasPrefix("실행 · C  ▶ x 다시 실행") })
            try terminal.type(">")
            try terminal.wait { $0.last?.contains("2장") == true }
            try terminal.type("<")
            try terminal.wait { $0.contains("│ 새로 찍음 42") }
            try terminal.type("o")
            try terminal.wait { $0.contains("│ 새로 찍음 …") && !$0.contains("│ 새로 찍음 42") }
            try terminal.type("q")
            try expectShell(terminal)
        }

        @Test(
            "With a loop without end running, q, Ctrl-C and Escape answer at once, and nothing is left",
            arguments: ["q", "C-c", "Escape"])
        func endless(key: String) throws {
            try pages.chapter(1, "run", Self.endless)
            let stages = LivePageCourse.stages
            let terminal = try pages.opened(1)
            try terminal.type("x")
            let family = try LivePageCourse.waitForLoop(of: try terminal.child())
            #expect(try terminal.screen().contains { $0.contains("▶ 실행 중") })
            let pressed = ContinuousClock.now
            try terminal.press(key)
            if key == "Escape" {
                try terminal.wait { $0.last?.contains("실행을 그만둠") == true }
            } else {
                try terminal.wait { !$0.contains { $0.contains("run 장") } }
            }
            // 0.2 seconds on a machine of one's own; tests share theirs.
            #expect(ContinuousClock.now - pressed < .seconds(3))
            #expect(LivePageCourse.left(of: family) == [])
            if key == "Escape" {
                try terminal.type("x")
                try terminal.wait { $0.contains { $0.contains("Esc 그만두기") } }
                try terminal.type("q")
            }
            try expectShell(terminal)
            #expect(LivePageCourse.stages.subtracting(stages) == [])
        }

        @Test("Killed while a program runs, it gives the terminal back, and the program is gone")
        func killed() throws {
            try pages.chapter(1, "run", Self.endless)
            let terminal = try pages.opened(1)
            try terminal.type("x")
            let reader = try terminal.child()
            let family = try LivePageCourse.waitForLoop(of: reader)
            kill(reader, SIGTERM)
            try terminal.wait { !$0.contains { $0.contains("run 장 ·") } }
            #expect(LivePageCourse.left(of: family) == [])
            try expectShell(terminal)
        }

        @Test("What does not compile says why at its line; too much output is cut, and that is said")
        func wrong() throws {
            try pages.chapter(
                1, "run", "```swift run\nlet n: Int = \"글\"\nprint(n)\n```\n```output\n책에 있음\n```")
            let terminal = try pages.opened(1, rows: 40)
            try terminal.type("x")
            let rows = try terminal.wait(seconds: Self.patience) { $0.contains("컴파일되지 않음") }
            #expect(rows.contains { $0.contains("main.swift:1:14") } && rows.contains { $0.hasSuffix("^") })
            #expect(rows.contains("책의 출력") && rows.contains("│ 책에 있음"))
            try terminal.type("q")

            try pages.chapter(
                1, "run", "```c run\n#include <stdio.h>\nint main(void) { for (;;) puts(\"많음\"); }\n```")
            try terminal.waitForShell()
            try terminal.run("clear; \"$SIL\" read 1")
            try terminal.wait { $0.contains { $0.contains("▶ x 실행") } }
            try terminal.type("x")
            try terminal.wait(seconds: Self.patience) { $0.contains { $0.hasPrefix("방금 실행한 출력") } }
            try terminal.type("G")
            let end = try terminal.wait { $0.contains { $0.contains("[출력 초과: 256 KB") } }
            #expect(end.contains { $0.contains("너무 길어 뒤를 줄임") })
        }

        @Test("Without a compiler the page says what is missing, and reading goes on")
        func nothing() throws {
            let terminal = try pages.opened(1, rows: 30, before: "PATH=/nowhere")
            try terminal.type("x")
            try terminal.wait { $0.contains { $0.contains("Swift 컴파일러(swiftc)를 PATH에서 찾을 수 없음") } }
            #expect(try terminal.screen().contains("│ 새로 찍음 …"))
            try terminal.type(">")
            try terminal.wait { $0.last?.contains("2장") == true }
        }

        // MARK: The explorer

        @Test("An explored program tells its story; e explores one that is only run")
        func exploring() throws {
            let racing = """
                #include <pthread.h>
                #include <stdio.h>
                int count = 0;
                void *hit(void *p) { count = count + 1; return p; }
                int main(void) {
                    pthread_t a, b;
                    pthread_create(&a, 0, hit, 0);
                    pthread_create(&b, 0, hit, 0);
                    pthread_join(a, 0);
                    pthread_join(b, 0);
                    printf("%d\\n", count);
                }
                """
            try pages.chapter(
                1, "run",
                "```c explore\n\(racing)\n```\n```output\ndata_race\n다른 걸음\n```\n\n```c run\n\(racing)\n```")
            let terminal = try pages.opened(1, rows: 70)
            try terminal.type("x")
            let found = try terminal.wait(seconds: Self.patience) {
                $0.contains { $0.hasPrefix("방금 탐색한 것 · 책과 다름") }
            }
            #expect(found.contains { $0.contains("데이터 레이스") && $0.contains("찾음") })
            #expect(found.contains { $0.contains("스레드 A") && $0.contains("count") })
            #expect(found.contains { $0.contains("다음에서 count") || $0.contains("count = count + 1") })
            try terminal.press("Tab")
            try terminal.wait { $0.contains("실행 · C  ▶ x 실행  e 탐색") }
            try terminal.type("ㄷ")
            let second = try terminal.wait(seconds: Self.patience) { $0.contains("방금 탐색한 것") }
            let line = try #require(second.last { $0.contains("sil replay ") })
            let handle = try #require(line.firstMatch(of: /sil replay (\w+)/)).output.1
            try terminal.type("q")
            try expectShell(terminal)
            let replayed = try pages.learner.sil("replay", String(handle))
            #expect(replayed.status == 0 && !replayed.stdout.contains("바뀐 파일"), "\(replayed)")
        }

        @Test("A search is given up as a program is, and nothing of it is left")
        func givingUpSearch() throws {
            // Each of its schedules is long.
            try pages.chapter(
                1, "run",
                """
                ```c explore
                #include <pthread.h>
                int count = 0;
                void *hit(void *p) { for (int i = 0; i < 20000; i++) count = count + 1; return p; }
                int main(void) {
                    pthread_t a, b;
                    pthread_create(&a, 0, hit, 0);
                    pthread_create(&b, 0, hit, 0);
                    pthread_join(a, 0);
                    pthread_join(b, 0);
                }
                ```
                ```output
                data_race
                ```
                """)
            let stages = LivePageCourse.stages
            let terminal = try pages.opened(1)
            try terminal.type("x")
            let reader = try terminal.child()
            try terminal.wait(seconds: Self.patience) { $0.contains { $0.contains("▶ 탐색: 실행 순서") } }
            let family = Processes.descendants(of: Int(reader))
            #expect(!family.isEmpty)
            try terminal.type("q")
            try terminal.wait { !$0.contains { $0.contains("run 장") } }
            #expect(LivePageCourse.left(of: family) == [])
            try expectShell(terminal)
            #expect(LivePageCourse.stages.subtracting(stages) == [])
        }

        // MARK: Quizzes and exercises

        @Test("A quiz is answered in place and kept as sil quiz keeps it")
        func quiz() throws {
            struct Document: Decodable {
                struct Question: Decodable {
                    var quiz: String
                    var state: String
                }
                var questions: [Question]
            }
            func state() throws -> [String] {
                try pages.learner.sil("quiz", "2", "--json").document(Document.self).questions.map(\.state)
            }
            let terminal = try pages.opened(2)
            try terminal.type("x")
            try terminal.wait { $0.contains("│ 번호:") }
            #expect(try terminal.isCursorShown())
            try terminal.type("일번")
            try terminal.press("Enter")
            let wrong = try terminal.wait { $0.contains("│ ✗ 틀림") }
            #expect(wrong.contains("│ 내 답  일번") && wrong.contains("│ 나라서 그럼"))
            #expect(try state() == ["resting"])
            try terminal.type("ㅌ")
            try terminal.wait { $0.contains("│ 번호:") }
            try terminal.type("나")
            try terminal.press("Enter")
            try terminal.wait { $0.contains("│ ✓ 맞음") }
            try terminal.type("q")
            try expectShell(terminal)
            #expect(try state() == ["resting"], "right before its rest is over moves nothing")
            #expect(try Store(at: pages.learner.store).faults() == [])
        }

        @Test("An exercise is started from its page, and what was written is left alone")
        func exercise() throws {
            let workspace = try pages.learner.workspace()
            let file = workspace.appending(path: "Sources/DoubleIt/DoubleIt.swift")
            let terminal = try pages.opened(2, rows: 40, in: workspace)
            #expect(try terminal.screen().contains("      아직 시작하지 않음"))
            try terminal.press("Tab")
            try terminal.wait { $0.contains { $0.contains("double-it  두 배  ▶ x 시작") } }
            try terminal.type("x")
            let started = try terminal.wait {
                $0.contains { $0.contains("새로 놓음  Sources/DoubleIt/DoubleIt.swift") }
            }
            #expect(started.contains("      시작함 · 아직 내지 않음"))
            #expect(started.contains { $0.contains("./sil submit double-it") })
            try Data("func double(_ n: Int) -> Int { 2 * n }\n".utf8).write(to: file)
            try terminal.press("Enter")
            try terminal.wait { $0.contains { $0.contains("그대로 둠  Sources/DoubleIt/DoubleIt.swift") } }
            #expect(try String(contentsOf: file, encoding: .utf8).contains("2 * n"))
            try terminal.type("q")
            try expectShell(terminal)
            #expect(try pages.learner.sil("status", in: workspace).stdout.contains("double-it"))
        }

        @Test("Outside of a workspace an exercise says where it is to be done")
        func outside() throws {
            let terminal = try pages.opened(2, rows: 40)
            try terminal.press("Tab")
            try terminal.type("x")
            try terminal.wait { $0.contains { $0.contains("작업 공간이 아님") } }
            #expect(try terminal.screen().contains { $0.contains("sil init 새-폴더") })
        }
    }
}
