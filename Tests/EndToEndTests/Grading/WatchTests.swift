import Foundation
import Testing

extension EndToEnd {
    @Suite("지켜보기")
    struct Watching {
        private let learner: Learner
        private let course: TemporaryFolder
        private let workspace: URL

        private static let right = "func double(_ n: Int) -> Int { 2 * n }\n"
        private static let half = "func double(_ n: Int) -> Int { n > 1 ? 2 * n : 7 }\n"
        private static let endless = "func double(_ n: Int) -> Int { while n > 0 {}; return n }\n"

        init() throws {
            learner = try Learner()
            course = try TemporaryFolder()
            try course.write("Lessons/course.yml", "id: double\ntitle: 두 배\n")
            try course.write("Lessons/01-double.md", "---\ntitle: 두 배\n---\n## 하나\n글임.\n")
            for slug in ["double-it", "triple-it"] {
                let module = slug.split(separator: "-").map(\.capitalized).joined()
                try course.write(
                    "Exercises/\(slug)/exercise.yml",
                    "title: \(slug)\nsummary: 곱함\nkind: unit\nchapter: 01-double\npoints: 2\n"
                        + "hints: [더해 보세요.]\nlimits: {seconds: 60}\n")
                try course.write(
                    "Exercises/\(slug)/Starter/\(module).swift", "func double(_ n: Int) -> Int { 0 }\n")
                try course.write("Exercises/\(slug)/Solutions/plain/\(module).swift", Self.right)
                try course.write(
                    "Exercises/\(slug)/Grader/\(module)Tests.swift",
                    """
                    import XCTest

                    @testable import \(module)

                    final class \(module)Tests: XCTestCase {
                        /// 1의 두 배
                        func testOne() { XCTAssertEqual(double(1), 2) }
                        /// 2의 두 배
                        func testTwo() { XCTAssertEqual(double(2), 4) }
                    }

                    """)
            }
            learner.environment["SIL_COURSE"] = course.url.path
            learner.environment["EDITOR"] = "true"
            workspace = try learner.workspace()
        }

        private var file: URL { workspace.appending(path: "Sources/DoubleIt/DoubleIt.swift") }

        /// As editors do: aside, then renamed.
        private func save(_ text: String) throws {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file, options: .atomic)
        }

        private func start(with text: String) throws {
            #expect(try learner.sil("start", "double-it", in: workspace).status == 0)
            try save(text)
        }

        private var attempts: [HistoryDocument.Attempt] {
            get throws {
                try learner.sil("history", "double-it", "--json", in: workspace).document(
                    HistoryDocument.self
                )
                .attempts
            }
        }

