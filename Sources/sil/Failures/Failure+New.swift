import Authoring

extension Failure {
    init(_ error: NewError) {
        switch error {
        case .unusableName(_, let message, let fix):
            self = .usage("unusable_name", message, suggestions: [fix])
        case .exists(let path):
            self.init(
                kind: "exists", message: "이미 있음: \(path)", suggestions: Failure.ways(around: path),
                exitStatus: .badInput)
        case .clashes(let name, let other):
            self.init(
                kind: "name_clash", message: "\(name): \(other) 연습과 같은 이름이 됨 (모듈이나 옛 이름)",
                suggestions: ["다른 이름으로 다시 하세요."], exitStatus: .badInput)
        case .clashesWithChapter(let name, let other):
            self.init(
                kind: "name_clash", message: "\(name): 이름이나 번호가 겹치는 장이 있음: \(other)",
                suggestions: ["다른 이름이나 --number로 다시 하세요."], exitStatus: .badInput)
        case .templatesMissing(let path):
            self.init(
                kind: "templates_missing", message: "본으로 쓸 파일이 없음: \(path)",
                suggestions: ["SIL_RUNTIME에 저장소의 Runtime 폴더를 주세요. Templates는 그 옆에 있음."],
                exitStatus: .unavailable)
        case .unreadable(let path, let number): self.init(FileError.read(path: path, errno: number))
        case .unwritable(let path, let number): self.init(FileError.write(path: path, errno: number))
        }
    }

    /// What may be typed where something of the wanted name is there already.
    private static func ways(around path: String) -> [String] {
        let names = path.split(separator: "/").map(String.init)
        guard let name = names.last else { return [] }
        switch (names.dropLast().last, name) {
        case ("Exercises", _): return ["sil author preview \(name)", "sil author new exercise \(name)-2"]
        case ("Lessons", _): return ["sil author preview \(name.prefix { $0 != "." })"]
        case (_, "Lessons"), (_, "Exercises"):
            return ["sil author new chapter 이름", "sil author new course 다른-폴더"]
        default: return ["다른 이름으로 다시 하세요."]
        }
    }
}
