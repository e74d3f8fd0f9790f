import Glibc
import ServerKit
import XCTest

@testable import RobustCounter

final class RobustCounterTests: XCTestCase {
    /// 자식이 고친 값이 부모에게 보임
    func testUpdates() throws {
        let counter = try RobustCounter()
        XCTAssertEqual(try counter.value, 0, "RobustCounter()의 value")
        XCTAssertEqual(try counter.update { $0 + 2 }, 2, "update { $0 + 2 }가 돌려준 값")
        let child = try forkChild { Int32(try counter.update { $0 * 10 }) }
        XCTAssertEqual(try waitChild(child), .exited(20), "자식의 update { $0 * 10 }이 돌려준 값(종료 코드로 알림)")
        XCTAssertEqual(try counter.value, 20, "그 뒤 부모가 본 value")
    }

    /// 한 번에 한 프로세스만 들어감
    func testOneAtATime() throws {
        try expectOneAtATime(try RobustCounter(), "한 프로세스가 update 안에 있는 동안 다른 프로세스도 들어옴")
    }

    /// 한 번 죽은 뒤에도 한 번에 한 프로세스만 들어감
    func testOneAtATimeAfterDeath() throws {
        let counter = try RobustCounter()
        try killInside(counter)
        // 되살리지 않은 락은 한 번 더 쥐었다 놓아야 못 쓰게 됨.
        try counter.update { $0 + 1 }
        try expectOneAtATime(
            counter,
            "쥔 채 죽은 프로세스가 있은 뒤, 한 프로세스가 update 안에 있는 동안 다른 프로세스도 들어옴. pthread 락이라면 "
                + "pthread_mutex_lock이 돌려준 값을 보세요. 0도 EOWNERDEAD도 아니면 못 쥔 것임")
    }

    /// 첫째가 안에 있는 동안 둘째를 보내, 함께 들어가지 못하는지 봄.
    private func expectOneAtATime(_ counter: RobustCounter, _ bothInside: String) throws {
        let board = try SharedMemory(words: 3)  // [첫째가 들어옴, 둘째가 들어옴, 둘째가 들어온 채 첫째가 끝남]
        let first = try forkChild {
            try counter.update { value in
                board[0] = 1
                // 둘째가 들어오는지 지켜봄. 기다리는 둘째는 그동안 들어오지 못함.
                for _ in 0..<200 where board[1] == 0 { usleep(2000) }
                board[2] = board[1]
                return value + 1
            }
            return 0
        }
        for _ in 0..<1500 where board[0] == 0 { usleep(2000) }
        let second = try forkChild {
            try counter.update { value in
                board[1] = 1
                return value + 1
            }
            return 0
        }
        _ = try waitChild(first)
        _ = try waitChild(second)
        XCTAssertEqual(board[2], 0, bothInside)
        XCTAssertEqual(board[1], 1, "앞 프로세스가 나온 뒤 둘째가 들어옴")
    }

    /// 여러 프로세스가 함께 올려도 사라지지 않음
    func testNoLostUpdates() throws {
        for _ in 1...5 {
            let counter = try RobustCounter()
            let gate = try SharedMemory(words: 2)  // [모인 수, 문 열림]
            let children = try (0..<4).map { _ in
                try forkChild {
                    gate.add(1, at: 0)
                    while gate[1] == 0 { sched_yield() }
                    for _ in 0..<500 {
                        // 읽은 값을 들고 자리를 비킴: 안에 남이 들어올 수 있다면 갱신이 사라짐.
                        try counter.update { value in
                            sched_yield()
                            return value + 1
                        }
                    }
                    return 0
                }
            }
            while gate[0] < 4 { sched_yield() }
            gate[1] = 1
            for child in children { _ = try waitChild(child) }
            let total = try counter.value
            XCTAssertEqual(total, 2_000, "프로세스 넷이 동시에 500번씩 올린 뒤의 value")
            if total != 2_000 { return }
        }
    }

    /// 안에 있던 프로세스가 죽어도 이어서 씀
    func testOwnerKilled() throws {
        let counter = try RobustCounter()
        try counter.update { _ in 5 }
        try killInside(counter)
        XCTAssertEqual(
            try counter.update { $0 + 1 }, 6,
            "값이 5일 때 update 안에 있던 프로세스를 SIGKILL로 죽인 뒤 update { $0 + 1 }이 돌려준 값")
    }

    /// 여러 번 죽어도 이어서 씀
    func testOwnersKilledInTurn() throws {
        let counter = try RobustCounter()
        for round in 1...3 {
            try killInside(counter)
            XCTAssertEqual(
                try counter.update { $0 + 1 }, round, "update 안에 있던 프로세스를 죽이고 한 번 올리기를 \(round)번째 한 뒤의 값")
        }
    }

    /// 한 번 죽은 뒤에 다른 프로세스들도 씀
    func testOthersAfterDeath() throws {
        let counter = try RobustCounter()
        try killInside(counter)
        for round in 1...2 {
            let child = try forkChild { Int32(try counter.update { $0 + 1 }) }
            XCTAssertEqual(
                try waitChild(child), .exited(Int32(round)),
                "쥔 채 죽은 뒤 \(round)번째 자식의 update { $0 + 1 }(종료 코드로 알림)")
        }
        XCTAssertEqual(try counter.value, 2, "그 뒤 부모가 본 value")
    }

    /// update 안에 들어간 자식을 죽이고 거둠.
    private func killInside(_ counter: RobustCounter) throws {
        let inside = try SharedMemory(words: 1)
        let child = try forkChild {
            try counter.update { value in
                inside[0] = 1
                while true { pause() }
                return value + 100
            }
            return 0
        }
        for _ in 0..<2500 where inside[0] == 0 { usleep(2000) }
        kill(child, SIGKILL)
        _ = try waitChild(child)
        guard inside[0] == 1 else { throw NotInside() }
    }
}

private struct NotInside: Error, CustomStringConvertible {
    let description = "자식이 5초 안에 update의 change를 부르지 않음"
}
