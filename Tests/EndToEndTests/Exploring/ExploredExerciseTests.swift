import Foundation
import Testing

extension EndToEnd {
    @Suite("탐색으로 채점하는 연습")
    struct ExploredExercises {
        let course: SharedCourse

        init() throws { course = try SharedCourse() }

        struct Graded: Decodable {
            struct Scenario: Decodable, Equatable {
                var title: String
                var exhausted: Bool
                var orders: Int
                var findings: Int
            }
            struct Test: Decodable {
                var name: String
                var status: String
                var message: String?
                var explored: [Scenario]?
            }
            struct Finding: Decodable {
                var kind: String
                var title: String
                var handle: String?
                var preemptions: Int
                var minimum: Bool?
                var orders: Int?
                var shown: Int?
                var test: String
                var scenario: String
                var steps: [ExploreDocument.Step]
            }
            var verdict: String
            var score: Double
            var attempt: Int?
            var repeated: Bool?
            var reason: String?
            var tests: [Test]
            var findings: [Finding]
            var timing: VerdictDocument.Timing

            func test(_ name: String) -> Test? { tests.first { $0.name == "SharedTests." + name } }
        }

        private func graded(_ source: String) throws -> Graded {
            let result = try course.submit(source, "--json")
            let graded = try result.document(Graded.self)
            #expect(result.status == (graded.verdict == "passed" ? 0 : 1))
            return graded
        }

        @Test("A right submission passes, and every order was checked")
        func passed() throws {
            let graded = try graded(SharedCourse.locked)
            #expect(graded.verdict == "passed", "\(graded.tests)")
            #expect(graded.test("testOne")?.explored == nil)
            let scenario = try #require(graded.test("testTwo")?.explored?.first)
            #expect(scenario.title == SharedCourse.title)
            #expect(scenario.exhausted && scenario.orders >= 2 && scenario.findings == 0)
            #expect(graded.findings.isEmpty)
        }

        @Test("A lost update: failed, its four steps at the learner's line, expected and actual")
        func race() throws {
            let graded = try graded(SharedCourse.racy)
            #expect(graded.verdict == "failed" && graded.score == 2)
            #expect(graded.test("testTwo")?.message == "기대 2 · 실제 1")
            let lost = try #require(graded.findings.first { $0.kind == "assertion" })
            #expect(lost.test == "SharedTests.testTwo" && lost.scenario == SharedCourse.title)
            // Swift says of `+=` first that it will write; that has no value.
            let steps = lost.steps.filter {
                $0.value != nil && $0.what == "value" && $0.line == 14 && $0.file == "Shared.swift"
            }
            #expect(steps.map(\.action) == ["read", "read", "write", "write"])
            #expect(steps.map(\.value) == ["0", "0", "1", "1"])
            #expect(graded.findings.contains { $0.kind == "data_race" })
            // Nothing of the grader's is a place.
            #expect(
                graded.findings.flatMap(\.steps).allSatisfy { $0.file == nil || $0.file == "Shared.swift" })
        }

        @Test("A deadlock: deadlocked, who holds what and waits for what; the other tests keep their results")
        func deadlock() throws {
            let graded = try graded(SharedCourse.deadlocked)
            #expect(graded.verdict == "deadlocked")
            #expect(graded.tests.map(\.status) == ["passed", "passed", "deadlocked"])
            let finding = try #require(graded.findings.first { $0.kind == "deadlock" })
            let waiting = finding.steps.filter { $0.heldBy != nil && $0.action == "lock" }
            #expect(Set(waiting.map(\.lock)) == ["left", "right"])
            #expect(waiting.allSatisfy { $0.file == "Shared.swift" })
        }

        @Test("A trap in one order only is a crash, told with its words")
        func trap() throws {
            let graded = try graded(
                SharedCourse.source(
                    hit:
                        "value += 1; precondition(value < 3); let seen = value; precondition(seen > 0); value = seen / seen + value - 1; if seen == 2 { left.lock(); fatalError(\"둘째\") }"
                ))
            #expect(graded.verdict == "crashed", "\(graded.tests)")
            #expect(graded.test("testTwo")?.status == "crashed")
        }

        @Test("The same submission gets the same verdict, word by word")
        func deterministic() throws {
            let first = try course.submit(SharedCourse.racy, "--json", command: "test")
            let second = try course.submit(SharedCourse.racy, "--json", command: "test")
            #expect(try withoutTimes(first) == withoutTimes(second))
        }

