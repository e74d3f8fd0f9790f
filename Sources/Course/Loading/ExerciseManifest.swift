/// `Exercises/<slug>/exercise.yml` ─► `Exercise`.
enum ExerciseManifest {
    static let bytesMax = 64 * 1024

    /// The exercise, and what is wrong with it. A manifest with any fault gives no exercise: it would be graded by
    /// other rules than its author meant.
    static func read(_ slug: String, in folder: CourseFolder) -> (
        exercise: Exercise?, faults: [CourseError.Fault]
    ) {
        let log = FaultLog(path: "Exercises/\(slug)/exercise.yml")
        if let wrong = NameShape.exercise.complaint(about: slug) {
            log.note("bad-name", line: nil, wrong.message, fix: wrong.fix)
        }
        var exercise: Exercise?
        do throws(CourseFolder.Trouble) {
            let text = try folder.text(of: log.path, limit: bytesMax)
            if let mapping = YAMLText.mapping(of: text, log: log) {
                let reader = MappingReader(mapping, log: log)
                exercise = self.exercise(slug, directory: folder.path("Exercises/\(slug)"), from: reader)
                reader.finish()
            }
        } catch {
            log.note(error)
        }
        return (log.faults.isEmpty ? exercise : nil, log.faults)
    }

    private static func exercise(_ slug: String, directory: String, from manifest: MappingReader) -> Exercise?
    {
        let title = manifest.required("title")
        let summary = manifest.required("summary")
        let kind = manifest.required("kind") == nil ? nil : manifest.word("kind", Exercise.Kind.self)

        var exercise = Exercise(
            slug: slug, directory: directory, title: title ?? slug, summary: summary ?? "",
            kind: kind ?? .unit)
        exercise.chapter = manifest.string("chapter")
        exercise.minutes = manifest.int("minutes", in: 0...10_000) ?? exercise.minutes
        exercise.difficulty = manifest.int("difficulty", in: 1...5) ?? exercise.difficulty
        exercise.requires = manifest.strings("requires", shape: .exercise) ?? []
        exercise.concepts = manifest.strings("concepts") ?? []
        exercise.points = manifest.number("points", in: 0...10_000) ?? exercise.points
        exercise.languageMode = manifest.int("language_mode", in: 5...6) ?? exercise.languageMode
        exercise.hints = manifest.strings("hints") ?? []
        exercise.limits = limits(manifest.mapping("limits"), kind: exercise.kind)
        exercise.uses =
            manifest.words("uses", Exercise.Capability.self).map(Set.init) ?? exercise.kind.usualUses
        exercise.rules = manifest.mappings("rules")?.compactMap(rule) ?? []
        exercise.tests = tests(manifest)
        exercise.renamedFrom = manifest.strings("renamed_from", shape: .exercise) ?? []
        exercise.rejects = rejects(manifest)
        exercise.equivalents = manifest.mappings("equivalents")?.compactMap(equivalent) ?? []
        exercise.carries = manifest.mappings("carries")?.compactMap(carry) ?? []
        exercise.compared = manifest.mapping("compared").flatMap(compared)
        guard title != nil, summary != nil, kind != nil else { return nil }
        return exercise
    }

    private static func carry(_ reader: MappingReader) -> Exercise.Carry? {
        defer { reader.finish() }
        guard let file = reader.required("file"), let from = reader.required("from") else { return nil }
        return Exercise.Carry(file: file, from: from)
    }

    private static func compared(_ reader: MappingReader) -> Exercise.Compared? {
        defer { reader.finish() }
        let arguments = reader.strings("arguments") ?? []
        return reader.required("model").map { Exercise.Compared(model: $0, arguments: arguments) }
    }

