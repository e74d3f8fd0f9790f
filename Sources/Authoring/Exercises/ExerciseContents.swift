import Course
import Foundation
import Grading

/// What an exercise must hold, as far as one can see without running anything.
struct ExerciseContents {
    let folder: ExerciseFolder
    let misconceptions: [Misconception]

    private var exercise: Exercise { folder.exercise }

    func faults() -> [Fault] {
        folder.faults + strays() + counts() + rejects() + hints() + likenesses() + place()
    }

    // MARK: Files

    private static let known = ["exercise.yml", "Starter", "Program", "Grader", "Solutions", "Mutants"]

    /// What nobody will ever read: a misspelt folder, a file beside the folders it should lie in.
    private func strays() -> [Fault] {
        let root = folder.course.root
        func names(in path: String) -> [String] {
            ((try? FileManager.default.contentsOfDirectory(atPath: root + "/" + path)) ?? []).sorted()
        }
        func stray(_ path: String, near names: [String]) -> Fault {
            let name = path.split(separator: "/").last.map(String.init) ?? path
            let nearest = NearestNames.of(name, among: names).first
            return Fault(
                file: path, rule: "stray-file", message: "아무도 안 읽는 것임: `\(name)`",
                fix: nearest.map { "혹시 `\($0)` 아닌가요? 아니면 지우세요." } ?? "제자리로 옮기거나 지우세요.")
        }
        var faults: [Fault] = []
        for name in names(in: folder.path) where !Self.known.contains(name) && !Self.isPrivate(name) {
            faults.append(stray("\(folder.path)/\(name)", near: Self.known))
        }
        for parent in ["Solutions", "Mutants"] {
            for name in names(in: "\(folder.path)/\(parent)") where !Self.isPrivate(name) {
                let path = "\(folder.path)/\(parent)/\(name)"
                var isFolder: ObjCBool = false
                _ = FileManager.default.fileExists(atPath: root + "/" + path, isDirectory: &isFolder)
                if !isFolder.boolValue { faults.append(stray(path, near: [])) }
            }
        }
        for work in [folder.starter] + folder.solutions + folder.mutants where work.files.isEmpty {
            faults.append(
                Fault(
                    file: "\(folder.path)/\(work.folder)", rule: "no-files",
                    message: "`\(work.folder)`에 Swift 파일이 없음",
                    fix: work.name == "Starter" ? "배우는 사람이 받을 파일을 넣으세요." : "`.swift` 파일을 넣거나 폴더를 지우세요."))
        }
        if folder.grader.isEmpty {
            faults.append(
                Fault(
                    file: "\(folder.path)/Grader", rule: "no-grader", message: "채점기(`Grader/*.swift`)가 없음",
                    fix: "XCTest 시험을 쓰세요: `Grader/\(exercise.module)Tests.swift`"))
        }
        return faults
    }

    private static func isPrivate(_ name: String) -> Bool {
        name.hasPrefix(".") || name.lowercased().hasPrefix("readme")
    }

    private func counts() -> [Fault] {
        var faults: [Fault] = []
        if folder.solutions.count < 2 {
            faults.append(
                folder.fault(
                    "few-solutions", at: [], "풀이가 \(folder.solutions.count)개임: 둘 이상이어야 함",
                    fix: "짜임이 다른 풀이를 `Solutions/이름/`에 하나 더 쓰세요. 한 가지 풀이에만 맞는 채점기를 막음."))
        }
        if folder.mutants.count < 3 {
            faults.append(
                folder.fault(
                    "few-mutants", at: [], "오답이 \(folder.mutants.count)개임: 셋 이상이어야 함",
                    fix: "사람들이 정말로 하는 오해를 `Mutants/이름/`에 쓰고 `rejects:`에 적으세요."))
        }
        return faults
    }

    /// An exercise that neither names a chapter nor is named by one: nobody meets it while reading.
    private func place() -> [Fault] {
        guard exercise.chapter == nil else { return [] }
        var fault = folder.fault(
            "no-chapter", at: [], "어느 장에도 없는 연습임", fix: "장에 ```exercise 블록을 넣거나 `chapter:`를 쓰세요.")
        fault.gravity = .notice
        return [fault]
    }

    // MARK: Rejects

