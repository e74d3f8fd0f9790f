import Course
import Foundation

/// The files that belong to the whole course: `course.yml`, `misconceptions.yml`, `terms.yml`.
enum CourseFiles {
    static func faults(of course: Course) -> [Fault] {
        manifest(of: course) + misconceptions(of: course) + terms(of: course)
    }

    private static func manifest(of course: Course) -> [Fault] {
        let path = "Lessons/course.yml"
        guard !FileManager.default.fileExists(atPath: course.root + "/" + path) else { return [] }
        return [
            Fault(
                file: path, rule: "no-course-file",
                message: "`course.yml`이 없음: 폴더 이름이 과정의 id가 됨: `\(course.id)`",
                fix: "`format: 1`, `id: \(course.id)`, `title: …` 줄을 쓰세요. 폴더 이름이 바뀌면 배운 기록을 못 찾음.",
                gravity: .notice)
        ]
    }

    private static func misconceptions(of course: Course) -> [Fault] {
        let path = Course.misconceptionsPath
        let (list, faults) = course.misconceptions()
        var found = faults.map(Fault.init)
        var lines: [String: Int?] = [:]
        for entry in list {
            if let other = lines[entry.id] {
                found.append(
                    Fault(
                        file: path, line: entry.line, rule: "duplicate-misconception",
                        message: "같은 id가 \(other.map { "\($0)번 줄에도" } ?? "또") 있음: `\(entry.id)`",
                        fix: "id를 서로 다르게 하거나 하나로 합치세요."))
            }
            lines[entry.id] = lines[entry.id] ?? entry.line
            if let read = entry.read, let complaint = course.complaint(aboutSection: read) {
                found.append(
                    Fault(
                        file: path, line: entry.line, rule: "unknown-reference",
                        message: "`\(entry.id)`의 `read`: \(complaint.message)", fix: complaint.fix))
            }
        }
        return found
    }

    private static func terms(of course: Course) -> [Fault] {
        let path = Course.termsPath
        let (list, faults) = course.terms()
        var found = faults.map(Fault.init)
        var lines: [String: Int?] = [:]
        for term in list {
            if let other = lines[term.after] {
                found.append(
                    Fault(
                        file: path, line: term.line, rule: "duplicate-term",
                        message: "같은 말이 \(other.map { "\($0)번 줄에도" } ?? "또") 있음: `\(term.after)`",
                        fix: "하나로 합치세요."))
            }
            lines[term.after] = lines[term.after] ?? term.line
            for word in term.forbidden where list.contains(where: { $0.after == word }) {
                found.append(
                    Fault(
                        file: path, line: term.line, rule: "term-conflict",
                        message: "쓰는 말이면서 안 쓰는 말임: `\(word)`", fix: "한쪽에서 빼세요."))
            }
        }
        return found
    }
}

extension Course {
    /// What is wrong with `chapter#section` or `chapter`; nil when it leads somewhere.
    func complaint(aboutSection reference: String) -> (message: String, fix: String)? {
        let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        guard let chapter = chapters.first(where: { $0.name == parts[0] }) else {
            let nearest = NearestNames.of(parts[0], among: chapters.map(\.name)).first
            return ("없는 장 `\(parts[0])`", nearest.map { "혹시 `\($0)` 아닌가요?" } ?? "이름을 고치거나 줄을 지우세요.")
        }
        let anchors = chapter.sections.map(\.anchor)
        guard parts.count == 2, !anchors.contains(parts[1]) else { return nil }
        let nearest = NearestNames.of(parts[1], among: anchors).first
        return ("없는 절 `\(reference)`", nearest.map { "혹시 `\($0)` 아닌가요?" } ?? "이름을 고치거나 줄을 지우세요.")
    }
}
