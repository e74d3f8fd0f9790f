import Course

extension Failure {
    init(_ error: CourseError) {
        switch error {
        case .notACourse(let path):
            self.init(
                kind: "not_a_course", message: "과정이 아닌 폴더: \(path)",
                suggestions: ["Lessons/와 Exercises/가 있는 폴더를 --course로 주세요."], exitStatus: .badInput)
        case .faults(let faults):
            self.init(
                kind: "course_faults", message: Failure.summary(of: faults),
                suggestions: faults.map { Failure.line(for: $0) + " " + $0.fix }, exitStatus: .badInput)
        case .unknownExercise(let name, let nearest):
            self.init(
                kind: "unknown_exercise", message: Failure.didYouMean("없는 연습: \(name)", nearest),
                suggestions: nearest.isEmpty ? ["sil list"] : nearest, exitStatus: .badInput)
        case .unknownChapter(let name, let nearest):
            self.init(
                kind: "unknown_chapter", message: Failure.didYouMean("없는 장: \(name)", nearest),
                suggestions: nearest.isEmpty ? ["sil list"] : nearest, exitStatus: .badInput)
        case .unknownSection(let name, let chapter, let nearest):
            self.init(
                kind: "unknown_section", message: Failure.didYouMean("\(chapter)에 없는 절: \(name)", nearest),
                suggestions: nearest.isEmpty ? ["sil list"] : nearest.map { "sil read \(chapter)#\($0)" },
                exitStatus: .badInput)
        case .ambiguous(let name, let candidates):
            self.init(
                kind: "ambiguous", message: "여럿이 맞는 이름: \(name)", suggestions: candidates,
                exitStatus: .badInput)
        }
    }

    private static func summary(of faults: [CourseError.Fault]) -> String {
        guard let first = faults.first else { return "과정에 고칠 곳이 있음" }
        let more = faults.count > 1 ? " (고칠 곳 \(faults.count)개)" : ""
        return line(for: first) + more
    }

    /// `Exercises/held-sum/exercise.yml:3:1 모르는 키: …`
    static func line(for fault: CourseError.Fault) -> String {
        let place = [fault.line, fault.column].compactMap(\.self).map { ":\($0)" }.joined()
        return "\(fault.path)\(place) \(fault.message)"
    }
}
