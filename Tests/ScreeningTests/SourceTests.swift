import Course
import Screening
import Testing

@Suite("소스에서 걸리는 것")
struct SourceTests {
    private func objections(
        _ source: String, uses: Set<Exercise.Capability> = [], rules: [Exercise.Rule] = [],
        graderWords: Set<String> = []
    ) -> [Objection] {
        Screen(
            exercise: .heldSum(uses: uses, rules: rules), files: [("HeldSum.swift", Array(source.utf8))],
            graderWords: graderWords
        ).sourceObjections()
    }

    @Test(
        "unsafe 표시",
        arguments: [
            "unsafe f()", "return unsafe x", "let a = unsafe p.pointee", "f(unsafe x)", "unsafe (x)",
            "unsafe [x]",
            "unsafe -x", "unsafe \"a\"", "for unsafe x in xs {}", "unsafe .init()", "\"\\(unsafe x)\"",
            "try unsafe f()",
            "unsafe \\C.x", "case unsafe f(x):", "unsafe/**/x", "unsafe `is`",
        ])
    func marks(source: String) {
        #expect(objections(source).map(\.weight) == [.tampered])
        #expect(objections(source, uses: [.memory]) == [])
    }

    @Test(
        "이름으로 쓴 unsafe는 걸리지 않음",
        arguments: [
            "let unsafe = 1", "unsafe + 1", "unsafe-1", "unsafe(1)", "unsafe[1]", "x.unsafe y",
            "f(unsafe: 1)",
            "nonisolated(unsafe) var x = 1", "unowned(unsafe) let y: C", "unsafe is Int", "if unsafe { }",
            "case unsafe", "// unsafe x", "\"unsafe x\"", "`unsafe` x", "unsafe\nx", "func unsafe (x: Int)",
            "unsafe.x",
        ])
    func names(source: String) {
        #expect(objections(source) == [])
    }

    @Test(
        "금지된 import",
        arguments: [
            ("import XCTest", Objection.Weight.tampered), ("@preconcurrency import Testing", .tampered),
            ("import class XCTest.XCTestCase", .tampered), ("import GraderKit", .tampered),
            ("import FoundationNetworking", .forbidden), ("import _Volatile", .forbidden),
        ])
    func imports(source: String, weight: Objection.Weight) {
        #expect(objections(source).map(\.weight) == [weight])
    }

    @Test(
        "이름과 속성을 새로 쓰는 평범한 방법은 걸리지 않음",
        arguments: [
            "import Foundation", "typealias Job = () -> Void", "struct S { typealias Int = Swift.Int }",
            "infix operator **", "precedencegroup Mine {}", "let macro = 1", "let typealias_ = 2",
            "@MainActor final class C: @unchecked Sendable {}", "@Wrapped var x = 1", "let importance = 1",
            "#if DEBUG\n#endif", "print(#file, #line, #function)", "struct Set {}", "func max() {}",
            "x.import",
        ])
    func ordinary(source: String) {
        #expect(objections(source) == [])
    }

    @Test("시험이 쓰는 이름의 별명은 금지지만, 속임수라고 하지는 않음")
    func aliasOfGraderWord() {
        let found = objections("typealias Date = Fake", graderWords: ["Date"])
        #expect(found.map(\.weight) == [.forbidden])
        #expect(found.first?.line == 1)
        #expect(objections("struct S { typealias Date = Fake }", graderWords: ["Date"]) == [])
    }

    @Test(
        "규칙이 금지한 것을 찾음",
        arguments: [
            ("import Dispatch", "import Dispatch"), ("import Dispatch", "@preconcurrency import Dispatch"),
            ("import Dispatch", "import class Dispatch.DispatchQueue"),
            ("import Dispatch", "import Dispatch.Queue"),
            ("sorted", "let a = b\n    .sorted()"), ("sorted", "x.`sorted`()"),
            ("sorted", "\"\\(x.sorted())\""),
            ("while true", "while /* 늘 */\n true {}"), ("@MainActor", "@MainActor func f() {}"),
            ("&+", "a &+ b"),
            ("x.lock()", "self.x.lock ( )"),
        ])
    func forbidden(construct: String, source: String) throws {
        let found = objections(source, rules: [.init(demand: .forbid, construct: construct, why: "직접 해 봄")])
        #expect(found.count == 1)
        let first = try #require(found.first)
        #expect(first.weight == .forbidden && first.line != nil && first.file == "HeldSum.swift")
        #expect(first.message.contains(construct) && first.message.contains("직접 해 봄"))
    }

    @Test(
        "규칙과 닮았을 뿐인 것은 걸리지 않음",
        arguments: [
            ("import Dispatch", "import DispatchKit"), ("import Dispatch", "// import Dispatch"),
            ("import Dispatch", "let s = \"import Dispatch\""), ("import Dispatch.Queue", "import Dispatch"),
            ("sorted", "let unsorted = sortedList"), ("sorted", "/* sorted */"),
            ("while true", "while x { true }"),
        ])
    func notForbidden(construct: String, source: String) {
        #expect(objections(source, rules: [.init(demand: .forbid, construct: construct, why: "")]) == [])
    }

    @Test("꼭 써야 할 것이 없으면 줄 없이 말함")
    func required() {
        let rules = [Exercise.Rule(demand: .require, construct: "withLock", why: "락을 써 봄")]
        #expect(objections("lock.withLock { }", rules: rules) == [])
        let found = objections("// withLock\nf()", rules: rules)
        #expect(found.map(\.message) == ["`withLock` 없음: 이 연습에서는 꼭 써야 함. 락을 써 봄"])
        #expect(found.first?.line == nil && found.first?.file == nil)
    }

    @Test("파일이 여럿이면 걸린 파일을 댐")
    func severalFiles() {
        let screen = Screen(
            exercise: .heldSum(),
            files: [("A.swift", Array("let a = 1".utf8)), ("B.swift", Array("\n\n  import XCTest".utf8))])
        let first = screen.sourceObjections().first
        #expect(first?.file == "B.swift" && first?.line == 3 && first?.column == 3)
    }
}
