import Authoring
import Course
import Markdown
import Progress
import Reading
import Reporting
import Text

/// What a learner will see of one chapter or exercise, or what keeps them from seeing it.
struct Preview {
    struct Line: Equatable {
        var content: StyledLine
        /// The section or part it is in, by which a reader's place is found again after a change.
        var part: String
    }

    /// How it is to be laid out.
    struct Look: Equatable {
        var page: Page.Options
        var width: Int { page.width }

        init(_ output: Output) {
            page = Page.Options(
                width: output.width, colors: output.colors, hasLinks: output.isTerminal,
                isPiped: !output.isTerminal)
        }

        init(width: Int, isPiped: Bool) { page = Page.Options(width: width, isPiped: isPiped) }
    }

    let subject: PreviewSubject
    /// What is wrong with it; shown in its place.
    let faults: [CourseError.Fault]
    /// How many faults the rest of the course has.
    let faultsElsewhere: Int
    private let content: Content

    private enum Content {
        case chapter(Chapter, Course)
        case exercise(ExercisePreview)
        /// It is not there any more, or it cannot be read; the words say why.
        case nothing(String)
    }

    var isSound: Bool {
        if case .nothing = content { return false }
        return faults.isEmpty
    }

    /// Reads the course anew.
    init(of subject: PreviewSubject, in root: String) {
        self.subject = subject
        let course: Course
        do throws(CourseError) {
            course = try Course(at: root)
        } catch {
            if case .faults(let found) = error { faults = found } else { faults = [] }
            faultsElsewhere = 0
            content = .nothing(Failure(error).message)
            return
        }
        faults = subject.faults(among: course.faults)
        faultsElsewhere = course.faults.count - faults.count
        do {
            content = try Preview.content(of: subject, in: course)
        } catch {
            content = .nothing(Failure(error).message)
        }
    }

    private static func content(of subject: PreviewSubject, in course: Course) throws -> Content {
        switch subject.kind {
        case .chapter:
            guard let chapter = course.chapters.first(where: { $0.name == subject.name }) else {
                return .nothing("없는 장: Lessons/\(subject.name).md")
            }
            return .chapter(chapter, course)
        case .exercise:
            guard let exercise = course.exercises.first(where: { $0.slug == subject.name }) else {
                return .nothing("없는 연습: Exercises/\(subject.name)")
            }
            return .exercise(try ExercisePreview(exercise, in: course))
        }
    }

    func lines(_ look: Look) -> [Line] {
        guard faults.isEmpty else { return faultLines(look) }
        switch content {
        case .chapter(let chapter, let course):
            do {
                return try Page(of: chapter, in: course).lines(look.page).map { line in
                    Line(content: line.content, part: line.section.map { chapter.sections[$0].anchor } ?? "")
                }
            } catch {
                return Preview.told(Failure(error).message, look)
            }
        case .exercise(let exercise): return exercise.lines(look)
        case .nothing(let words): return Preview.told(words, look)
        }
    }

    private static func told(_ words: String, _ look: Look) -> [Line] {
        StyledLine(words).wrapped(in: look.width, indent: 1).map { Line(content: $0, part: "") }
    }

    private func faultLines(_ look: Look) -> [Line] {
        var lines = [StyledLine(" 고칠 곳 \(faults.count)개", .bold)]
        for fault in faults {
            let place = [fault.line, fault.column].compactMap(\.self).map { ":\($0)" }.joined()
            lines.append(StyledLine())
            lines += StyledLine("\(fault.path)\(place)", .color(.red)).wrapped(in: look.width, indent: 1)
            lines += StyledLine(fault.message).wrapped(in: look.width, indent: 3)
            lines += StyledLine(fault.fix, .dim).wrapped(in: look.width, indent: 3)
        }
        return lines.map { Line(content: $0, part: "") }
    }
}
