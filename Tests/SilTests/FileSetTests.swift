import Foundation
import Testing

@testable import sil

@Suite("Files that appear together")
struct FileSetTests {
    private let world: TestWorld

    init() throws { world = try TestWorld() }

    @Test("folders are made, modes are kept")
    func writes() throws {
        var files = FileSet()
        files.add(world.path("a/b/c"), "글", mode: 0o755)
        try files.write()
        #expect(world.read("a/b/c") == "글")
        #expect(FileManager.default.isExecutableFile(atPath: world.path("a/b/c")))
        #expect(world.files(in: "a") == ["b", "b/c"])
    }

    @Test("when one cannot be written, none is, and nothing is left behind")
    func allOrNothing() throws {
        try world.write("old", to: "a/old")
        try world.write("a file", to: "a/file")
        var files = FileSet()
        files.add(world.path("a/old"), "new")
        files.add(world.path("a/deep/er/new"), "new")
        files.add(world.path("a/file/below"), "new")
        #expect(throws: FileError.write(path: world.path("a/file"), errno: ENOTDIR)) { try files.write() }
        #expect(world.files(in: "a") == ["file", "old"])
        #expect(world.read("a/old") == "old")
    }

    @Test("what is there already is not touched")
    func unchanged() throws {
        try world.write("same", to: "a/x")
        let old = Date(timeIntervalSince1970: 1_000_000)
        try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: world.path("a/x"))
        var files = FileSet()
        files.add(world.path("a/x"), "same")
        try files.write()
        let date =
            try FileManager.default.attributesOfItem(atPath: world.path("a/x"))[.modificationDate] as? Date
        #expect(date == old)
    }
}
