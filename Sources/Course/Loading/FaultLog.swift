import Yams

/// Collects what is wrong with one file, so that an author sees all of it at once.
final class FaultLog {
    /// Relative to the course.
    let path: String
    /// Lines of the file above the text whose marks are given (the `---` of front matter).
    let lineOffset: Int
    private(set) var faults: [CourseError.Fault] = []

    init(path: String, lineOffset: Int = 0) {
        self.path = path
        self.lineOffset = lineOffset
    }

    func note(_ rule: String, at mark: Mark? = nil, _ message: String, fix: String) {
        faults.append(
            CourseError.Fault(
                path: path, line: mark.map { $0.line + lineOffset }, column: mark?.column, rule: rule,
                message: message, fix: fix))
    }

    func note(_ rule: String, line: Int?, column: Int? = nil, _ message: String, fix: String) {
        faults.append(
            CourseError.Fault(
                path: path, line: line, column: column, rule: rule, message: message, fix: fix))
    }

    func note(_ trouble: CourseFolder.Trouble) {
        switch trouble {
        case .missing:
            note("missing-file", line: nil, "파일이 없음", fix: "파일을 만드세요.")
        case .notAFile:
            note("not-a-file", line: nil, "보통 파일이 아님", fix: "같은 이름의 보통 파일로 바꾸세요.")
        case .outside:
            note("outside", line: nil, "과정 밖을 가리키는 링크임", fix: "파일을 과정 안으로 복사하세요.")
        case .unreadable(let number):
            note(
                "unreadable", line: nil, "파일을 읽을 수 없음 (errno \(number))", fix: "파일의 읽기 권한을 보세요.")
        case .tooLarge(let limit):
            note(
                "too-large", line: nil, "파일이 너무 큼: \(limit / 1024) KB까지 읽음", fix: "내용을 나누거나 줄이세요.")
        case .notText:
            note("not-text", line: nil, "UTF-8 글이 아님", fix: "UTF-8로 다시 저장하세요.")
        }
    }
}
