import Testing

@testable import Grading

@Suite("시험 목록")
struct SymbolGraphTests {
    private func symbol(
        _ kind: String, _ path: [String], line: Int, declaration: String, comment: [String] = []
    ) -> String {
        let components = path.map { "\"\($0)\"" }.joined(separator: ",")
        let lines = comment.map { "{\"text\":\"\($0)\"}" }.joined(separator: ",")
        return """
            {"identifier":{"precise":"\(path.joined(separator: "/"))"},"kind":{"identifier":"\(kind)"},
             "pathComponents":[\(components)],"docComment":{"lines":[\(lines)]},
             "declarationFragments":[{"spelling":"\(declaration)"}],
             "location":{"uri":"file:///a.swift","position":{"line":\(line)}}}
            """
    }
    private func relation(_ kind: String, _ source: String, _ target: String, fallback: String? = nil) -> String {
        let end = fallback.map { ",\"targetFallback\":\"\($0)\"" } ?? ""
        return "{\"kind\":\"\(kind)\",\"source\":\"\(source)\",\"target\":\"\(target)\"\(end)}"
    }
    private func tests(_ symbols: [String], _ relations: [String]) throws -> [TestCase] {
        let json = "{\"symbols\":[\(symbols.joined(separator: ","))],\"relationships\":[\(relations.joined(separator: ","))]}"
        return try SymbolGraph.tests(in: Array(json.utf8))
    }

    @Test("소스 순서로, 제목은 설명 줄에서, async와 @MainActor는 기다림")
    func list() throws {
        let found = try tests(
            [
                symbol("swift.class", ["T"], line: 1, declaration: "class T"),
                symbol("swift.method", ["T", "testB()"], line: 9, declaration: "func testB() async", comment: ["둘", "째"]),
                symbol("swift.method", ["T", "testA()"], line: 3, declaration: "func testA() throws"),
                symbol("swift.method", ["T", "testM()"], line: 12, declaration: "@MainActor func testM()"),
                symbol("swift.method", ["T", "testArgument(_:)"], line: 4, declaration: "func testArgument(_ x: Int)"),
                symbol("swift.method", ["T", "testValue()"], line: 5, declaration: "func testValue() -> Int"),
                symbol("swift.method", ["T", "helper()"], line: 6, declaration: "func helper()"),
                symbol("swift.type.method", ["T", "testStatic()"], line: 7, declaration: "static func testStatic()"),
            ],
            [relation("inheritsFrom", "T", "x", fallback: "GraderKit.GradedCase")]
                + ["testA()", "testB()", "testM()", "testArgument(_:)", "testValue()", "helper()", "testStatic()"]
                .map { relation("memberOf", "T/\($0)", "T") })
        #expect(
            found == [
                TestCase(type: "T", method: "testA", title: nil, isAsync: false),
                TestCase(type: "T", method: "testB", title: "둘 째", isAsync: true),
                TestCase(type: "T", method: "testM", title: nil, isAsync: true),
            ])
    }

    @Test("물려받은 시험도 그 클래스의 시험이고, 시험 아닌 클래스는 빠짐")
    func inheritance() throws {
        let found = try tests(
            [
                symbol("swift.class", ["Base"], line: 1, declaration: "class Base"),
                symbol("swift.class", ["Derived"], line: 5, declaration: "class Derived"),
                symbol("swift.class", ["Plain"], line: 9, declaration: "class Plain"),
                symbol("swift.method", ["Base", "testOne()"], line: 2, declaration: "func testOne()"),
                symbol("swift.method", ["Derived", "testTwo()"], line: 6, declaration: "func testTwo()"),
                symbol("swift.method", ["Plain", "testThree()"], line: 10, declaration: "func testThree()"),
            ],
            [
                relation("inheritsFrom", "Base", "x", fallback: "XCTest.XCTestCase"),
                relation("inheritsFrom", "Derived", "Base"),
                relation("memberOf", "Base/testOne()", "Base"), relation("memberOf", "Derived/testTwo()", "Derived"),
                relation("memberOf", "Plain/testThree()", "Plain"),
            ])
        #expect(found.map(\.name) == ["Base.testOne", "Derived.testOne", "Derived.testTwo"])
    }
}
