import Foundation
import GraderKit
import XCTest

@testable import OrderedTransfer

final class OrderedTransferTests: XCTestCase {
    /// 보낸 만큼 옮겨지고, 이체마다 한 번 장부에 적힘
    func testMovesMoney() {
        explore("한 스레드가 0번에서 1번으로 30을 보내고, 1번이 모두 돌려줌") {
            var ledger: [[Int]] = []
            let bank = Bank(accounts: 3, balance: 100) { ledger.append([$0, $1, $2]) }
            XCTAssertTrue(
                bank.transfer(from: 0, to: 1, amount: 30), "transfer(from: 0, to: 1, amount: 30)의 답")
            XCTAssertEqual((0..<3).map(bank.balance), [70, 130, 100], "0번에서 1번으로 30을 보낸 뒤의 잔액")
            XCTAssertTrue(bank.transfer(from: 1, to: 0, amount: 130), "1번이 가진 130을 모두 0번으로 보낸 답")
            XCTAssertEqual((0..<3).map(bank.balance), [200, 0, 100], "1번이 모두 돌려준 뒤의 잔액")
            XCTAssertEqual(ledger, [[0, 1, 30], [1, 0, 130]], "record가 받은 것: 보낸 계좌, 받은 계좌, 금액")
        }
    }

    /// 잔액이 모자라면 옮기지 않고, 다음 이체도 됨
    func testNotEnough() {
        explore("한 스레드가 가진 것보다 많이 보내 보고, 다시 보냄") {
            var records = 0
            let bank = Bank(accounts: 2, balance: 100) { _, _, _ in records += 1 }
            XCTAssertFalse(bank.transfer(from: 0, to: 1, amount: 101), "100이 든 계좌에서 101을 보낸 답")
            XCTAssertEqual(records, 0, "보내지 못한 이체를 record에 적은 횟수")
            XCTAssertTrue(bank.transfer(from: 0, to: 1, amount: 100), "바로 다음에 100을 보낸 답")
            XCTAssertEqual((0..<2).map(bank.balance), [0, 200], "101은 못 보내고 100은 보낸 뒤의 잔액")
        }
    }

    /// 자기 계좌로 보내도 끝남
    func testToItself() {
        explore("0번에서 0번으로 보냄") {
            let bank = Bank(accounts: 2, balance: 100)
            XCTAssertTrue(
                bank.transfer(from: 0, to: 0, amount: 30), "transfer(from: 0, to: 0, amount: 30)의 답")
            XCTAssertTrue(
                bank.transfer(from: 0, to: 0, amount: 101), "가진 것보다 많은 101을 자기 계좌로 보낸 답")
            XCTAssertEqual((0..<2).map(bank.balance), [100, 100], "자기 계좌로 보낸 뒤의 잔액")
        }
    }

    /// 두 번에 나눠 꺼내도 가진 것보다 많이 나가지 않음
    func testOverdraw() {
        explore("100이 든 0번에서 두 스레드가 저마다 70을 보냄") {
            let bank = Bank(accounts: 3, balance: 100)
            let answers = together(
                { bank.transfer(from: 0, to: 1, amount: 70) },
                { bank.transfer(from: 0, to: 2, amount: 70) })
            XCTAssertEqual(answers.filter { $0 }.count, 1, "100이 든 계좌에서 70씩 두 번 보내 true를 받은 횟수")
            XCTAssertEqual(bank.balance(of: 0), 30, "두 스레드가 저마다 70을 보낸 뒤 0번의 잔액")
        }
        explore("100이 든 2번에서 두 스레드가 저마다 70을 보냄") {
            let bank = Bank(accounts: 3, balance: 100)
            let answers = together(
                { bank.transfer(from: 2, to: 0, amount: 70) },
                { bank.transfer(from: 2, to: 1, amount: 70) })
            XCTAssertEqual(answers.filter { $0 }.count, 1, "100이 든 계좌에서 70씩 두 번 보내 true를 받은 횟수")
            XCTAssertEqual(bank.balance(of: 2), 30, "두 스레드가 저마다 70을 보낸 뒤 2번의 잔액")
        }
    }

    /// 두 사람이 서로에게 동시에 보내도 끝남
    func testEachOther() {
        explore("0번은 1번에게, 1번은 0번에게 보냄") {
            let bank = Bank(accounts: 2, balance: 100)
            _ = together(
                { bank.transfer(from: 0, to: 1, amount: 30) },
                { bank.transfer(from: 1, to: 0, amount: 10) })
            XCTAssertEqual((0..<2).map(bank.balance), [80, 120], "0번이 30, 1번이 10을 보낸 뒤의 잔액")
        }
    }

    /// 세 사람이 둥글게 보내도 끝남
    func testCircle() {
        explore("0번은 1번에게, 1번은 2번에게, 2번은 0번에게 보냄") {
            let bank = Bank(accounts: 3, balance: 100)
            _ = together(
                { bank.transfer(from: 0, to: 1, amount: 10) },
                { bank.transfer(from: 1, to: 2, amount: 20) },
                { bank.transfer(from: 2, to: 0, amount: 30) })
            XCTAssertEqual((0..<3).map(bank.balance), [120, 90, 90], "둥글게 10, 20, 30을 보낸 뒤의 잔액")
        }
    }

