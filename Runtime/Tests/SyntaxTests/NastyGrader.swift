/// A grader that uses a learner's module in every way a name can be used, and mentions names where they are none.
enum NastyGrader {
    static let names = [
        "Point", "heldSum", "Counter", "Fault", "risky", "later", "measure", "limit", "Pair", "each",
    ]

    static let learner = """
        struct Point: Equatable { var x = 0; init(x: Int = 0) { self.x = x } }
        func heldSum(_ a: Int, _ b: Int) -> Int { a + b }
        final class Counter { var value = 0; func add() { value += 1 } }
        enum Fault: Error { case bad }
        func risky() throws -> Int { throw Fault.bad }
        func later() async -> Int { 3 }
        func measure(_ f: () -> Void) { f() }
        let limit = 3
        typealias Pair = (Int, Int)
        func each(_ n: Int, _ f: (Int) -> Void) { for i in 0..<n { f(i) } }
        """

    static let grader = ##"""
        import XCTest
        @testable import HeldSum
        #if canImport(Glibc)
        import Glibc
        #endif
        // XCTAssertEqual(heldSum(1, 2), 3)
        /* XCTFail() /* heldSum */ XCTFail() */
        struct Fake {
            func XCTAssertEqual(_ a: Int) -> Int { a }
            func XCTFail() -> Int { XCTAssertEqual(1) }
            var heldSum: Int { 3 }
        }
        protocol Named { func XCTAssertNil() }
        class Base: XCTest.XCTestCase {
            let shared = Counter()
            override func setUp() async throws { try await super.setUp() }
            func check(_ point: Point, file: StaticString = #filePath, line: UInt = #line) {
                XCTAssertEqual(point, Point(x: 3), file: file, line: line)
            }
        }
        final class HeldSumTests: Base, @unchecked Sendable {
            override func setUp() async throws { try await super.setUp() }
            /// heldSum 확인
            func testStrings() {
                let s = "XCTFail() \(heldSum(1, { XCTAssertTrue(true); return 2 }())) heldSum"
                XCTAssertEqual(s, #"XCTFail() 3 heldSum"#, "\(heldSum(1, 2)) \("\(heldSum(3, 4))")")
                let t = """
                    XCTFail() \(heldSum(
                        1,
                        2)) "heldSum"
                    """
                XCTAssertTrue(t.contains("3"))
            }
            func testMembers() throws {
                let fake = Fake()
                XCTAssertEqual(fake.XCTAssertEqual(1) + fake.XCTFail(), 2)
                XCTAssertEqual(
                    fake.heldSum,
                    heldSum(1,
                            2)
                )
                XCTAssert(Fake.self == Fake.self)
                let x: Int = try XCTUnwrap(Optional(3) as Int?)
                XCTAssertEqual(x, Int.max - (Int.max - 3))
                XCTAssertThrowsError(try risky()) { error in
                    XCTAssertEqual(error as? Fault, Fault.bad)
                    guard case Fault.bad = error else { return XCTFail("other") }
                }
                do { _ = try risky() } catch Fault.bad {} catch { XCTFail("\(error)") }
                #if DEBUG && XCTFail
                XCTFail()
                #elseif os(Linux)
                XCTAssertEqual(heldSum(limit, 0), 3)
                #else
                XCTFail()
                #endif
                check(.init(x: 3)); check(Point(x: 3))
                measure { _ = heldSum(1, 2) }
                var seen = [Int]()
                each(3) { seen.append($0) }
                XCTAssertEqual(seen, Array(0..<3))
                XCTAssertEqual([1, 2].reduce(0, heldSum), 3)
                let f: (Int, Int) -> Int = heldSum(_:_:)
                let pair: Pair = (1, 2)
                XCTAssertEqual(f(pair.0, pair.1), HeldSum.heldSum(1, 2))
                let points: [Point] = [Point](repeating: Point(), count: 2)
                let byName = Dictionary(grouping: points, by: \Point.x)
                XCTAssertEqual(byName.keys.map(String.init), ["0"])
                XCTAssertNil(Int?.none); XCTAssertNotNil(Optional<Int>.some(1))
                XCTAssertEqual(Swift.max(1, 2), max(1, 2))
                XCTAssertEqual(type(of: Point()) == Point.self, true)
                let any: any Error = Fault.bad
                XCTAssertTrue(any is Fault)
                XCTAssertEqual(zip([1], [2]).map { (a: Int, b: Int) -> Int in heldSum(a, b) }, [3])
                switch 3 { case limit: break; case let other: XCTFail("\(other)") }
                print(min(1, 2), String(describing: Point()), separator: "")
            }
            func testShadowed() {
                let heldSum = { (a: Int, b: Int) -> Int in 3 }
                XCTAssertEqual(heldSum(1, 1), 3)
                let limit = 4
                XCTAssertEqual(limit, 4)
            }
            func testLater() async throws {
                let done = XCTestExpectation(description: "later")
                let value = await later()
                XCTAssertEqual(value, 3)
                done.fulfill()
                if value == 4 { throw XCTSkip("no") }
                try XCTSkipIf(false)
            }
            func generic<Point>(_ point: Point) -> Point { point }
        }
        extension Array where Element == Int {
            func twice() -> [Int] { map { $0 * 2 } + (isEmpty ? [] : [Swift.max(limit, count)]) }
        }
        extension Counter: @unchecked Sendable {}
        func global<T: Comparable & Sendable>(_ a: T, _ b: T) -> T where T: Hashable { max(a, b) }
        @resultBuilder enum Build { static func buildBlock(_ n: Int...) -> [Int] { n } }
        struct Own: Sequence, Hashable, Sendable, CustomStringConvertible {
            var description: String { String(limit) }
            func makeIterator() -> Array<Int>.Iterator { [Int]().makeIterator() }
            func sorted() -> Never { fatalError("heldSum") }
            @available(*, deprecated, message: "limit") func old(limit: Int) -> Int { limit }
            subscript(limit: Int) -> Result<Int, any Error> { .success(limit) }
        }
        """##
}
