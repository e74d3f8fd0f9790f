import Screening
import Testing

/// A grader's object, compiled against a reference solution and against submissions.
@Suite("채점기가 붙잡은 이름")
struct BoundNamesTests {
    private static let grader = """
        import Foundation
        @testable import HeldSum
        struct Check {
            func sum() -> Bool { heldSum(1, 2) == 3 }
            func ending() -> Bool { Ending.exited(3) == Ending.exited(3) }
            func order() -> [Int] { [2, 1].sorted() }
            func hits() -> Int { let counter = HitCounter(); counter.hit(); return counter.count }
            func korean() -> Int { 더하기(1) }
            func greatest() -> Int { max(1, 2) }
            func text() -> String { "a".uppercased() }
            func many() -> Int { endings().lazy.map { _ in 1 }.reduce(0, +) }
        }
        """

    private static let reference = """
        enum Ending: Equatable { case exited(Int32), killed(Int32) }
        func heldSum(_ a: Int, _ b: Int) -> Int { a + b }
        func 더하기(_ a: Int) -> Int { a + 1 }
        func endings() -> [Ending] { [] }
        final class HitCounter { var count = 0; func hit() { count += 1 } }
        """

    private static let bound = Task { try await names(boundWith: reference) }
    private static let words = GraderWords(grader: [Array(grader.utf8)], reference: [Array(reference.utf8)])

    private static func names(boundWith submission: String) async throws -> BoundNames {
        let learner = try await Workbench.compile(
            [("HeldSum.swift", Array(submission.utf8))], module: "HeldSum")
        let object = try await Workbench.compile(
            [("Check.swift", Array(grader.utf8))], module: "SilGrader", searching: [learner.interface]
        ).object
        return BoundNames(object: object, module: "HeldSum")
    }

    @Test("풀이의 타입을 담은 배열도 붙잡은 이름임: 말하지 않은 타입이 그렇게 드러남. 무엇이 타입인지는 따로 앎")
    func elements() async throws {
        let learner = try await Workbench.compile(
            [("HeldSum.swift", Array(Self.reference.utf8))], module: "HeldSum")
        let object = try await Workbench.compile(
            [("Check.swift", Array(Self.grader.utf8))], module: "SilGrader", searching: [learner.interface]
        ).object
        let names = BoundNames(object: object, module: "HeldSum").names
        #expect(names.contains { $0.hasSuffix(": Ending") })
        #expect(BoundNames.types(in: object, module: "HeldSum") == ["Ending", "HitCounter"])
        #expect(BoundNames.types(in: [1, 2, 3], module: "HeldSum") == [])
    }

    @Test("풀이의 것만 붙잡음: 함수와 타입, 한글 이름도")
    func reference() async throws {
        let names = try await Self.bound.value.names.filter { !$0.contains(":") }
        #expect(names == ["Ending", "HitCounter", "endings", "heldSum", "더하기"])
    }

    @Test("달리 지은 정직한 풀이에는 남는 이름이 없음")
    func honest() async throws {
        let other = """
            struct Ending: Equatable {
                var code: Int32
                static func exited(_ code: Int32) -> Ending { Ending(code: code) }
                static func == (a: Ending, b: Ending) -> Bool { a.code == b.code }
            }
            extension Array where Element == Int { var total: Int { reduce(0, +) } }
            func heldSum(_ a: Int, _ b: Int) -> Int { [a, b].total }
            func 더하기(_ a: Int) -> Int { heldSum(a, 1) }
            func endings() -> [Ending] { [] }
            class BaseCounter { var count = 0; func hit() { count += 1 } }
            typealias HitCounter = BaseCounter
            """
        let extra = try await Self.names(boundWith: other).extra(
            beyond: Self.bound.value, words: Self.words.spoken)
        #expect(extra == [])
    }

    @Test(
        "뜻을 바꾸는 이름이 드러남",
        arguments: [
            ("extension Int { static func == (a: Int, b: Int) -> Bool { true } }", ["Int.=="]),
            (
                "extension Sequence where Element == Int { func sorted() -> [Int] { [1, 2] } }",
                ["Sequence.sorted"]
            ),
            (
                """
                protocol Odd: Sequence {}
                extension Odd where Element == Int { func sorted() -> [Int] { [1, 2] } }
                extension Array: Odd {}
                """, ["Array: Odd"]
            ),
            ("func max(_ a: Int, _ b: Int) -> Int { a }", ["max"]),
            ("extension String { func uppercased() -> String { \"\" } }", ["String.uppercased"]),
            // Swift's own is the more specific one: the grader still means what it says.
            ("extension StringProtocol { func uppercased() -> String { \"\" } }", []),
        ] as [(String, [String])])
    func shadowing(attack: String, names: [String]) async throws {
        let bound = try await Self.names(boundWith: Self.reference + "\n" + attack)
        #expect(try await bound.extra(beyond: Self.bound.value, words: Self.words.spoken) == names)
    }

    @Test("채점기의 남의 말과 제 말을 가름")
    func graderWords() {
        #expect(Self.words.foreign.isSuperset(of: ["sorted", "max", "Int", "uppercased"]))
        #expect(Self.words.foreign.isDisjoint(with: ["heldSum", "HitCounter", "Check", "더하기"]))
    }

    @Test("읽을 수 없는 오브젝트는 아무 이름도 붙잡지 않음")
    func unreadable() {
        #expect(BoundNames(object: [1, 2, 3], module: "HeldSum").names == [])
    }
}
