import Foundation
import Testing

extension EndToEnd {
    /// Hostile submissions: none passes, each gets a verdict that says what it is, and nothing of them lasts.
    ///
    /// `Docs/attacks.md` is the table of them, beside what `swift test` says of each.
    @Suite("공격", .serialized)
    struct Attacks {
        /// Stands in every grader of the suite's course.
        static let secret = "held-7f3a-for-the-grader-alone"

        static let exercises = [
            "held-sum", "held-threads", "held-files", "held-processes", "held-tally", "held-memory",
            "held-open",
        ]

        @Test("Twenty families, seventy programs at least, each with a header")
        func whole() throws {
            let files = try FileManager.default.contentsOfDirectory(atPath: AttackProgram.folder.path)
            for file in files { _ = try AttackProgram(at: AttackProgram.folder.appending(path: file)) }
            #expect(files.count >= 70)
            #expect(Set(AttackProgram.all.map(\.family)).count == 20)
            #expect(AttackProgram.all.allSatisfy { Self.exercises.contains($0.exercise) })
        }

        @Test("The table in Docs is the one of the headers; Scripts/attacks writes it")
        func table() throws {
            let document = try String(
                contentsOf: Checkout.root.appending(path: "Docs/attacks.md"), encoding: .utf8)
            let rows = Set(document.split(separator: "\n"))
            for file in try FileManager.default.contentsOfDirectory(atPath: AttackProgram.folder.path) {
                let program = try AttackProgram(at: AttackProgram.folder.appending(path: file))
                let verdicts = program.verdictLists.map { $0.replacing(" | ", with: ", ") }
                let cells =
                    ["\(program.family)", "`\(program.name)`", program.tries, program.plain] + verdicts
                #expect(rows.contains("| \(cells.joined(separator: " | ")) |"))
            }
        }

        @Test("It is told what it is", arguments: AttackTier.allCases, AttackProgram.all)
        func verdict(tier: AttackTier, program: AttackProgram) throws {
            let outcome = try #require(try AttackRun.run(in: tier).outcome(of: program))
            let verdict = try outcome.result.document(VerdictDocument.self)
            let allowed = try #require(program.verdicts[tier])
            #expect(verdict.verdict != "passed" && outcome.result.status != 0, "a forgery")
            #expect(allowed.contains(verdict.verdict), "\(outcome.result.stdout)")
            #expect(outcome.result.status == 1)
            #expect(verdict.sandbox == tier.rawValue)
            #expect(verdict.score < verdict.maxScore)
            #expect(!outcome.said.contains("BREACH"), "\(outcome.said)")
            let everything = outcome.result.stdout + outcome.result.stderr
            #expect(!everything.contains(Self.secret) && !everything.contains("/Grader/"))
            if ["forbidden", "tampered"].contains(verdict.verdict) {
                let reason = try outcome.result.document(Reason.self).reason ?? ""
                let words = verdict.diagnostics.map(\.message) + [reason]
                #expect(words.contains { $0.contains(#/[가-힣]/#) }, "says in Korean what was seen")
            }
        }

        private struct Reason: Decodable {
            var reason: String?
        }

        @Test("The machine is what it was", arguments: AttackTier.allCases)
        func damage(tier: AttackTier) throws {
            let damage = try AttackRun.run(in: tier).damage
            #expect(!damage.wasReached, "a server of the machine's was reached")
            #expect(damage.leftRunning == [])
            #expect(damage.leftFiles == [])
            #expect(damage.leftStages == [])
            #expect(damage.openedFiles == [])
            #expect(damage.changedSettings == [])
        }

        @Test("Right answers still pass afterwards, in the same cache", arguments: AttackTier.allCases)
        func solutions(tier: AttackTier) throws {
            _ = try AttackRun.run(in: tier)
            for exercise in Self.exercises {
                let result = try AttackRun.submit(exercise, [AttackRun.solution(of: exercise)], in: tier)
                #expect(try result.document(VerdictDocument.self).verdict == "passed", "\(exercise)")
            }
        }

        @Test("A file left behind is not there for the next submission", arguments: AttackTier.allCases)
        func leftFiles(tier: AttackTier) throws {
            let program = try #require(AttackProgram.all.first { $0.name == "state-left-files" })
            let source = try String(contentsOf: program.files[0], encoding: .utf8)
            for mark in ["first", "second"] {
                let folder = try TemporaryFolder()
                let file = try folder.write("HeldFiles.swift", source.replacing("held-mark", with: mark))
                let verdict = try AttackRun.submit(program.exercise, [file], in: tier).document(
                    VerdictDocument.self)
                #expect(verdict.tests.count == 3)
                #expect(!verdict.tests.contains { $0.output?.contains("BREACH") == true })
            }
        }

        /// A daemon in a session of its own, and a test that waits beside it.
        private static let daemon = """
            import Glibc

            func nextSquare(_ number: Int) -> Int {
                guard fork() == 0 else {
                    sleep(60)
                    return -1
                }
                setsid()
                guard fork() == 0 else { _exit(0) }
                var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("held-mark"), strdup("1000"), nil]
                execv("/bin/sleep", &arguments)
                _exit(1)
            }

            """

        @Test("Nothing is left when sil itself is killed", arguments: AttackTier.allCases)
        func killedTool(tier: AttackTier) throws {
            let machine = try AttackedMachine()
            let learner = try AttackRun.learner(in: tier)
            learner.environment["MARK"] = machine.mark
            try machine.aimed(Self.daemon).write(
                to: learner.desk.appending(path: "HeldOpen.swift"), atomically: true, encoding: .utf8)
            // The daemon's arguments are the only ones that begin with the mark.
            let result = try learner.shell(
                """
                "$SIL" submit held-open --course '\(AttackRun.course)' --json --file HeldOpen.swift >answer.json &
                sil=$!
                for _ in $(seq 1000); do
                    if grep -sl "^$MARK" /proc/[0-9]*/cmdline >seen; then kill -KILL $sil; break; fi
                    kill -0 $sil || break
                    sleep 0.01
                done
                wait $sil
                """)
            #expect(result.status == 137, "killed while the daemon ran: \(result.stderr)")
            let damage = machine.damage()
            #expect(damage.leftRunning == [])
            #expect(damage.leftFiles == [])
        }
    }
}