        private func withoutTimes(_ result: SilProcess.Result) throws -> String {
            result.stdout.replacing(#/"(seconds|stage|compile|link|run|total)":[0-9.e-]+/#, with: "")
                .replacing(#/"cached":\[[^\]]*\]/#, with: "")
        }

        @Test("Submitted again, the story of then is shown")
        func again() throws {
            let first = try graded(SharedCourse.racy)
            let second = try graded(SharedCourse.racy)
            #expect(second.repeated == true && second.attempt == first.attempt)
            #expect(second.findings.map(\.handle) == first.findings.map(\.handle))
            #expect(first.findings.allSatisfy { $0.handle != nil })
        }

        @Test("On a card: the story, where to read, how to replay; a pass says what was proven")
        func card() throws {
            let failed = try course.submit(SharedCourse.racy).stdout
            for words in [
                "갱신을 하나 잃음", "읽기 → 0", "value += 1", "기대 2 · 실제 1", "sil read 01-shared#하나", "sil replay ",
            ] {
                #expect(failed.contains(words), "\(words)\n\(failed)")
            }
            #expect(!failed.contains("explored:"))
            #expect(try course.submit(SharedCourse.locked).stdout.contains("개를 모두 확인함"))
        }

        @Test("In how many of all orders it comes about, on the card and in the document")
        func orders() throws {
            let lost = try #require(graded(SharedCourse.racy).findings.first { $0.kind == "assertion" })
            let (all, shown) = (try #require(lost.orders), try #require(lost.shown))
            #expect(0 < shown && shown < all, "some orders lose nothing")
            #expect(lost.minimum == true && lost.preemptions == 1)
            let card = try course.submit(SharedCourse.racy).stdout
            #expect(card.contains("기대 2 · 실제 1 · 가능한 순서 \(all)개 가운데"), "\(card)")
            #expect(card.contains("1  2여야 함"))
        }

        @Test("A finding of a test is replayed in its one schedule, and still happens")
        func replay() throws {
            let found = try graded(SharedCourse.deadlocked).findings
            let handle = try #require(found.first?.handle)
            let shown = try course.learner.sil("replay", handle, "--course", course.folder.url.path)
            #expect(shown.status == 0)
            #expect(shown.stdout.contains("서로를 기다림"))
            #expect(shown.stdout.contains("같은 순서에서 똑같이 일어남"))
        }

        @Test("A replay says what differs when the grader is another one by now")
        func replayElsewhere() throws {
            let lost = try #require(graded(SharedCourse.racy).findings.first { $0.kind == "assertion" })
            let handle = try #require(lost.handle)
            let grader = course.folder.url.appending(path: "Exercises/shared/Grader/SharedTests.swift")
            let text = try String(contentsOf: grader, encoding: .utf8)
            let other = text.replacing(
                "XCTAssertEqual(shared.count, 2)", with: "XCTAssertEqual(shared.count, 1)")
            try Data(other.utf8).write(to: grader)
            let result = try course.learner.sil("replay", handle, "--course", course.folder.url.path)
            #expect(result.status == 1, "\(result.stdout)")
            #expect(result.stdout.contains("다른 일이 일어남: 데이터 레이스"), "\(result.stdout)")
        }

        // MARK: Forgery

        @Test(
            "What would stand in for the explorer is refused before it runs",
            arguments: [
                "@_cdecl(\"__tsan_write8\") public func write8(_ p: UnsafeRawPointer) {}",
                "@_cdecl(\"__tsan_init\") public func start() {}",
                "@_cdecl(\"pthread_mutex_lock\") public func lock(_ p: UnsafeRawPointer) -> Int32 { 0 }",
                "@_silgen_name(\"__tsan_func_entry\") func entry(_ p: UInt)",
                "@_section(\".init_array\") @_used let start: @convention(c) () -> Void = {}",
                "@_cdecl(\"ip_scenarios_begin\") public func begin() {}",
                "@_silgen_name(\"ip_scenario_is_running\") func running() -> Bool\nlet answer = running()",
            ])
        func forged(others: String) throws {
            let source = SharedCourse.source(hit: "value += 1", others: others)
            let graded = try graded(source)
            #expect(["forbidden", "tampered", "compile_error"].contains(graded.verdict), "\(graded.verdict)")
            #expect(graded.tests.isEmpty && graded.score == 0)
        }

        @Test("The explorer's own calls are no way out", arguments: ["exit(0)", "abort()"])
        func leaving(call: String) throws {
            #expect(try graded(SharedCourse.source(hit: call)).verdict != "passed")
        }
    }
}