    /// 잔액의 크기가 뒤바뀌는 동안에도 끝남
    func testBalancesSwap() {
        explore("0번이 큰돈을 받아 부자가 되는 동안 서로 보냄") {
            let bank = Bank(accounts: 2, balance: 100)
            _ = together(
                { bank.transfer(from: 0, to: 1, amount: 10) },
                { [50, 5].map { bank.transfer(from: 1, to: 0, amount: $0) } })
            XCTAssertEqual((0..<2).map(bank.balance), [145, 55], "0번이 10, 1번이 50과 5를 보낸 뒤의 잔액")
        }
    }

    /// 옮기는 도중의 합계가 보이지 않음
    func testTotal() {
        explore("한 스레드가 보내는 동안 다른 스레드가 total을 읽음") {
            let bank = Bank(accounts: 2, balance: 100)
            let seen = together(
                { bank.transfer(from: 1, to: 0, amount: 30) ? 200 : -1 },
                { bank.total })
            XCTAssertEqual(seen, [200, 200], "보낸 뒤의 합계와, 보내는 동안 읽은 합계")
        }
    }

    /// 옮기는 동안 잔액을 물어도 됨
    func testBalance() {
        explore("0번이 1번에게 보내는 동안 다른 스레드가 0번의 잔액을 물음") {
            let bank = Bank(accounts: 2, balance: 100)
            let seen = together(
                { bank.transfer(from: 0, to: 1, amount: 30) ? 30 : -1 },
                { bank.balance(of: 0) })
            XCTAssertEqual(seen[0], 30, "0번이 1번에게 보낸 금액")
            XCTAssertTrue([70, 100].contains(seen[1]), "그동안 본 0번의 잔액이 \(seen[1])임: 100이나 70이어야 함")
        }
    }

    /// 계좌가 겹치지 않는 이체 둘은 함께 진행함(시험의 장부는 둘이 만나야 적힘)
    func testApart() {
        explore("0번은 1번에게, 2번은 3번에게 보내며, 장부에 적는 일은 둘이 만나야 끝남") {
            let meeting = Meeting(of: 2)
            let bank = Bank(accounts: 4, balance: 100) { _, _, _ in meeting.arrive() }
            _ = together(
                { bank.transfer(from: 0, to: 1, amount: 10) },
                { bank.transfer(from: 2, to: 3, amount: 20) })
            XCTAssertEqual((0..<4).map(bank.balance), [90, 110, 80, 120], "따로 10과 20을 보낸 뒤의 잔액")
        }
    }

    /// 기다리던 이체가 못 보내고 돌아가도 다음 이체가 진행함
    func testRefusedWhileOthersWait() {
        explore("0번에서 1번으로 두 스레드가 100씩 보내고, 1번에서 2번으로 다른 스레드가 50을 보냄") {
            let bank = Bank(accounts: 3, balance: 100)
            let answers = together(
                { bank.transfer(from: 0, to: 1, amount: 100) },
                { bank.transfer(from: 0, to: 1, amount: 100) },
                { bank.transfer(from: 1, to: 2, amount: 50) })
            XCTAssertEqual(answers[..<2].filter { $0 }.count, 1, "100이 든 0번에서 100씩 두 번 보내 true를 받은 횟수")
            XCTAssertEqual((0..<3).map(bank.balance), [0, 150, 150], "100 하나와 50이 옮겨진 뒤의 잔액")
        }
    }

    /// 기다리는 동안 CPU를 쓰지 않음
    func testSleeps() {
        let isRecording = Guarded(false)
        let bank = Bank(accounts: 2, balance: 100) { from, _, _ in
            isRecording.withLock { $0 = true }
            // 0번이 보내는 이체는 장부 앞에서 멈춰 있음.
            while from == 0 { sleep(1) }
        }
        _ = Sleeper { _ = bank.transfer(from: 0, to: 1, amount: 10) }
        while !isRecording.value { usleep(1000) }
        let waiter = Sleeper { _ = bank.transfer(from: 1, to: 0, amount: 10) }
        if !waiter.fallsAsleep() {
            XCTFail("계좌를 기다리는 transfer가 잠들지 않음: 기다리지 않고 돌아왔거나, 자꾸 확인하며 CPU를 씀")
        }
    }

    /// 세 사람이 저마다 두 번씩 보내도 돈이 새지 않음
    func testThreePeople() {
        explore("세 스레드가 저마다 나머지 두 사람에게 보냄") {
            let bank = Bank(accounts: 3, balance: 100)
            let answers = together(
                (0..<3).map { person in
                    {
                        [1, 2].map { step in
                            bank.transfer(from: person, to: (person + step) % 3, amount: 10)
                        }
                    }
                })
            XCTAssertEqual(answers, Array(repeating: [true, true], count: 3), "세 사람이 보낸 답")
            XCTAssertEqual((0..<3).map(bank.balance), [100, 100, 100], "세 사람이 10씩 두 번 보낸 뒤의 잔액")
        }
    }
}
