import Course
import Screening
import Testing
import Verdicts

@Suite("메모리를 다루는 코드")
struct MemoryTests {
    private func objections(_ source: String, mode: Int = 5) async throws -> [Objection] {
        let files = [(name: "HeldSum.swift", bytes: Array(source.utf8))]
        let compiled = try await Workbench.compile(files, module: "HeldSum", mode: mode)
        return Screen(exercise: .heldSum(mode: mode), files: files).objections(to: compiled.diagnostics)
    }

    @Test(
        "포인터와 형 바꾸기는 걸림",
        arguments: [
            "func f(_ p: UnsafeRawPointer) -> Int { p.load(as: Int.self) }",
            "func f() -> Int { [1].withUnsafeBufferPointer { $0[0] } }",
            "import Glibc\nfunc f() -> Int { var b = [UInt8](repeating: 0, count: 4); return read(0, &b, 9) }",
            "import Glibc\nfunc f() { fputs(unsafeBitCast(0x1000, to: UnsafePointer<CChar>.self), stderr) }",
            "import Foundation\nfunc f() { withVaList([1]) { _ = vprintf(\"%n\", $0) } }",
            "import Glibc\nfunc f(_ n: inout Int) { _ = withUnsafeMutablePointer(to: &n) { time($0) } }",
            "final class C {}\nfunc f(_ c: C) -> Int { Unmanaged.passUnretained(c).toOpaque().hashValue }",
        ])
    func refused(source: String) async throws {
        let found = try await objections(source)
        #expect(!found.isEmpty && found.allSatisfy { $0.weight == .forbidden && $0.line != nil })
    }

    @Test(
        "글자와 값 하나를 C에 건네는 것은 걸리지 않음",
        arguments: [
            "import Glibc\nfunc f() { fputs(\"잘못\", stderr); setvbuf(stdout, nil, _IOLBF, 0) }",
            "import Glibc\nfunc f() -> Int { var t = timespec(); clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec }",
            "import Glibc\nfunc f() { var t = timespec(tv_sec: 0, tv_nsec: 1); nanosleep(&t, nil) }",
            "import Glibc\nfunc f() -> Int32 { var s: Int32 = 0; waitpid(-1, &s, 0); return s }",
            "import Glibc\nfunc f() -> Int32 { open(\"/tmp/a\", O_RDONLY) }",
            "nonisolated(unsafe) var n = 0\nfunc f() { Task.detached { n += 1 } }",
        ])
    func allowed(source: String) async throws {
        #expect(try await objections(source) == [])
    }

    @Test("memory를 쓰는 연습에서는 걸리지 않음")
    func lifted() {
        let warning = Diagnostic(
            file: "A.swift", line: 1, column: 1, severity: .warning,
            message: "expression uses unsafe constructs but is not marked with 'unsafe' [#StrictMemorySafety]"
        )
        #expect(Screen(exercise: .heldSum(), files: []).objections(to: [warning]).count == 1)
        #expect(Screen(exercise: .heldSum(uses: [.memory]), files: []).objections(to: [warning]) == [])
    }

    @Test("다른 경고는 걸리지 않음")
    func others() {
        let warning = Diagnostic(
            file: "A.swift", line: 1, column: 1, severity: .warning, message: "unused variable 'unsafe'")
        #expect(Screen(exercise: .heldSum(), files: []).objections(to: [warning]) == [])
    }
}
