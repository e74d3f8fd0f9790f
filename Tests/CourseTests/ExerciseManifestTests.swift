import Course
import Testing

@Suite("exercise.yml")
struct ExerciseManifestTests {
    @Test("three keys are enough, the rest has defaults")
    func defaults() throws {
        let exercise = try TemporaryCourse.exercise()
        #expect(exercise.title == "두 수 더하기")
        #expect(exercise.module == "HeldSum")
        #expect(exercise.limits == Exercise.Limits(seconds: 10, memoryMB: 512, processes: 64, outputKB: 256))
        #expect(exercise.points == 1)
        #expect(exercise.languageMode == 6)
        #expect(exercise.uses.isEmpty)
    }

    @Test("every key of the schema is read")
    func wholeSchema() throws {
        let exercise = try TemporaryCourse.exercise(
            """
            chapter: 01-sum
            minutes: 3
            difficulty: 2
            requires: [first-sum]
            concepts: [add]
            points: 2.5
            language_mode: 5
            hints: [더하기 연산자를 떠올리세요., a와 b를 모두 쓰세요.]
            limits: {seconds: 2.5, memory_mb: 64, processes: 8, output_kb: 16}
            uses: [threads, memory]
            rules:
              - {forbid: import Dispatch, why: 스레드를 직접 만들어 봄}
              - {require: func add, why: 시험이 부름}
            tests:
              HeldSumTests.testSmall: {title: 작은 수, weight: 2, read: "01-sum#하나", show: name}
            renamed_from: [old-sum]
            rejects:
              minus: {tests: [HeldSumTests.testSmall], why: 빼기로 착각함, misconception: sign}
            equivalents:
              - {operator: drop-signal, code: c.signal(), why: 기다리는 스레드가 없음}
              - {solution: plain, operator: change-number, code: let a = 1, becomes: let a = 2, why: 같음}
            carries: [{file: Sum.swift, from: first-sum}]
            compared: {model: 프리포크, arguments: [--processes, "8"]}
            """)
        #expect(
            exercise.equivalents.map(\.change) == ["drop-signal", "change-number"]
                && exercise.equivalents.map(\.solution) == [nil, "plain"]
                && exercise.equivalents.map(\.becomes) == [nil, "let a = 2"])
        #expect(exercise.carries == [Exercise.Carry(file: "Sum.swift", from: "first-sum")])
        #expect(exercise.compared == Exercise.Compared(model: "프리포크", arguments: ["--processes", "8"]))
        #expect(exercise.equivalents.first?.code == "c.signal()")
        #expect(exercise.chapter == "01-sum")
        #expect(exercise.minutes == 3)
        #expect(exercise.difficulty == 2)
        #expect(exercise.requires == ["first-sum"])
        #expect(exercise.concepts == ["add"])
        #expect(exercise.points == 2.5)
        #expect(exercise.languageMode == 5)
        #expect(exercise.hints == ["더하기 연산자를 떠올리세요.", "a와 b를 모두 쓰세요."])
        #expect(exercise.limits == Exercise.Limits(seconds: 2.5, memoryMB: 64, processes: 8, outputKB: 16))
        #expect(exercise.uses == [.threads, .memory])
        #expect(
            exercise.rules == [
                Exercise.Rule(demand: .forbid, construct: "import Dispatch", why: "스레드를 직접 만들어 봄"),
                Exercise.Rule(demand: .require, construct: "func add", why: "시험이 부름"),
            ])
        #expect(
            exercise.tests == [
                "HeldSumTests.testSmall": Exercise.TestNote(
                    title: "작은 수", weight: 2, read: "01-sum#하나", show: .name)
            ])
        #expect(exercise.names == ["held-sum", "old-sum"])
        #expect(
            exercise.rejects == [
                Exercise.Reject(
                    mutant: "minus", tests: ["HeldSumTests.testSmall"], why: "빼기로 착각함", misconception: "sign")
            ])
    }

    @Test(
        "what a submission may use follows from the kind",
        arguments: [
            ("unit", []), ("explore", [.threads]), ("performance", [.threads]),
            ("process", [.processes, .files, .threads]), ("server", [.processes, .sockets, .threads]),
        ] as [(String, Set<Exercise.Capability>)])
    func uses(kind: String, uses: Set<Exercise.Capability>) throws {
        let course = try TemporaryCourse(["Exercises/a/exercise.yml": "title: 가\nsummary: 나\nkind: \(kind)\n"]
        )
        #expect(try course.load().exercise("a").uses == uses)
    }

    @Test("a server may have 512 processes unless its manifest says otherwise")
    func serverProcesses() throws {
        let base = "title: 가\nsummary: 나\nkind: server\n"
        let course = try TemporaryCourse([
            "Exercises/a/exercise.yml": base, "Exercises/b/exercise.yml": base + "limits: {processes: 9}\n",
        ])
        #expect(try course.load().exercise("a").limits.processes == 512)
        #expect(try course.load().exercise("b").limits.processes == 9)
    }

    @Test("an empty value means the default")
    func emptyValue() throws {
        #expect(try TemporaryCourse.exercise("minutes:\nhints: ~\n").minutes == 10)
    }

    @Test("an unknown key is a fault with the key that was meant, at every level")
    func unknownKeys() throws {
        let faults = try TemporaryCourse.faults(
            ofExercise: """
                title: 가
                sumary: 나
                summary: 나
                kind: unit
                limits: {seconds: 1, memory: 3}
                rules:
                  - {forbid: goto, why: 까닭, wyh: 오타}
                tests:
                  ATests.testA: {wieght: 1}
                rejects:
                  minus: {tests: [ATests.testA], why: 까닭, misconceptoin: 오타}
                """)
        #expect(
            faults.places.sorted() == [
                "unknown-key@11:43", "unknown-key@2:1", "unknown-key@5:22", "unknown-key@7:29",
                "unknown-key@9:18",
            ])
        #expect(faults.first { $0.line == 2 }?.fix.contains("`summary`") == true)
        #expect(faults.first { $0.line == 9 }?.fix.contains("`weight`") == true)
        #expect(faults.first { $0.line == 11 }?.fix.contains("`misconception`") == true)
    }

    @Test(
        "a value of the wrong type or out of range is a fault at its place",
        arguments: [
            ("minutes: 세 개", "wrong-type@4:10"), ("minutes: \"3\"", "wrong-type@4:10"),
            ("minutes: 2.5", "wrong-type@4:10"), ("minutes: -1", "out-of-range@4:10"),
            ("minutes: 99999999999999999999", "wrong-type@4:10"), ("difficulty: 6", "out-of-range@4:13"),
            ("language_mode: 4", "out-of-range@4:16"), ("points: .inf", "wrong-type@4:9"),
            ("points: nan", "wrong-type@4:9"), ("points: -1", "out-of-range@4:9"),
            ("hints: 하나", "wrong-type@4:8"), ("hints: [[가]]", "wrong-type@4:9"), ("hints: ['']", "empty@4:9"),
            ("limits: 3", "wrong-type@4:9"), ("limits: {seconds: 0}", "out-of-range@4:19"),
            ("uses: [thread]", "unknown-value@4:8"), ("requires: [Not-A-Slug]", "bad-name@4:12"),
            ("rules: [goto]", "wrong-type@4:9"), ("rules: [{why: 까닭}]", "missing-key@4:9"),
            ("rules: [{forbid: a, require: b, why: c}]", "conflict@4:21"),
            ("rules: [{forbid: a}]", "missing-key@4:9"), ("tests: [a]", "wrong-type@4:8"),
            ("tests: {noDot: {}}", "bad-name@4:1"), ("rejects: {a: {why: 까닭}}", "missing-key@4:14"),
            ("rejects: {a: {why: 까닭, tests: []}}", "missing-key@4:24"),
        ])
    func wrongValues(line: String, place: String) throws {
        let faults = try TemporaryCourse.faults(ofExercise: TemporaryCourse.minimalExercise + line + "\n")
        #expect(faults.places == [place])
        #expect(faults.allSatisfy { $0.path == "Exercises/held-sum/exercise.yml" && !$0.fix.isEmpty })
    }

    @Test("all missing keys are told at once")
    func missingKeys() throws {
        let faults = try TemporaryCourse.faults(ofExercise: "minutes: 3\n")
        #expect(faults.filter { $0.rule == "missing-key" }.count == 3)
    }

    @Test("an empty manifest lacks what is required and is no crash")
    func empty() throws {
        #expect(
            try TemporaryCourse.faults(ofExercise: "").map(\.rule)
                == Array(repeating: "missing-key", count: 3))
        #expect(try TemporaryCourse.faults(ofExercise: "# 아직\n").count == 3)
    }

    @Test(
        "a slug must be a name that can become a module",
        arguments: ["Held-Sum", "held--sum", "-a", "held_sum", "하나", "2-threads", "foundation", "server-kit"])
    func slugs(slug: String) throws {
        let course = try TemporaryCourse(["Exercises/\(slug)/exercise.yml": TemporaryCourse.minimalExercise])
        #expect(try course.load().faults.map(\.rule) == ["bad-name"])
        #expect(try course.load().exercises.isEmpty)
    }

    @Test("a folder without a manifest is a fault")
    func noManifest() throws {
        let course = try TemporaryCourse(["Exercises/held-sum/Starter/HeldSum.swift": ""])
        #expect(try course.load().faults.map(\.rule) == ["missing-file"])
    }
}
