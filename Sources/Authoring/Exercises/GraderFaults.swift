import Course
import Grading

/// What is wrong with a grader that runs: tests nobody can read, names that are not there, trust in a learner's `==`.
struct GraderFaults {
    let folder: ExerciseFolder

    private var exercise: Exercise { folder.exercise }

    func faults(on bench: Workbench) async throws -> [Fault] {
        let survey = try await survey(on: bench)
        // That it does not compile is told where its first solution is tried.
        guard survey.failure == nil else { return [] }
        return titles(survey) + unknown(survey) + equality(survey) + foreign(survey)
    }

    /// Why the grader does not compile, in the compiler's words; nil when it does.
    func failure(on bench: Workbench) async throws -> String? { try await survey(on: bench).failure }

    private func survey(on bench: Workbench) async throws -> GraderSurvey {
        let (exercise, grader) = (folder.exercise, bench.instruments.grader)
        var key = WorkKey("survey 1")
        key.add(try grader.fingerprint(of: exercise))
        for work in [folder.starter] + folder.solutions.prefix(1) {
            for file in work.files {
                key.add(file.name)
                key.add(bytes: file.bytes)
            }
        }
        return try await bench.remembered(key) { try await grader.survey(of: exercise) }
    }

    private func titles(_ survey: GraderSurvey) -> [Fault] {
        survey.tests.compactMap { test in
            let title = exercise.tests[test.name]?.title ?? test.title ?? ""
            guard !title.contains(where: Hangul.isSyllable) else { return nil }
            let place = place(of: test.name)
            return Fault(
                file: place.file, line: place.line, column: place.column, rule: "test-title",
                message: title.isEmpty ? "시험에 제목이 없음: `\(test.name)`" : "시험 제목이 한국어가 아님: `\(title)`",
                fix: "위 줄에 `/// 무엇이 되어야 하는지`를 쓰세요.")
        }
    }

    private func unknown(_ survey: GraderSurvey) -> [Fault] {
        let names = survey.tests.map(\.name)
        func fault(_ name: String, at keys: [String]) -> Fault {
            folder.fault(
                "unknown-test", at: keys, "채점기에 없는 시험: `\(name)`",
                fix: NearestNames.of(name, among: names).first.map { "혹시 `\($0)` 아닌가요?" } ?? "이름을 고치거나 지우세요.")
        }
        let notes = exercise.tests.keys.sorted().filter { !names.contains($0) }.map {
            fault($0, at: ["tests", $0])
        }
        return notes
            + exercise.rejects.flatMap { reject in
                reject.tests.filter { !names.contains($0) }.map {
                    fault($0, at: ["rejects", reject.mutant, $0])
                }
            }
    }

    private func equality(_ survey: GraderSurvey) -> [Fault] {
        survey.comparedTypes.map { type in
            fault(
                "learners-equality", where: type,
                message: "배우는 사람이 쓴 `==`로 견줌: `\(type)`. 늘 참인 `==`를 쓰면 통과함",
                fix: "`switch`나 `if case`로 값을 꺼내, 정수나 글자처럼 Swift가 정한 타입끼리 견주세요.")
        }
    }

    private func foreign(_ survey: GraderSurvey) -> [Fault] {
        survey.foreignNames.map { name in
            fault(
                "binds-extension", where: name.split(separator: ".").last.map(String.init) ?? name,
                message: "배우는 사람이 남의 타입에 더한 것을 채점기가 씀: `\(name)`",
                fix: "채점기 안에서 쓸 것은 채점기에 따로 두세요.")
        }
    }

    /// A fault where the grader first uses a name.
    private func fault(_ rule: String, where name: String, message: String, fix: String) -> Fault {
        for text in folder.grader {
            guard let place = text.place(of: name, isWhole: true) else { continue }
            return Fault(
                file: text.path, line: place.line, column: place.column, rule: rule, message: message,
                fix: fix)
        }
        let path = folder.grader.first?.path ?? "\(folder.path)/Grader"
        return Fault(file: path, rule: rule, message: message, fix: fix)
    }

    /// Where a test method stands.
    private func place(of test: String) -> (file: String, line: Int?, column: Int?) {
        let method = test.split(separator: ".").last.map(String.init) ?? test
        for text in folder.grader {
            if let found = text.place(of: "func \(method)(") { return (text.path, found.line, found.column) }
        }
        return (folder.grader.first?.path ?? "\(folder.path)/Grader", nil, nil)
    }
}
