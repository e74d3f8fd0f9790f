import Foundation
import Testing

extension EndToEnd {
    /// The reader in a real terminal (tmux).
    @Suite("전체 화면 읽기")
    struct ReaderScreen {
        private let learner: Learner
        private let course: URL

        init() throws {
            learner = try Learner()
            course = learner.desk.appending(path: "course")
            try write("course.yml", "id: c\ntitle: 과정\n")
            let sections = (1...8).map { section in
                "## 절 \(section)\n\n" + (1...6).map { "글 \(section)-\($0)은 락(lock)이 지킴.\n\n" }.joined()
            }
            try write(
                "01-long.md",
                "---\ntitle: 긴 장\nsummary: 긺\nminutes: 3\n---\n\n# 긴 장\n\n" + sections.joined()
                    + "[둘째로](02-short.md#나)\n")
            try write(
                "02-short.md",
                "---\ntitle: 짧은 장\nsummary: 짧음\nminutes: 1\n---\n\n# 짧은 장\n\n## 가\n\n짧은 글.\n\n## 나\n\n둘째 글.\n"
            )
        }

        private func write(_ name: String, _ text: String) throws {
            let folder = course.appending(path: "Lessons")
            for folder in [folder, course.appending(path: "Exercises")] {
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            }
            try Data(text.utf8).write(to: folder.appending(path: name))
        }

        private func terminal(columns: Int = 80, rows: Int = 24) throws -> TmuxTerminal {
            let environment = learner.environment.merging([
                "SIL_HOME": learner.home.path, "SIL_COURSE": course.path, "SIL": Checkout.sil.path,
                "LANG": "C.UTF-8",
                "PATH": "/usr/bin:/bin", "HOME": learner.home.path, "PS1": "$ ",
            ]) { first, _ in first }
            return try TmuxTerminal(columns: columns, rows: rows, in: learner.desk, environment: environment)
        }

        /// Opens a chapter and waits until it stands there.
        private func opened(
            _ place: String = "1", title: String = "긴 장", columns: Int = 80, rows: Int = 24
        ) throws -> TmuxTerminal {
            let terminal = try terminal(columns: columns, rows: rows)
            try terminal.run("\"$SIL\" read \(place)")
            try terminal.wait { $0.last?.contains(title) == true }
            return terminal
        }

        /// The terminal is as a shell wants it: lines, echo, cursor, its own screen.
        private func expectShell(_ terminal: TmuxTerminal) throws {
            try terminal.waitForShell()
            try terminal.run("stty -a | grep -o '.icanon\\|.echo '; echo END")
            let rows = try terminal.wait { $0.contains("END") }
            #expect(rows.contains { $0.trimmingCharacters(in: .whitespaces) == "icanon" })
            #expect(rows.contains { $0.trimmingCharacters(in: .whitespaces) == "echo" })
            let isFull = try terminal.isFull()
            let isCursorShown = try terminal.isCursorShown()
            #expect(!isFull && isCursorShown)
        }

        private func sectionsRead(_ chapter: String) throws -> [String] {
            struct Document: Decodable {
                struct Section: Decodable {
                    var section: String
                    var read: Bool
                }
                var sections: [Section]
            }
            let result = try learner.sil("read", chapter, "--course", course.path, "--json")
            return try result.document(Document.self).sections.filter(\.read).map(\.section)
        }

        @Test("It takes the screen, moves by Latin and Korean keys, and gives the screen back")
        func keys() throws {
            let terminal = try opened()
            #expect(try terminal.isFull())
            #expect(try terminal.screen()[0] == "긴 장")
            try terminal.type("jj")
            try terminal.wait { $0[0] != "긴 장" }
            try terminal.type("ㅎ")
            try terminal.wait { $0[0] == "긴 장" }
            try terminal.press("NPage")
            try terminal.wait { $0[0] != "긴 장" }
            try terminal.type("ㅂ")
            try terminal.wait { !$0.contains { $0.contains("긴 장 ·") } }
            try expectShell(terminal)
        }

        @Test("Korean is searched for, the cursor where it is typed, and the hit shown")
        func search() throws {
            let terminal = try opened()
            try terminal.type("/글 7-3")
            try terminal.wait { $0.last == "/글 7-3" }
            #expect(try terminal.isCursorShown())
            try terminal.press("Enter")
            try terminal.wait { rows in
                rows.contains { $0.contains("글 7-3은") } && rows.last?.contains("1/1") == true
            }
            #expect(try !terminal.isCursorShown())
            try terminal.type("q")
            try expectShell(terminal)
        }

        @Test("A new size keeps the block on top, again and again")
        func resizing() throws {
            let terminal = try opened()
            try terminal.type("/글 4-1")
            try terminal.press("Enter")
            try terminal.wait { $0.last?.contains("1/1") == true }
            try terminal.type("]")
            let top = try terminal.wait { $0[0] == "절 5" || $0[0] == "절 4" }[0]
            for (columns, rows) in [(40, 12), (120, 30), (24, 8), (80, 24)] {
                try terminal.resize(columns: columns, rows: rows)
                try terminal.wait { $0.count == rows && $0[0] == top && $0[rows - 1].contains("긴 장") }
            }
        }

