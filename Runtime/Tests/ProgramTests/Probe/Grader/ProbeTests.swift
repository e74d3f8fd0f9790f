import Foundation
import GraderKit
import XCTest

final class ProbeTests: XCTestCase {
    private func ask(_ program: Program, _ question: String) throws -> String {
        let before = program.outputBytes.count
        try program.send(question + "\n")
        try program.eventually("답") { $0.outputBytes.dropFirst(before).last == UInt8(ascii: "\n") }
        return String(decoding: program.outputBytes.dropFirst(before).dropLast(), as: UTF8.self)
    }

    private func started(
        listening: Bool = false, arguments: [String] = [], environment: [String: String] = [:],
        faults: [Fault] = [],
        descriptorsMax: Int? = nil
    ) throws -> Program {
        let program = try Program(
            listening: listening, arguments: arguments, environment: environment, faults: faults,
            descriptorsMax: descriptorsMax)
        try program.output(until: "\n")
        return program
    }

    func testSeesNothingOfTheGrader() throws {
        let program = try started()
        XCTAssertEqual(try ask(program, "parent"), "\(getpid())")
        for file in ["environ", "maps", "mem", "cmdline", "stat", "status"] {
            XCTAssertEqual(try ask(program, "read /proc/\(getpid())/\(file)"), "denied", file)
        }
        for folder in ["/proc/\(getpid())/fd", "/proc/1", "/proc"] {
            XCTAssertEqual(try ask(program, "list \(folder)"), "denied", folder)
        }
        for file in ["HIDDEN_GRADER", "HIDDEN_LEARNER", "HIDDEN_HOST"] {
            let path = try XCTUnwrap(ProcessInfo.processInfo.environment[file])
            XCTAssertEqual(try ask(program, "read \(path)"), "denied", file)
        }
    }

    func testSeesItsOwn() throws {
        let program = try started()
        XCTAssertEqual(try ask(program, "list /proc/self/fd"), "seen")
        XCTAssertNotEqual(try ask(program, "read /proc/self/maps"), "denied")
        XCTAssertNotEqual(try ask(program, "read /proc/meminfo"), "denied")
        XCTAssertEqual(try ask(program, "write /tmp/probe-\(getpid())"), "written")
        unlink("/tmp/probe-\(getpid())")
        XCTAssertEqual(try ask(program, "write /var/tmp/probe-\(getpid())"), "denied")
    }

    func testDispatchLooksAfterItsThreads() throws {
        let program = try started()
        XCTAssertEqual(try ask(program, "dispatch 150"), "done")
    }

    func testCannotSignalOutside() throws {
        let program = try started()
        XCTAssertEqual(try ask(program, "kill \(getpid())"), "denied")
        XCTAssertEqual(try ask(program, "kill \(getppid())"), "denied")
        XCTAssertEqual(try ask(program, "kill-group \(getpid())"), "denied")
        let other = try started()
        XCTAssertEqual(try ask(program, "kill \(other.pid)"), "denied")
        XCTAssertEqual(try ask(program, "kill \(program.pid)"), "sent")
    }

    func testGetsWhatItWasGiven() throws {
        let program = try started(arguments: ["--port", "여덟"], environment: ["NAME": "값"])
        XCTAssertEqual(program.output, "arguments: --port 여덟\n")
        XCTAssertEqual(try ask(program, "variable NAME"), "값")
        XCTAssertEqual(try ask(program, "variable SIL_LISTEN_FD"), "none")
        XCTAssertEqual(try ask(program, "descriptors"), "0,1,2")
        XCTAssertEqual(try ask(program, "ignoring"), "default")
        let server = try started(listening: true)
        XCTAssertEqual(try ask(server, "variable SIL_LISTEN_FD"), "3")
        XCTAssertEqual(try ask(server, "descriptors"), "0,1,2,3")
    }

    func testFaultsAreItsOwn() throws {
        let program = try started(faults: [.failFork(times: 1)])
        XCTAssertEqual(try ask(program, "variable LD_PRELOAD"), "none")
        XCTAssertEqual(try ask(program, "variable SIL_FAULTS"), "none")
        XCTAssertEqual(try ask(program, "run true"), "fork: Resource temporarily unavailable (EAGAIN)")
        XCTAssertEqual(try ask(program, "run echo a b"), "a b exited(0)")
    }

    func testServerKitLosesNothing() throws {
        let faults: [[Fault]] = [
            [], [.interrupts(every: 2)], [.shortReads(max: 1), .shortWrites(max: 1)],
            [.interrupts(every: 3), .shortReads(max: 2), .shortWrites(max: 3)],
            [.slowWrites(milliseconds: 1)],
            [.failAccept(times: 1, error: .aborted)],
        ]
        for faults in faults {
            let program = try started(faults: faults)
            XCTAssertEqual(try ask(program, "kit"), "whole", "\(faults)")
        }
    }

