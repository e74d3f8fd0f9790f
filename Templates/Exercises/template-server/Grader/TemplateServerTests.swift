import GraderKit
import XCTest

// Program이 Program/main.swift를 따로 띄우고, 시험은 손님이 되어 밖에서 말을 검.
final class TemplateServerTests: XCTestCase {
    /// 이름을 보낼 때마다 인사가 옴
    func testGreets() throws {
        let program = try Program(listening: true)
        let client = try program.connect()
        for name in ["하나", "둘"] {
            try client.send(name + "\n")
            XCTAssertEqual(try client.receiveLine(), "안녕, \(name)", "\(name)에게 온 답")
        }
    }

    /// 가만히 있는 손님이 다른 손님을 막지 않음
    func testServesWhileOthersWait() throws {
        let program = try Program(listening: true)
        let silent = try (0..<3).map { _ in try program.connect() }
        try greet(program, "늦은 손님")
        for client in silent { client.close() }
    }

    /// 이름이 나뉘어 와도 한 줄로 읽음
    func testSplitLines() throws {
        // 읽을 때마다 한 바이트씩만 오게 함.
        let program = try Program(listening: true, faults: [.shortReads(max: 1)])
        try greet(program, "abc")
    }

    /// 손님이 가면 연결을 닫음
    func testClosesConnections() throws {
        let program = try Program(listening: true)
        for _ in 0..<10 { try greet(program, "손님") }
        try program.eventually("손님 10명이 간 뒤 소켓은 듣는 것 하나", seconds: 2) {
            try $0.watch.openFiles.values.count { $0.hasPrefix("socket:") } == 1
        }
    }

    private func greet(_ program: Program, _ name: String) throws {
        let client = try program.connect()
        try client.send(name + "\n")
        XCTAssertEqual(try client.receiveLine(seconds: 2), "안녕, \(name)", "\(name)에게 온 답")
        client.close()
    }
}
