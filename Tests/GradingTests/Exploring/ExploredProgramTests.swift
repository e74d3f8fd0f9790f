import Foundation
import Testing

@testable import Grading

@Suite("Programs to be explored")
struct ExploredProgramTests {
    let folder = FileManager.default.temporaryDirectory.appending(path: "program-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    private func file(_ name: String, _ text: String) throws -> String {
        try file(name, Data(text.utf8))
    }

    private func file(_ name: String, _ bytes: Data) throws -> String {
        let url = folder.appending(path: name)
        try bytes.write(to: url)
        return url.path
    }

    private func fault(_ paths: [String]) -> ExploredProgram.Fault? {
        do {
            _ = try ExploredProgram(files: paths)
        } catch GradingError.unusableProgram(_, let fault) {
            return fault
        } catch {}
        return nil
    }

    @Test("The language is that of the files")
    func language() throws {
        #expect(try ExploredProgram(files: [file("a.swift", "print(1)")]).language == .swift)
        let c = try ExploredProgram(files: [file("b.c", "int x;"), file("a.c", "int main(void) {}")])
        #expect(c.language == .c)
        #expect(c.files.map(\.name) == ["a.c", "b.c"])
    }

    @Test("Two languages are no program")
    func mixed() throws {
        let paths = [try file("a.swift", "print(1)"), try file("b.c", "int x;")]
        #expect(throws: GradingError.mixedLanguages(swift: "a.swift", c: "b.c")) {
            try ExploredProgram(files: paths)
        }
    }

    @Test("Headers beside a C file come along, and what they include")
    func headers() throws {
        _ = try file("queue.h", "#  include \"node.h\"\n")
        _ = try file("node.h", "struct node;\n#include \"queue.h\"\n")
        _ = try file("other.h", "")
        let path = try file("a.c", "#include <stdio.h>\n#include \"queue.h\"\n#include \"missing.h\"\n")
        #expect(try ExploredProgram(files: [path]).files.map(\.name) == ["a.c", "node.h", "queue.h"])
    }

    @Test("A file that cannot be compiled is told why")
    func faults() throws {
        #expect(fault([try file("a.txt", "x")]) == .unknownKind)
        #expect(fault([try file("a.swift", "")]) == .empty)
        #expect(fault([try file("b.swift", " \n\t\n")]) == .empty)
        #expect(fault([try file("c.c", Data([0x69, 0, 0x41]))]) == .holdsNUL(2))
        #expect(fault([try file("d.c", Data([0x69, 0xff]))]) == .isNotUTF8)
        #expect(
            fault([try file("e.c", Data(repeating: 0x20, count: Submission.maximumBytes + 1))]) == .tooBig)
        #expect(fault([try file("f.h", "int x;")]) == .onlyHeaders)
    }

    @Test("Folders and what is not there cannot be read")
    func unreadable() throws {
        let folder = folder.path
        #expect(throws: GradingError.unreadable(path: folder, errno: EISDIR)) {
            try ExploredProgram(files: [folder])
        }
        #expect(throws: GradingError.unreadable(path: folder + "/no.swift", errno: ENOENT)) {
            try ExploredProgram(files: [folder + "/no.swift"])
        }
    }

    @Test("@main is seen as code only")
    func mainAttribute() throws {
        let marked = try file("a.swift", "@main\nstruct App { static func main() {} }\n")
        let mentioned = try file("b.swift", "// @main\nlet text = \"@main\"\nprint(text)\n")
        #expect(try ExploredProgram(files: [marked]).hasMainAttribute)
        #expect(try !ExploredProgram(files: [mentioned]).hasMainAttribute)
    }

    @Test("What was read before is the same program, whatever became of its files")
    func kept() throws {
        let path = try file("a.c", "int main(void) { return 0; }")
        let one = try ExploredProgram(files: [path])
        try FileManager.default.removeItem(atPath: path)
        let kept = try ExploredProgram(one.files, from: one.paths)
        #expect(kept.language == .c && kept.files == one.files)
        #expect(throws: GradingError.emptySubmission) { try ExploredProgram([], from: [path]) }
    }
}