    func testFaultsFailAsTold() throws {
        let full = try started(faults: [.failAccept(times: 1, after: 1)])
        XCTAssertEqual(try ask(full, "accept"), "accepted")
        XCTAssertEqual(try ask(full, "accept"), "accept: Too many open files (EMFILE)")
        XCTAssertEqual(try ask(full, "accept"), "accepted")
        let poor = try started(faults: [.failMalloc(atLeast: 9_000_000, times: 1)])
        XCTAssertEqual(try ask(poor, "allocate 8999999"), "memory")
        XCTAssertEqual(try ask(poor, "allocate 9000000"), "nothing")
        XCTAssertEqual(try ask(poor, "allocate 9000000"), "memory")
        let busy = try started(faults: [.wouldBlock(every: 2)])
        let again = "read: Resource temporarily unavailable (EAGAIN)"
        XCTAssertEqual(try ask(busy, "reread nonblocking"), "a,\(again),b,\(again)")
        XCTAssertEqual(try ask(busy, "reread blocking"), "a,b,c,d")
        let broken = try started(faults: [.connectionResets(every: 2)])
        let reset = "read: Connection reset by peer (ECONNRESET)"
        XCTAssertEqual(
            try ask(broken, "reread blocking"), "a,\(reset),,\(reset)", "dead, and what had come is gone")
    }

    func testDescriptorLimit() throws {
        let program = try started(descriptorsMax: 4)
        XCTAssertEqual(try ask(program, "run true"), "pipe: Too many open files (EMFILE)")
    }

    func testCrashIsTold() throws {
        let program = try started(listening: true)
        let client = try program.connect()
        try program.send("crash\n")
        XCTAssertThrowsError(try client.receiveLine()) { error in
            let text = "\(error)"
            XCTAssertTrue(text.contains("시그널 SIGILL") || text.contains("시그널 SIGTRAP"), text)
            XCTAssertTrue(text.contains("왜 터졌는지"), text)
        }
        XCTAssertThrowsError(try program.connect(seconds: 1)) {
            XCTAssertTrue("\($0)".contains("먼저 끝남"), "\($0)")
        }
        XCTAssertThrowsError(try program.send("x\n")) { XCTAssertTrue("\($0)".contains("먼저 끝남"), "\($0)") }
        XCTAssertThrowsError(try program.descriptors) { XCTAssertTrue("\($0)".contains("먼저 끝남"), "\($0)") }
        XCTAssertThrowsError(try program.signal(.term)) { XCTAssertTrue("\($0)".contains("먼저 끝남"), "\($0)") }
    }

    func testSilenceIsTold() throws {
        let program = try started(listening: true)
        let client = try program.connect()
        XCTAssertThrowsError(try client.receiveLine(seconds: 0.1)) {
            XCTAssertEqual("\($0)", "‘\\n’까지 받기: 0.1초 안에 오지 않음")
        }
        XCTAssertTrue(try client.staysSilent(seconds: 0.05))
        XCTAssertThrowsError(try program.output(until: "없는 말", seconds: 0.1))
        XCTAssertThrowsError(try program.wait(seconds: 0.1)) {
            XCTAssertEqual("\($0)", "0.1초를 기다렸지만 프로그램이 끝나지 않음")
        }
        XCTAssertThrowsError(try program.eventually("참이 됨", seconds: 0.1) { _ in false })
        XCTAssertNil(program.ending)
    }

    func testSignals() throws {
        let program = try started()
        try program.signal(.term)
        XCTAssertEqual(try program.wait(), .killed(SIGTERM))
        let other = try started()
        other.closeInput()
        XCTAssertEqual(try other.wait(), .exited(0))
    }

    func testEverythingIsEnded() throws {
        let program = try started()
        XCTAssertEqual(try ask(program, "daemon child"), "left")
        XCTAssertEqual(try ask(program, "daemon orphan"), "left")
        try program.eventually("셋이 돎") { try $0.processes == 3 && $0.zombies == 0 }
        let all = try program.watch.processes
        XCTAssertEqual(all.count, 3)
        program.stop()
        XCTAssertEqual(all.filter { kill($0, 0) == 0 && !isZombie($0) }, [])
        XCTAssertEqual(program.ending, .killed(SIGKILL))
    }

    private func isZombie(_ pid: pid_t) -> Bool {
        let text = (try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)) ?? ") Z"
        return text.contains(") Z")
    }

    func testLeavesADaemonBehind() throws {
        let program = try started()
        XCTAssertEqual(try ask(program, "daemon orphan"), "left")
        let pid = try XCTUnwrap(try program.watch.processes.first { $0 != program.pid })
        print("left \(pid)")
        // Not even its own end is waited for.
        _exit(0)
    }

    func testPrintsMuch() throws {
        let program = try started()
        // More than a pipe holds, while nobody asks for it.
        XCTAssertEqual(try ask(program, "print 200000").count, 200_000)
    }
}
