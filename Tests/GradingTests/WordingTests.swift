import Testing

@testable import Grading

@Suite("시험 결과의 문장")
struct WordingTests {
    @Test(
        "XCTest의 말을 기대와 실제로 바꿈",
        arguments: [
            (
                "XCTAssertEqual failed: (\"3\") is not equal to (\"4\") - sum(1, 3)",
                "sum(1, 3): 기대 4 · 실제 3"
            ),
            ("XCTAssertEqual failed: (\"3\") is not equal to (\"4\")", "기대 4 · 실제 3"),
            (
                "XCTAssertEqual failed: (\"a\") b\") is not equal to (\"(\"x\")\") - f()",
                "f(): 기대 (\"x\") · 실제 a\") b"
            ),
            ("XCTAssertNotEqual failed: (\"3\") is equal to (\"3\") - id()", "id(): 달라야 하는데 둘 다 3"),
            ("XCTAssertTrue failed - 끝나야 함", "끝나야 함"),
            ("XCTAssertFalse failed - 자식이 남음. 거두세요", "자식이 남음. 거두세요"),
            ("XCTAssertTrue failed - 처음의 sell()", "처음의 sell(): 참이어야 하는데 거짓임"),
            ("XCTAssertTrue failed - 보낸 뒤의 잔액", "보낸 뒤의 잔액: 참이어야 하는데 거짓임"),
            ("XCTAssertTrue failed", "참이어야 하는데 거짓임"),
            ("XCTAssertNil failed: \"Optional(3)\" - f()", "f(): nil이어야 하는데 값이 있음"),
            ("failed - 여기 오면 안 됨", "여기 오면 안 됨"),
            ("threw NotFound()", "오류를 던짐: NotFound()"),
            ("XCTAssertGreaterThan failed: (\"1\") is not greater than (\"2\")", "2보다 커야 함 · 실제 1"),
            ("무엇인지 모르는 말", "무엇인지 모르는 말"),
        ])
    func failure(description: String, expected: String) {
        #expect(Wording.failure(description) == expected)
    }

    @Test("같은 시험에서 여러 번 틀리면 셋까지만 보여 줌")
    func manyFailures() {
        let text = Wording.failures((1...5).map { "failed - \($0)번" })
        #expect(text == "1번\n2번\n3번\n… 이 시험에서 2군데 더")
    }

    @Test("크래시는 Swift의 말, 시그널, 내 줄을 말함")
    func crash() {
        let text = Wording.crash(
            signal: 4, exitCode: nil, isForged: false,
            output: "hi\nSwift/ContiguousArrayBuffer.swift:600: Fatal error: Index out of range\n",
            place: Judge.Place(file: "Queue.swift", line: 14))
        #expect(text == "중단: Fatal error: Index out of range · Swift가 스스로 멈춤(SIGILL) (Queue.swift:14)")
    }

    @Test("데드락은 몇 스레드가 어느 줄에 서 있는지 말함")
    func deadlock() {
        let places = [20, 12, 20].map { Judge.Place(file: "Bank.swift", line: $0) }
        #expect(
            Wording.deadlock(blocked: 3, places: places)
                == "데드락: 스레드 3개가 모두 기다리기만 함: Bank.swift:12, Bank.swift:20")
        #expect(
            Wording.deadlock(blocked: 1, places: Array(places.prefix(1)))
                == "데드락: 하나뿐인 스레드가 기다리기만 함: Bank.swift:20")
    }

    @Test("설 줄을 모르는 데드락은 무엇을 찾을지 말함")
    func deadlockWithoutLines() {
        #expect(Wording.deadlock(blocked: 4, places: []).contains("continuation"))
    }

    @Test("여러 곳에서 기다리면 다섯 줄까지만 보여 줌")
    func manyWaiting() {
        let places = (1...8).map { Judge.Place(file: "Bank.swift", line: $0) }
        #expect(Wording.deadlock(blocked: 8, places: places).hasSuffix("Bank.swift:5 …"))
    }

    @Test("exit로 나간 시험은 종료 코드를 말함")
    func exited() {
        let text = Wording.crash(signal: nil, exitCode: 0, isForged: false, output: "", place: nil)
        #expect(text.contains("종료 코드 0"))
    }
}
