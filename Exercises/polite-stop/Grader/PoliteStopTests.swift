import Glibc
import ServerKit
import XCTest

@testable import PoliteStop

final class PoliteStopTests: XCTestCase {
    /// SIGTERM이 온 걸음까지 셈
    func testCountsSteps() {
        var begun = 0
        let steps = runUntilTerm {
            begun += 1
            stopIfAstray(begun, limit: 5)
            if begun == 5 { raise(SIGTERM) }
        }
        XCTAssertEqual(steps, 5, "다섯째 걸음에서 SIGTERM이 올 때 runUntilTerm이 돌려준 값")
    }

    /// 하던 걸음을 끝까지 함
    func testFinishesStep() {
        var ended = 0
        _ = runUntilTerm {
            stopIfAstray(ended + 1, limit: 1)
            raise(SIGTERM)
            ended += 1
        }
        XCTAssertGreaterThanOrEqual(ended, 1, "걸음 도중에 SIGTERM이 왔을 때 끝까지 한 걸음의 수")
    }

    /// SIGTERM 뒤에는 새 걸음을 시작하지 않음
    func testNoStepAfter() {
        var begun = 0
        _ = runUntilTerm {
            begun += 1
            stopIfAstray(begun, limit: 1)
            if begun == 1 { raise(SIGTERM) }
        }
        XCTAssertEqual(begun, 1, "첫 걸음에서 SIGTERM이 올 때 시작한 걸음의 수")
    }

    /// 다른 프로세스가 보낸 SIGTERM도 들음
    func testFromOutside() throws {
        let parent = getpid()
        let told = try makePipe()
        var begun = 0
        let steps = runUntilTerm {
            begun += 1
            stopIfAstray(begun, limit: 1)
            guard begun == 1 else { return }
            // 이 걸음은 남이 SIGTERM을 보내고 끝날 때까지 감.
            guard
                let sender = try? forkChild({
                    kill(parent, SIGTERM)
                    return 0
                })
            else { return }
            while waitpid(sender, nil, 0) < 0 && errno == EINTR {}
            try? writeAll(told.writeEnd, "끝")
        }
        close(told.writeEnd)
        XCTAssertEqual(
            String(decoding: try readToEnd(told.readEnd), as: UTF8.self), "끝", "남이 SIGTERM을 보낸 걸음이 끝까지 간 표시")
        XCTAssertEqual(steps, 1, "첫 걸음에서 다른 프로세스가 SIGTERM을 보낼 때 runUntilTerm이 돌려준 값")
    }

    /// 한 걸음 동안 두 번 와도 한 번과 같음
    func testTwiceInOneStep() {
        var begun = 0
        let steps = runUntilTerm {
            begun += 1
            stopIfAstray(begun, limit: 1)
            guard begun == 1 else { return }
            raise(SIGTERM)
            raise(SIGTERM)
        }
        XCTAssertEqual(steps, 1, "첫 걸음에서 SIGTERM이 두 번 올 때 runUntilTerm이 돌려준 값")
    }

    /// 다시 부르면 처음부터 다시 돎
    func testRunsAgain() {
        for round in 1...2 {
            var begun = 0
            let steps = runUntilTerm {
                begun += 1
                stopIfAstray(begun, limit: 3)
                if begun == 3 { raise(SIGTERM) }
            }
            XCTAssertEqual(steps, 3, "셋째 걸음에서 SIGTERM이 오는 runUntilTerm, \(round)번째로 부름")
        }
    }

    /// 끝날 줄 모르는 제출을 여기서 끝냄: 시험이 시간 초과를 기다리지 않게 함.
    private func stopIfAstray(_ begun: Int, limit: Int) {
        guard begun > limit + 1 else { return }
        XCTFail("SIGTERM이 온 뒤에도 걸음을 계속함: \(begun)번째 걸음을 시작함")
        continueAfterFailure = false
        XCTFail("여기서 멈춤")
    }
}
