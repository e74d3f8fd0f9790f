import Foundation
import GraderKit
import ServerKit
import XCTest

@testable import LookInside

final class LookInsideTests: XCTestCase {
    /// 자식의 이름, 부모, 스레드 수를 봄
    func testChild() throws {
        for name in ["worker", "db:1:5"] {
            try withChild(named: name) { child in
                check(child, isNamed: name)
            }
        }
    }

    /// 이름에 빈칸이 있어도 어긋나지 않음
    func testNameWithSpaces() throws {
        try withChild(named: "my web server") { child in
            check(child, isNamed: "my web server")
        }
    }

    /// 이름에 괄호가 있어도 어긋나지 않음
    func testNameWithParentheses() throws {
        for name in ["a) R 1 (b", "(sd-pam)", "x) Z 1"] {
            try withChild(named: name) { child in
                check(child, isNamed: name)
            }
        }
    }

    /// 스레드가 여럿이면 그 수를 봄
    func testThreads() throws {
        try withChild(named: "threads", threads: 3) { child in
            XCTAssertEqual(glance(at: child)?.threads, 4, "스레드 셋을 더 띄운 자식의 스레드 수")
        }
    }

    /// 끝났지만 거두지 않은 자식은 좀비임
    func testZombie() throws {
        let child = try forkChild { 0 }
        var info = siginfo_t()
        XCTAssertEqual(waitid(P_PID, id_t(child), &info, WEXITED | WNOWAIT), 0, "waitid")
        XCTAssertEqual(glance(at: child)?.isZombie, true, "끝났지만 거두지 않은 자식의 isZombie")
        XCTAssertEqual(glance(at: child)?.parent, getpid(), "좀비의 부모")
        _ = try waitChild(child)
    }

    /// 없는 프로세스는 nil임
    func testNobody() throws {
        let child = try forkChild { 0 }
        _ = try waitChild(child)
        XCTAssertNil(glance(at: child), "이미 거둔 자식을 본 것")
        XCTAssertNil(glance(at: -1), "glance(at: -1)")
    }

    /// 자기 자신도 봄
    func testSelf() {
        let seen = glance(at: getpid())
        XCTAssertEqual(seen?.parent, getppid(), "자기 자신을 보았을 때의 부모")
        XCTAssertEqual(seen?.isZombie, false, "자기 자신을 보았을 때의 isZombie")
    }

    /// A child with one thread that waits. Field by field: what a learner's own `==` says does not matter.
    private func check(_ child: Int32, isNamed name: String, line: UInt = #line) {
        guard let seen = glance(at: child) else {
            return XCTFail("이름이 '\(name)'인 자식을 보았는데 nil임", line: line)
        }
        XCTAssertEqual(seen.name, name, "이름이 '\(name)'인 자식의 name", line: line)
        XCTAssertEqual(seen.parent, getpid(), "이름이 '\(name)'인 자식의 parent", line: line)
        XCTAssertEqual(seen.threads, 1, "이름이 '\(name)'인 자식의 threads", line: line)
        XCTAssertEqual(seen.isZombie, false, "이름이 '\(name)'인 자식의 isZombie", line: line)
    }

    /// A child of this name that waits while it is looked at.
    private func withChild(named name: String, threads: Int = 0, _ look: (Int32) throws -> Void) throws {
        let ready = try makePipe()
        let stay = try makePipe()
        let child = try forkChild {
            closeDescriptor(stay.writeEnd)
            // Of the first thread, whose name the process has; 15 bytes at most.
            Thread.current.name = name
            for _ in 0..<threads { try startThread { pause() }.detach() }
            try writeAll(ready.writeEnd, "r")
            _ = try readSome(stay.readEnd)
            return 0
        }
        closeDescriptor(ready.writeEnd)
        defer { [ready.readEnd, stay.readEnd].forEach(closeDescriptor) }
        _ = try readSome(ready.readEnd)
        try look(child)
        closeDescriptor(stay.writeEnd)
        _ = try waitChild(child)
    }
}