    private func rejects() -> [Fault] {
        var faults: [Fault] = []
        let declared = exercise.rejects.map(\.mutant)
        let present = folder.mutants.map(\.name)
        for name in present where !declared.contains(name) {
            let nearest = NearestNames.of(name, among: declared.filter { !present.contains($0) }).first
            faults.append(
                folder.fault(
                    "undeclared-mutant", at: ["rejects"], "`rejects:`에 없는 오답: `\(name)`",
                    fix: nearest.map { "`rejects:`의 `\($0)` 자리에 이 이름을 쓰세요." }
                        ?? "`\(name): {tests: […], why: …}`를 더하세요."))
        }
        for name in declared where !present.contains(name) {
            let nearest = NearestNames.of(name, among: present.filter { !declared.contains($0) }).first
            faults.append(
                folder.fault(
                    "missing-mutant", at: ["rejects", name], "폴더가 없는 오답: `Mutants/\(name)`",
                    fix: nearest.map { "혹시 `\($0)` 아닌가요?" } ?? "폴더를 만들거나 항목을 지우세요."))
        }
        let ids = misconceptions.map(\.id)
        for reject in exercise.rejects {
            guard let id = reject.misconception, !ids.contains(id) else { continue }
            faults.append(
                folder.fault(
                    "unknown-misconception", at: ["rejects", reject.mutant, id], "없는 오해 `\(id)`",
                    fix: NearestNames.of(id, among: ids).first.map { "혹시 `\($0)` 아닌가요?" }
                        ?? "`Lessons/misconceptions.yml`에 넣거나 줄을 지우세요."))
        }
        return faults
    }

    // MARK: Hints

    private func hints() -> [Fault] {
        guard !exercise.hints.isEmpty else {
            return [
                folder.fault(
                    "no-hints", at: [], "힌트가 없음: 막힌 사람이 나아갈 길이 없음", fix: "`hints:`에 약한 것부터 두셋을 쓰세요.")
            ]
        }
        let given = Set(folder.starter.files.flatMap(SourceLines.statements))
        return exercise.hints.enumerated().compactMap { index, hint in
            let words = SourceLines.squeezed(hint)
            for solution in folder.solutions {
                for line in solution.files.flatMap(SourceLines.statements) where !given.contains(line) {
                    guard line.count >= SourceLines.tellingMin, words.contains(line) else { continue }
                    return folder.fault(
                        "hint-tells", at: ["hints", String(hint.prefix(12))],
                        "\(index + 1)번째 힌트에 풀이의 줄이 그대로 있음: `\(SourceLines.shown(line, in: solution.files))`\n"
                            + solution.folder,
                        fix: "무엇을 할지 말로 쓰고, 그대로 옮겨 적을 코드는 빼세요.")
                }
            }
            return nil
        }
    }

    // MARK: Likeness

    /// Works that differ in nothing but blanks and comments.
    private func likenesses() -> [Fault] {
        var faults: [Fault] = []
        var seen: [String: String] = [:]
        for work in [folder.starter] + folder.solutions + folder.mutants where !work.files.isEmpty {
            let text = work.files.flatMap(SourceLines.statements).joined(separator: "\n")
            if let other = seen[text] {
                faults.append(
                    Fault(
                        file: "\(folder.path)/\(work.folder)", rule: "alike",
                        message: "같은 코드가 또 있음: `\(other)`",
                        fix: "정말로 다른 것을 쓰거나 폴더를 지우세요."))
            }
            seen[text] = seen[text] ?? work.folder
        }
        return faults
    }
}

/// Lines of Swift for comparing: without comments and blanks, and without lines of marks alone.
enum SourceLines {
    /// A line shorter than that (`lock.lock()`) is a name of the library more than a solution.
    static let tellingMin = 24

    static func statements(_ file: Submission.File) -> [String] {
        String(decoding: file.bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
            let code = squeezed(withoutComment(line))
            return code.contains { $0.isLetter || $0.isNumber } ? code : nil
        }
    }

    /// The line as it stands in a file, without the blanks before it.
    static func shown(_ statement: String, in files: [Submission.File]) -> String {
        let lines = files.flatMap { String(decoding: $0.bytes, as: UTF8.self).split(separator: "\n") }
        let line = lines.first { squeezed(withoutComment($0)) == statement }
        return line.map { $0.trimmingCharacters(in: .whitespaces) } ?? statement
    }

    static func squeezed(_ text: some StringProtocol) -> String {
        String(text.filter { !$0.isWhitespace && $0 != "`" })
    }

    private static func withoutComment(_ line: Substring) -> Substring {
        var isString = false
        var previous: Character = " "
        for index in line.indices {
            let character = line[index]
            if character == "\"", previous != "\\" { isString.toggle() }
            if !isString, character == "/", previous == "/" { return line[..<line.index(before: index)] }
            previous = character
        }
        return line
    }
}
