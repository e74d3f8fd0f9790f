import Glibc
import GraderKit
import XCTest

@testable import ThreadLog

final class ThreadLogTests: XCTestCase {
    /// 끝난 스레드의 줄이 적은 차례대로 넘어옴
    func testOneThread() {
        explore("스레드 하나가 세 줄을 적고 끝남") {
            let log = ThreadLog()
            inThread { for line in ["가", "나", "가"] { log.add(line) } }
            XCTAssertEqual(log.merged(), ["가", "나", "가"], "한 스레드가 가, 나, 가를 적고 끝난 뒤의 merged()")
        }
    }

    /// 두 스레드의 줄이 서로 섞이지 않음
    func testNotMixed() {
        explore("두 스레드가 두 줄씩 적고 끝남") {
            let log = ThreadLog()
            _ = together(
                {
                    log.add("가1")
                    log.add("가2")
                },
                {
                    log.add("나1")
                    log.add("나2")
                })
            let lines = log.merged()
            XCTAssertTrue(
                [["가1", "가2", "나1", "나2"], ["나1", "나2", "가1", "가2"]].contains(lines),
                "두 스레드가 가1 가2, 나1 나2를 적고 끝난 뒤의 merged(): \(lines). 한 스레드의 줄은 이어져 있어야 함")
        }
    }

    /// 먼저 끝난 스레드의 줄이 앞에 옴
    func testOneAfterAnother() {
        explore("한 스레드가 끝난 뒤 다른 스레드가 적음") {
            let log = ThreadLog()
            inThread { log.add("먼저") }
            inThread { log.add("나중") }
            XCTAssertEqual(log.merged(), ["먼저", "나중"], "먼저를 적은 스레드가 끝난 뒤 나중을 적은 스레드가 끝났을 때의 merged()")
            XCTAssertEqual(log.merged(), ["먼저", "나중"], "merged()를 다시 불렀을 때")
        }
    }

    /// 아직 끝나지 않은 스레드의 줄은 없음
    func testStillRunning() {
        explore("부른 스레드가 적고, 다른 스레드도 적고 끝남") {
            let log = ThreadLog()
            for _ in 0..<40 { log.add("안 끝남") }
            inThread { log.add("끝남") }
            let lines = log.merged()
            let early = lines.count { $0 != "끝남" }
            XCTAssertEqual(early, 0, "한 스레드가 마흔 줄을 적고 아직 안 끝났을 때 merged()에 든 그 스레드의 줄 수")
            XCTAssertEqual(lines.count - early, 1, "그때 한 줄을 적고 끝난 다른 스레드의 줄 수")
        }
    }

    /// 다른 스레드가 적는 동안 모아도 됨
    func testReadWhileWriting() {
        explore("한 스레드가 두 줄을 적는 동안 다른 스레드가 merged()를 부름") {
            let log = ThreadLog()
            let seen = together(
                { () -> [String] in
                    log.add("가1")
                    log.add("가2")
                    return []
                },
                { log.merged() })[1]
            XCTAssertTrue(
                [[], ["가1", "가2"]].contains(seen), "다른 스레드가 가1, 가2를 적는 동안의 merged(): \(seen). 버퍼는 통째로 넘어와야 함")
            XCTAssertEqual(log.merged(), ["가1", "가2"], "두 스레드가 모두 끝난 뒤의 merged()")
        }
    }

    /// 기록장을 놓으면 끝난 스레드의 버퍼도 남지 않음
    func testNoBufferLeft() {
        let leftBefore = bytesInUse()
        let kilobytes = { (bytesInUse() - leftBefore) / 1024 }
        do {
            let log = ThreadLog()
            for number in 0..<20 {
                inThread { log.add(String(repeating: "가", count: 10_000) + String(number)) }
            }
            XCTAssertEqual(log.merged().count, 20, "스레드 스물이 한 줄씩 적고 끝난 뒤 merged()의 줄 수")
        }
        XCTAssertLessThan(
            kilobytes(), 300,
            "스레드 스물이 30 KB짜리 줄을 하나씩 적고, 기록장도 놓은 뒤 남은 메모리(KB). passRetained로 붙잡은 버퍼는 소멸 함수에서 놓아야 함")
    }

    /// 기록장 둘은 서로 섞이지 않음
    func testTwoLogs() {
        explore("스레드 하나가 기록장 둘에 번갈아 적음") {
            let first = ThreadLog()
            let second = ThreadLog()
            inThread {
                first.add("하나")
                second.add("둘")
                first.add("셋")
            }
            XCTAssertEqual(first.merged(), ["하나", "셋"], "첫째 기록장에 하나와 셋, 둘째에 둘을 적고 끝난 뒤 첫째의 merged()")
            XCTAssertEqual(second.merged(), ["둘"], "그때 둘째의 merged()")
        }
    }
}

/// Bytes that malloc(3) has lent and not had back, by mallinfo2(3), which Glibc's overlay leaves out. It returns ten words by
/// value: on x86-64 the caller passes their place like a first argument (System V ABI, 3.2.3).
private func bytesInUse() -> Int {
    typealias Counts = @convention(c) (UnsafeMutablePointer<Int>) -> UnsafeMutableRawPointer?
    guard let counts = dlsym(nil, "mallinfo2") else { return 0 }
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: 10) { words in
        guard let place = words.baseAddress else { return 0 }
        _ = unsafeBitCast(counts, to: Counts.self)(place)
        return words[4] + words[7]  // hblkhd, uordblks
    }
}

/// Runs a work in a thread of its own, to its end.
private func inThread(_ work: @escaping () -> Void) {
    _ = together([work])
}
