import XCTest

@testable import TemplatePerformance

// 시간은 기계마다 다르므로 재지 않음. 방법이 바뀌면 꼭 달라지는 것, 곧 부른 횟수를 셈.
final class TemplatePerformanceTests: XCTestCase {
    /// 조각을 온 차례대로 모두 내보냄
    func testOrder() {
        let written = writes(capacity: 10, pieces: (0..<20).map { [$0, $0, $0] })
        XCTAssertEqual(
            Array(written.joined()), (0..<20).flatMap { [$0, $0, $0] }, "capacity 10에 3바이트 조각 20개: 쓴 바이트")
    }

    /// 16바이트 조각 1,000개를 네 번에 씀
    func testFewWrites() {
        let piece = [UInt8](repeating: 7, count: 16)
        let written = writes(capacity: 4096, pieces: Array(repeating: piece, count: 1_000))
        XCTAssertLessThanOrEqual(written.count, 4, "capacity 4096에 16바이트 조각 1,000개: write를 부른 횟수")
    }

    /// flush가 남은 것을 내보냄
    func testRest() {
        XCTAssertEqual(
            writes(capacity: 100, pieces: [[1], [2]]), [[1, 2]], "capacity 100에 조각 둘을 담고 flush: 쓴 것들")
    }

    /// 남은 것이 없으면 쓰지 않음
    func testNothingLeft() {
        XCTAssertEqual(writes(capacity: 100, pieces: []).count, 0, "담지 않고 flush: write를 부른 횟수")
    }

    /// 조각을 모두 담고 flush 했을 때 write가 받은 것들.
    private func writes(capacity: Int, pieces: [[UInt8]]) -> [[UInt8]] {
        var written: [[UInt8]] = []
        var writer = BatchWriter(capacity: capacity) { written.append($0) }
        for piece in pieces { writer.append(piece) }
        writer.flush()
        return written
    }
}
