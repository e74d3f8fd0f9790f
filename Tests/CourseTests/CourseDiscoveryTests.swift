import Course
import Foundation
import Testing

@Suite("Where the course is")
struct CourseDiscoveryTests {
    private func find(
        explicit: String? = nil, environment: [String: String] = [:], memory: String? = nil,
        from directory: String = "/",
        executable: String? = nil
    ) -> String? {
        Course.find(
            explicit: explicit, environment: environment, workspaceMemory: memory,
            currentDirectory: directory,
            executable: executable)
    }

    @Test("each place gives way to the one named before it")
    func order() throws {
        let here = try TemporaryCourse(["a/b/c.txt": ""])
        let there = try TemporaryCourse()
        let program = try TemporaryCourse(["build/sil": ""])
        let inside = here.root + "/a/b"
        let executable = program.root + "/build/sil"
        #expect(find(from: "/", executable: executable) == program.root)
        #expect(find(from: inside, executable: executable) == here.root)
        #expect(find(memory: there.root, from: inside, executable: executable) == there.root)
        #expect(find(environment: ["SIL_COURSE": "/e"], memory: there.root, from: inside) == "/e")
        #expect(
            find(explicit: "/x", environment: ["SIL_COURSE": "/e"], memory: there.root, from: inside) == "/x")
    }

    @Test("a relative path begins at the current folder")
    func relative() {
        #expect(find(explicit: "../c/./d", from: "/a/b") == "/a/c/d")
        #expect(find(environment: ["SIL_COURSE": "c"], from: "/a") == "/a/c")
    }

    @Test("an empty SIL_COURSE and a memory that is gone count for nothing")
    func nothing() {
        #expect(find(environment: ["SIL_COURSE": ""], memory: "/not/there", from: "/") == nil)
    }

    @Test("an installed program finds what was installed with it, and nobody else does")
    func installed() throws {
        let prefix = NSTemporaryDirectory() + "prefix-\(UUID().uuidString)"
        let course = prefix + "/share/siltarae"
        for folder in ["/bin", "/share/siltarae/Lessons", "/share/siltarae/Exercises"] {
            try FileManager.default.createDirectory(
                atPath: prefix + folder, withIntermediateDirectories: true)
        }
        defer { try? FileManager.default.removeItem(atPath: prefix) }
        #expect(find(from: "/", executable: prefix + "/bin/sil") == course)
        #expect(find(from: prefix + "/bin") == nil)
        #expect(find(from: course + "/Lessons") == course)
    }

    @Test("the program is looked up at the end of its link")
    func linked() throws {
        let program = try TemporaryCourse(["build/sil": ""])
        let link = NSTemporaryDirectory() + "sil-\(UUID().uuidString)"
        try FileManager.default.createSymbolicLink(
            atPath: link, withDestinationPath: program.root + "/build/sil")
        defer { try? FileManager.default.removeItem(atPath: link) }
        #expect(find(from: "/", executable: link) == program.root)
    }
}