        @Test(
            "Each save gets its verdict in place; only the pass is recorded; keys of both layouts do what they say"
        )
        func live() throws {
            let result = try learner.sil(
                ["watch", "double-it"], in: workspace,
                streams: .session(
                    columns: 80,
                    [
                        // Never started before: the starter lies there.
                        (
                            "불합격 0/2점",
                            {
                                try save(Self.half)
                                return ""
                            }
                        ),
                        ("불합격 1/2점", { "ㅗ" }), ("더해 보세요.", { "\n" + "s" }),
                        ("풀이는 통과한 뒤에", { "d" }), ("시작 코드 → 지금", { "\n" + "ㄱ" }),
                        ("시작 코드로 되돌릴까요?", { "n" }),
                        (
                            "결과로 돌아가기",
                            {
                                try save(Self.right)
                                return "\n"
                            }
                        ),
                        ("통과 2/2점", { "s" }), ("풀이 1/1 · plain", { "n" }), ("\u{1B}[1mtriple-it", { "l" }),
                        ("읽은 절 0/1", { "q" }),
                    ]))
            #expect(result.status == 0, "\(result.stdout.suffix(2_000))")
            #expect(result.stdout.hasSuffix("\u{1B}[?1049l"))
            #expect(try attempts.map(\.verdict) == ["passed"])
            #expect(
                FileManager.default.fileExists(atPath: workspace.path + "/Sources/TripleIt/TripleIt.swift"))
        }

        @Test("A reset is asked about, keeps what was written and says where")
        func reset() throws {
            try start(with: Self.half)
            let result = try learner.sil(
                ["watch", "double-it"], in: workspace,
                streams: .session(
                    columns: 80,
                    [("불합격 1/2점", { "r" }), ("시작 코드로 되돌릴까요?", { "ㅛ" }), ("backups/double-it/1", { "q" })]))
            #expect(result.status == 0)
            #expect(try String(contentsOf: file, encoding: .utf8).contains("{ 0 }"))
            let kept = workspace.appending(path: ".siltarae/backups/double-it/1/DoubleIt.swift")
            #expect(try String(contentsOf: kept, encoding: .utf8) == Self.half)
        }

        @Test("A newer save ends the grading of the older: a loop without end holds nobody up")
        func newerSave() throws {
            try start(with: Self.endless)
            var saved = ContinuousClock.now
            let result = try learner.sil(
                ["watch", "double-it"], in: workspace,
                streams: .session(
                    columns: 80,
                    [
                        (
                            "채점하는 중",
                            {
                                _ = waitForLoop()
                                saved = .now
                                try save(Self.right)
                                return ""
                            }
                        ),
                        ("통과 2/2점", { "q" }),
                    ]))
            #expect(result.status == 0)
            // The loop alone would have taken its minute.
            #expect(ContinuousClock.now - saved < .seconds(50))
            #expect(!result.stdout.contains("시간 초과"))
            #expect(try attempts.map(\.verdict) == ["passed"])
        }

        @Test(
            "With a loop without end running, q and Ctrl-C leave at once, and nothing is left",
            arguments: ["q", "\u{03}"])
        func leaving(key: String) throws {
            try start(with: Self.endless)
            let stages = Self.stages
            var family: Set<Int> = []
            var pressed = ContinuousClock.now
            let result = try learner.sil(
                ["watch", "double-it"], in: workspace,
                streams: .session(
                    columns: 80,
                    [
                        (
                            "채점하는 중",
                            {
                                family = waitForLoop()
                                pressed = .now
                                return key
                            }
                        )
                    ]))
            let took = ContinuousClock.now - pressed
            #expect(result.status == (key == "q" ? 0 : 130))
            // 0.2 seconds on a machine of one's own; tests share theirs.
            #expect(took < .seconds(3), "\(took)")
            #expect(family.filter { kill(pid_t($0), 0) == 0 } == [])
            #expect(Self.stages.subtracting(stages) == [])
            #expect(try attempts.isEmpty)
        }

        @Test("Without a terminal: one verdict after the other, and an interrupt ends it with 130")
        func piped() throws {
            try start(with: Self.half)
            try course.write("right.swift", Self.right)
            let result = try learner.shell(
                """
                wait_for() { for i in $(seq 2000); do grep -q "$1" out && return; sleep 0.1; done; }
                env --default-signal=INT "$SIL" watch double-it > out 2> err & pid=$!
                wait_for '불합격 1/2점'
                cp '\(course.url.path)/right.swift' Sources/DoubleIt/DoubleIt.swift
                wait_for '통과 2/2점'
                kill -INT $pid; wait $pid; echo "status $?"; cat err; tr -d '\\033' < out | cmp - out && echo plain
                """, in: workspace)
            #expect(result.stdout.contains("status 130"), "\(result.stdout)")
            #expect(result.stdout.contains("sil test double-it") && result.stdout.contains("plain"))
            #expect(try attempts.map(\.verdict) == ["passed"])
        }

        @Test("It is no command for documents, nor outside of a workspace")
        func refused() throws {
            let json = try learner.sil("watch", "double-it", "--json", in: workspace)
            #expect(json.status == 64 && json.speaksKorean)
            #expect(try learner.sil("watch", "double-it").status == 65)
            #expect(try learner.sil("watch", "no-such", in: workspace).status == 65)
        }

        // MARK: What runs

        /// Waits until a test of the learner's code uses up a processor.
        ///
        /// - Returns: ids of the `sil` that watches and of all that it started.
        private func waitForLoop() -> Set<Int> {
            var family = Self.family(in: workspace)
            for _ in 0..<600 where !family.contains(where: Self.isSpinning) {
                usleep(100_000)
                family = Self.family(in: workspace)
            }
            #expect(family.contains(where: Self.isSpinning))
            return family
        }

        /// Private folders of runs.
        private static var stages: Set<String> {
            let path = Checkout.cache.appending(path: "stage").path
            return Set((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
        }

        /// Ids of the `sil` that works in a folder, and of all that it started.
        private static func family(in folder: URL) -> Set<Int> {
            var parents: [Int: Int] = [:]
            for id in Processes.all {
                guard let status = try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8),
                    let match = status.firstMatch(of: /PPid:\s+(\d+)/), let parent = Int(match.output.1)
                else { continue }
                parents[id] = parent
            }
            let here = folder.resolvingSymlinksInPath().path
            var family = Set(
                parents.keys.filter { id in
                    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(id)/cwd")) == here
                })
            var isGrowing = true
            while isGrowing {
                let more = parents.filter { family.contains($0.value) && !family.contains($0.key) }.keys
                family.formUnion(more)
                isGrowing = !more.isEmpty
            }
            return family
        }

        /// A child of the host that has used up time of a processor: a test that runs.
        private static func isSpinning(_ id: Int) -> Bool {
            guard let stat = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8),
                let end = stat.lastIndex(of: ")"), stat.contains("(sil-host")
            else { return false }
            // utime is the 14th field; two come before the end of the name.
            let fields = stat[end...].split(separator: " ")
            return fields.count > 12 && (Int(fields[12]) ?? 0) > 30
        }
    }
}
