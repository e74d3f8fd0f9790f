import GraderKit
import XCTest

final class LineWorkersTests: XCTestCase {
    /// 줄마다 답하고, 끝에 센 것을 말함
    func testAnswers() throws {
        let program = try Program()
        try program.send("ab\n")
        try program.output(until: "AB\n")
        try program.send("cd\n")
        try program.output(until: "CD\n")
        program.closeInput()
        XCTAssertEqual(try program.wait(), .exited(0))
        XCTAssertEqual(program.output, "AB\nCD\n끝 2\n")
    }

    /// 끝난 자식을 거둠
    func testLeavesNoZombies() throws {
        let program = try Program()
        for line in ["a", "b", "c"] {
            try program.send(line + "\n")
            try program.output(until: line.uppercased() + "\n")
        }
        try program.eventually("좀비가 남지 않음", seconds: 2) { try $0.zombies == 0 && $0.processes == 1 }
    }

    /// 자식을 만들지 못한 줄은 실패라고 하고 다음 줄로 감
    func testForkFails() throws {
        let program = try Program(faults: [.failFork(times: 1, after: 1)])
        for (line, answer) in [("a", "A"), ("b", "실패"), ("c", "C")] {
            try program.send(line + "\n")
            try program.output(until: answer + "\n")
        }
        program.closeInput()
        XCTAssertEqual(try program.wait(), .exited(0))
        XCTAssertTrue(program.output.hasSuffix("끝 2\n"), program.output)
    }

    /// 기다림이 시그널로 끊겨도 자식을 끝까지 기다림
    func testInterrupts() throws {
        let program = try Program(faults: [.interrupts(every: 2)])
        for line in ["a", "b", "c", "d"] {
            try program.send(line + "\n")
            try program.output(until: line.uppercased() + "\n")
        }
        program.closeInput()
        XCTAssertEqual(try program.wait(), .exited(0))
        XCTAssertTrue(program.output.hasSuffix("끝 4\n"), program.output)
    }
}
