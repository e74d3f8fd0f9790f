import Foundation
import Glibc
import Testing

extension EndToEnd {
    /// Submissions whose files are the attack: their kind, their names, their bytes, their number.
    @Suite("파일로 하는 공격")
    struct FileAttacks {
        private let folder: TemporaryFolder
        private let learner: Learner
        private let wrong: String

        init() throws {
            folder = try TemporaryFolder()
            learner = try AttackRun.learner(in: .full)
            wrong = try String(
                contentsOfFile: "\(AttackRun.course)/Exercises/held-sum/Starter/HeldSum.swift",
                encoding: .utf8)
        }

        private func submit(_ files: [String]) throws -> SilProcess.Result {
            try learner.sil(["submit", "held-sum", "--course", AttackRun.course, "--json", "--file"] + files)
        }

        private func path(_ name: String) -> String { folder.url.appending(path: name).path }

        /// Runs a line of bash in the folder: names that are no text can be written there only.
        private func shell(_ line: String) throws -> SilProcess.Result {
            learner.environment["COURSE"] = AttackRun.course
            return try learner.shell(line, in: folder.url)
        }

        @Test(
            "What is no regular file is not read, and nothing hangs",
            arguments: [
                "mkfifo x.swift", "mkdir x.swift", "ln -s x.swift x.swift", "ln -s /dev/zero x.swift",
                "ln -s /dev/stdin x.swift", "ln -s /nowhere x.swift", "true",
            ])
        func odd(making: String) throws {
            _ = try shell(making)
            let result = try submit([path("x.swift")])
            #expect(result.status == 65)
            #expect(try result.document(ErrorDocument.self).error.message.contains(#/[가-힣]/#))
            let history = try learner.sil("history", "held-sum", "--course", AttackRun.course, "--json")
            #expect(try history.document(HistoryDocument.self).attempts.isEmpty)
        }

        @Test("A file of the system is not shown through a link")
        func link() throws {
            _ = try shell("ln -s /etc/passwd x.swift")
            let result = try submit([path("x.swift")])
            #expect(result.status != 0)
            #expect(!(result.stdout + result.stderr).contains("/root:"))
        }

        @Test(
            "Bytes that are no Swift text are invalid and start no compiler",
            arguments: [
                "printf 'let a = 1\\0\\n' >x.swift", "printf '\\xff\\xfe\\n' >x.swift",
                "printf '\\xed\\xa0\\x80' >x.swift", "iconv -t UTF-16 <<<'let a = 1' >x.swift",
                "head -c 2000000 /dev/zero | tr '\\0' '\\n' >x.swift", "truncate -s 10G x.swift",
            ])
        func bytes(making: String) throws {
            _ = try shell(making)
            let result = try submit([path("x.swift")])
            let verdict = try result.document(VerdictDocument.self)
            #expect(verdict.verdict == "invalid_submission" && result.status == 65)
            #expect(!verdict.counted && verdict.tests.isEmpty)
        }

        @Test("Ten thousand files are one invalid submission")
        func many() throws {
            let result = try shell(
                """
                mkdir many
                for i in $(seq 10000); do echo >many/$i.swift; done
                "$SIL" submit held-sum --course "$COURSE" --json --file many/*.swift
                """)
            #expect(try result.document(VerdictDocument.self).verdict == "invalid_submission")
            #expect(result.status == 65)
        }

        @Test(
            "A name that would steer the compiler or the shell is only a name",
            arguments: [
                "-o.swift", "-Xlinker.swift", "@arguments.swift", "$(touch taken).swift",
                "; touch taken;.swift",
                "a b.swift", "한글.swift", ".hidden.swift", "main.swift", "SilEntries.swift", "\".swift",
                "'.swift",
                String(repeating: "x", count: 240) + ".swift",
            ])
        func names(name: String) throws {
            let file = try folder.write(name, wrong)
            let result = try submit([file])
            #expect(try result.document(VerdictDocument.self).verdict == "failed")
            #expect(result.status == 1)
            #expect(!FileManager.default.fileExists(atPath: path("taken")))
        }

        @Test(
            "A name that is no text, or more than one line, is refused",
            arguments: ["$'a\\nb.swift'", "$'\\xff\\xfe.swift'", "$'a\\e[2Jb.swift'", "$'module.modulemap'"])
        func refusedNames(name: String) throws {
            let result = try shell(
                """
                echo 'let a = 1' >\(name)
                "$SIL" submit held-sum --course "$COURSE" --json --file \(name)
                """)
            #expect(result.status == 65, "\(result.stdout)")
            #expect(!result.stdout.contains("\u{1b}") && !result.stderr.contains("\u{1b}"))
        }

        @Test("The same name twice, composed and decomposed, is one name")
        func decomposed() throws {
            let composed = try folder.write("one/가.swift", wrong)
            let decomposed = try folder.write("two/\u{1100}\u{1161}.swift", "let other = 1\n")
            #expect(try submit([composed, decomposed]).status == 64)
        }

        @Test("A file that changes while it is read is graded as one of its states")
        func changing() throws {
            let result = try shell(
                """
                cp "$COURSE/Exercises/held-sum/Starter/HeldSum.swift" wrong
                (while [ ! -e done ]; do cp wrong x.swift; : >x.swift; cp wrong x.swift; done) &
                until [ -s x.swift ]; do :; done
                "$SIL" submit held-sum --course "$COURSE" --json --file x.swift
                status=$?
                touch done
                wait
                exit $status
                """)
            #expect(["failed", "compile_error"].contains(try result.document(VerdictDocument.self).verdict))
            #expect(result.status == 1)
        }

        /// Sources that only their size makes hostile.
        struct Bomb: CustomTestStringConvertible, Sendable {
            var name: String
            var source: @Sendable () -> String
            var isSlow = false
            var testDescription: String { name }
        }

        static let bombs = [
            Bomb(
                name: "three thousand parentheses",
                source: {
                    let depth = 3_000
                    let number =
                        String(repeating: "(", count: depth) + "1" + String(repeating: ")", count: depth)
                    return "let bomb = \(number)\n"
                }),
            Bomb(
                name: "ninety thousand statements",
                source: {
                    "func bomb() {\n    var n = 0\n" + String(repeating: "    n += 1\n", count: 90_000)
                        + "}\n"
                },
                isSlow: true),
            Bomb(
                name: "a literal of two hundred thousand elements",
                source: { "let bomb = [" + String(repeating: "1, ", count: 200_000) + "1]\n" },
                isSlow: true),
        ].filter { Checkout.isLong || !$0.isSlow }

        @Test("A source too big to compile ends at the limits of a compile", arguments: bombs)
        func bomb(example: Bomb) throws {
            let result = try submit([folder.write("HeldSum.swift", wrong + example.source())])
            let verdict = try result.document(VerdictDocument.self)
            #expect(["compile_error", "timed_out", "out_of_memory", "failed"].contains(verdict.verdict))
            #expect(result.status == 1)
        }
    }
}