    private static func limits(_ reader: MappingReader?, kind: Exercise.Kind) -> Exercise.Limits {
        var limits = Exercise.Limits()
        if kind == .server { limits.processes = 512 }
        guard let reader else { return limits }
        limits.seconds = reader.number("seconds", in: 0.1...600) ?? limits.seconds
        limits.memoryMB = reader.int("memory_mb", in: 16...16_384) ?? limits.memoryMB
        limits.processes = reader.int("processes", in: 1...4_096) ?? limits.processes
        limits.outputKB = reader.int("output_kb", in: 1...65_536) ?? limits.outputKB
        reader.finish()
        return limits
    }

    private static func rule(_ reader: MappingReader) -> Exercise.Rule? {
        defer { reader.finish() }
        let forbid = reader.string("forbid")
        let require = reader.string("require")
        let why = reader.required("why")
        switch (forbid, require) {
        case (let construct?, nil):
            return why.map { Exercise.Rule(demand: .forbid, construct: construct, why: $0) }
        case (nil, let construct?):
            return why.map { Exercise.Rule(demand: .require, construct: construct, why: $0) }
        case (nil, nil):
            reader.note(
                "missing-key", about: "forbid", "`forbid`나 `require`가 없음",
                fix: "`{forbid: import Dispatch, why: 까닭}` 꼴로 쓰세요.")
        case (_?, _?):
            reader.note(
                "conflict", about: "require", "`forbid`와 `require`가 함께 있음", fix: "규칙을 둘로 나누세요.")
        }
        return nil
    }

    private static func tests(_ manifest: MappingReader) -> [String: Exercise.TestNote] {
        var notes: [String: Exercise.TestNote] = [:]
        for (name, _, reader) in manifest.named("tests") ?? [] {
            if let wrong = NameShape.test.complaint(about: name) {
                manifest.note("bad-name", about: "tests", wrong.message, fix: wrong.fix)
            }
            notes[name] = Exercise.TestNote(
                title: reader.string("title"), weight: reader.number("weight", in: 0...1_000) ?? 1,
                read: reader.string("read"),
                show: reader.word("show", Exercise.TestNote.Show.self) ?? .message)
            reader.finish()
        }
        return notes
    }

    private static func equivalent(_ reader: MappingReader) -> Exercise.Equivalent? {
        defer { reader.finish() }
        let change = reader.required("operator")
        let code = reader.required("code")
        let why = reader.required("why")
        let line = reader.line("operator")
        guard let change, let code, let why else { return nil }
        return Exercise.Equivalent(
            solution: reader.string("solution"), change: change, code: code,
            becomes: reader.string("becomes"), why: why, line: line)
    }

    private static func rejects(_ manifest: MappingReader) -> [Exercise.Reject] {
        (manifest.named("rejects") ?? []).compactMap { mutant, _, reader in
            defer { reader.finish() }
            if mutant.contains("/") || mutant.hasPrefix(".") {
                manifest.note(
                    "bad-name", about: "rejects", "폴더 이름이 아님: `\(mutant)`", fix: "Mutants/ 아래의 폴더 이름을 쓰세요.")
            }
            let why = reader.required("why")
            let misconception = reader.string("misconception")
            let timesOut = reader.bool("times_out") ?? false
            let tests = reader.strings("tests", shape: .test)
            guard let tests, !tests.isEmpty, let why else {
                if tests?.isEmpty ?? !reader.has("tests") {
                    reader.note(
                        "missing-key", about: "tests", "`\(mutant)`: 떨어뜨릴 시험이 없음",
                        fix: "`tests: [클래스.메서드]`를 더하세요.")
                }
                return nil
            }
            return Exercise.Reject(
                mutant: mutant, tests: tests, why: why, misconception: misconception, timesOut: timesOut)
        }
    }
}

extension Exercise.Kind {
    /// What a submission of this kind may use when its manifest does not say.
    var usualUses: Set<Exercise.Capability> {
        switch self {
        case .unit: []
        case .explore, .performance: [.threads]
        case .process: [.processes, .files, .threads]
        case .server: [.processes, .sockets, .threads]
        }
    }
}
