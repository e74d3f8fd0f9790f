import Testing

@testable import Measuring

@Suite("What several measurements say")
struct SpreadTests {
    @Test("the median is the middle one, of an even number the mean of the two in the middle")
    func median() throws {
        #expect(try #require(Spread([5, 1, 3])) == Spread(median: 3, smallest: 1, largest: 5))
        #expect(try #require(Spread([4, 1, 3, 2])) == Spread(median: 2.5, smallest: 1, largest: 4))
        #expect(try #require(Spread([7])) == Spread(median: 7, smallest: 7, largest: 7))
        #expect(Spread([]) == nil)
    }

    @Test("a cell is measured only where more than half of the rounds gave a figure")
    func majority() {
        let two = Spread(median: 1.5, smallest: 1, largest: 2)
        #expect(Cell([.figure(1), .figure(2), .busy]) == .measured(two))
        #expect(Cell([.figure(1), .busy]) == .unmeasured(.busy(quiet: 1, rounds: 2)))
        #expect(
            Cell([.figure(1), .figure(2), .busy, .busy, .busy]) == .unmeasured(.busy(quiet: 2, rounds: 5)))
        #expect(Cell([.busy, .busy]) == .unmeasured(.busy(quiet: 0, rounds: 2)))
    }

    @Test("of two reasons the one that was met more often is told")
    func reasons() {
        #expect(Cell([.failed("끝남"), .failed("끝남"), .busy]) == .unmeasured(.failed("끝남")))
        #expect(Cell([.failed("끝남"), .busy, .busy]) == .unmeasured(.busy(quiet: 0, rounds: 3)))
        #expect(Cell([.failed("처음"), .failed("나중")]) == .unmeasured(.failed("나중")))
        guard case .unmeasured(.failed) = Cell([]) else {
            Issue.record("nothing was measured, and it is said to be")
            return
        }
    }

    @Test("a crash in each round: what was lost, and how often the server went on")
    func crashes() {
        var tally = Tally()
        tally.crashes = [
            Crash(held: 8, lost: 1, survived: true), Crash(held: 8, lost: 2, survived: true), nil,
        ]
        let crash = tally.figures.crash
        #expect(crash.held == .measured(Spread(median: 8, smallest: 8, largest: 8)))
        #expect(crash.lost == .measured(Spread(median: 1.5, smallest: 1, largest: 2)))
        #expect(crash.survived == 2 && crash.tried == 2)
    }
}
