import Authoring
import Course
import Markdown
import Progress
import Reading
import Reporting
import Text

/// An exercise as a learner meets it: in the list, when it is started, on the card, hint by hint.
struct ExercisePreview {
    private struct File {
        /// Relative to the learner's workspace.
        var path: String
        var text: String
    }

    private let exercise: Exercise
    /// Its chapter with nothing but this exercise in it.
    private let course: Course
    private let files: [File]
    private let tests: [TestOutline.Test]

    /// - Throws: `CourseError`, `FileError` for files that cannot be read.
    init(_ exercise: Exercise, in course: Course) throws {
        self.exercise = exercise
        var alone = course
        alone.exercises = [exercise]
        alone.chapters = course.chapters.filter { $0.name == exercise.chapter }
        self.course = alone
        let parts = [("Starter", exercise.module), ("Program", exercise.module + "Program")]
        files = try parts.flatMap { folder, target in
            try course.files(in: folder, of: exercise).map { file in
                File(
                    path: "Sources/\(target)/\(file.name)",
                    text: String(decoding: try Disk.read(file.path), as: UTF8.self))
            }
        }
        tests = try course.files(in: "Grader", of: exercise).flatMap { file in
            TestOutline(of: String(decoding: try Disk.read(file.path), as: UTF8.self)).tests
        }
    }

    func lines(_ look: Preview.Look) -> [Preview.Line] {
        let width = look.width
        var lines = part("목록", "sil list", CourseList(course, .nothing(of: course)).lines(width: width), look)
        lines += part("시작", "sil start \(exercise.slug)", start(width), look)
        for file in files {
            lines += part("시작 코드", file.path, code(file.text, look), look)
        }
        lines += part("시험", "sil submit \(exercise.slug)", testLines(width), look)
        lines += part("힌트", "sil hint \(exercise.slug)", hints(width), look)
        if lines.last?.content.isEmpty == true { lines.removeLast() }
        return lines
    }

    private func part(
        _ name: String, _ command: String, _ content: [StyledLine], _ look: Preview.Look
    ) -> [Preview.Line] {
        let head = StyledLine("\(name)  ", Style(isBold: true, color: .cyan)) + StyledLine(command, .dim)
        let key = "\(name) \(command)"
        return (head.wrapped(to: look.width) + content + [StyledLine()]).map {
            Preview.Line(content: $0, part: key)
        }
    }

    // MARK: Parts

    private func start(_ width: Int) -> [StyledLine] {
        var lines = (StyledLine(exercise.slug, .bold) + StyledLine(" · \(exercise.title)")).wrapped(
            in: width, indent: 1)
        lines += StyledLine(exercise.summary).wrapped(in: width, indent: 3)
        let points =
            exercise.points == exercise.points.rounded() ? "\(Int(exercise.points))" : "\(exercise.points)"
        lines += StyledLine(
            "약 \(exercise.minutes)분 · 어려움 \(exercise.difficulty)/5 · \(points)점 · \(exercise.kind.rawValue)",
            .dim
        ).wrapped(in: width, indent: 3)
        if !exercise.requires.isEmpty {
            lines += StyledLine("먼저  \(exercise.requires.joined(separator: ", "))").wrapped(
                in: width, indent: 3)
        }
        for rule in exercise.rules {
            let word = rule.demand == .forbid ? "금지" : "필요"
            lines += StyledLine("\(word)  \(rule.construct): \(rule.why)").wrapped(in: width, indent: 3)
        }
        if !files.contains(where: { $0.path.hasPrefix("Sources/\(exercise.module)/") }) {
            lines += StyledLine("시작할 파일이 없음. Starter/에 .swift 파일을 두세요.", .color(.red)).wrapped(
                in: width, indent: 3)
        }
        return lines
    }

    private func code(_ text: String, _ look: Preview.Look) -> [StyledLine] {
        // A fence longer than any in the code.
        let ticks = text.split { $0 != "`" }.map(\.count).max() ?? 0
        let fence = String(repeating: "`", count: max(3, ticks + 1))
        guard let document = try? Document(markdown: "\(fence)swift\n\(text)\n\(fence)\n") else { return [] }
        return Page(document).lines(look.page).map(\.content)
    }

    private func testLines(_ width: Int) -> [StyledLine] {
        guard !tests.isEmpty else {
            return StyledLine("시험이 없음. Grader/에 XCTestCase를 두세요.", .color(.red)).wrapped(in: width, indent: 3)
        }
        return tests.flatMap { test -> [StyledLine] in
            let note = exercise.tests[test.name]
            guard note?.show != .silent else {
                return StyledLine("(보이지 않음) \(test.name)", .dim).wrapped(in: width, indent: 3)
            }
            guard let title = note?.title ?? test.title else {
                return StyledLine("제목이 없음: \(test.name). 시험 위에 `/// 제목`을 쓰세요.", .color(.red))
                    .wrapped(in: width, indent: 3)
            }
            var lines = StyledLine("✗ \(title)").wrapped(in: width, indent: 3)
            if note?.show == .name { lines += StyledLine("까닭은 보이지 않음", .dim).wrapped(in: width, indent: 5) }
            if let read = note?.read {
                lines += StyledLine("다시 읽기  sil read \(read)", .dim).wrapped(in: width, indent: 5)
            }
            return lines
        }
    }

    private func hints(_ width: Int) -> [StyledLine] {
        guard !exercise.hints.isEmpty else {
            return HintReport(exercise, number: nil, taken: 0).lines(width: width)
        }
        return exercise.hints.indices.flatMap { index in
            HintReport(exercise, number: index + 1, taken: index + 1).lines(width: width)
        }
    }
}