        @Test("Contents, sections, a link to another chapter and back")
        func places() throws {
            let terminal = try opened()
            try terminal.type("t")
            try terminal.wait { $0.contains { $0.contains("절 8개, 읽음 0개") } }
            try terminal.type("jjj")
            try terminal.press("Enter")
            try terminal.wait { $0[0] == "절 4" }
            try terminal.type("G")
            try terminal.wait { $0.last?.contains("100 %") == true }
            try terminal.press("Tab")
            try terminal.wait { $0.last?.contains("02-short#나") == true }
            try terminal.press("Enter")
            try terminal.wait { $0.last?.contains("짧은 장") == true }
            try terminal.press("BSpace")
            try terminal.wait { $0.last?.contains("긴 장") == true && $0.contains { $0.contains("둘째로") } }
        }

        @Test("Ctrl-Z and SIGTSTP stop it and give the screen back, fg goes on where it was")
        func stopping() throws {
            let terminal = try opened()
            try terminal.type("]]]")
            try terminal.wait { $0[0] == "절 3" }
            try terminal.press("C-z")
            try terminal.wait { $0.contains { $0.contains("Stopped") } }
            try expectShell(terminal)
            try terminal.run("fg")
            try terminal.wait { $0[0] == "절 3" && $0.last?.contains("긴 장") == true }
            #expect(try terminal.isFull())
            kill(try terminal.child(), SIGTSTP)
            try terminal.wait { !$0.contains { $0.contains("긴 장 ·") } }
            try expectShell(terminal)
            try terminal.run("fg")
            try terminal.wait { $0[0] == "절 3" }
            try terminal.type("q")
            try expectShell(terminal)
        }

        @Test("Whatever ends it, the terminal is as it was", arguments: [SIGTERM, SIGHUP, SIGINT, SIGSEGV])
        func ending(signal: Int32) throws {
            let terminal = try opened()
            kill(try terminal.child(), signal)
            try terminal.wait { !$0.contains { $0.contains("긴 장 ·") } }
            try expectShell(terminal)
        }

        @Test("A section is read when it was before the reader; what is scrolled past is not")
        func reading() throws {
            let long = try opened()
            try long.type(String(repeating: " ", count: 20))
            try long.type("q")
            try expectShell(long)
            #expect(try sectionsRead("1") == [])
            let short = try opened("2", title: "짧은 장")
            try short.wait { $0.last?.contains("읽음 2/2") == true }
            try short.type("q")
            try expectShell(short)
            #expect(try sectionsRead("2") == ["가", "나"])
        }

        @Test("For a screen reader, on a dumb terminal and through less there is no screen of its own")
        func otherWays() throws {
            let terminal = try terminal()
            try terminal.run("\"$SIL\" read 2 --plain")
            try terminal.wait { $0.contains("절: 나") && !$0.contains { $0.contains("─") } }
            try terminal.run("clear; TERM=dumb \"$SIL\" read 2")
            try terminal.wait { $0.contains("둘째 글.") }
            #expect(try !terminal.isFull())
        }

        @Test("A pipe gets text by every option, and a width that is none is refused")
        func options() throws {
            func read(_ options: String...) throws -> SilProcess.Result {
                try learner.sil(["read", "1", "--course", course.path] + options)
            }
            let raw = try read("--raw").stdout
            #expect(raw.contains("## 절 1\n") && raw.contains("[둘째로](02-short.md#나)"))
            #expect(try read().stdout.contains("둘째로 (sil read 2#나)"))
            #expect(try read("--color", "always").stdout.contains("\u{1B}[1m절 1\u{1B}[0m"))
            #expect(try !read("--ascii").stdout.contains("─"))
            #expect(try read("--plain").stdout.contains("절: 절 1"))
            #expect(try read("--width", "200").status == 0)
            let refused = try read("--width", "7")
            #expect(refused.status == 64 && refused.speaksKorean && refused.stdout == "")
            #expect(try read("--wrap", "letter").status == 64)
        }

        @Test(
            "Hostile chapters do no harm",
            arguments: [">", "|", "![", "*a_ ", "가", "a\u{1B}[31m\u{202E}b\u{9B}c"])
        func hostile(unit: String) throws {
            let count = (unit == "가" ? 900_000 : 60_000) / unit.utf8.count
            try write(
                "03-bad.md",
                "---\ntitle: 나쁨\nsummary: 나\nminutes: 1\n---\n\n# 나쁨\n\n## 절\n\n"
                    + String(repeating: unit, count: count) + "\n")
            let result = try learner.sil("read", "3", "--course", course.path)
            #expect(result.status == 0 && !result.output.contains(0x1B))
            // A second on a machine of one's own, optimized.
            let isOptimized = Checkout.sil.path.contains("release")
            #expect(result.elapsed < .seconds(isOptimized ? 10 : 60))
        }
    }
}
