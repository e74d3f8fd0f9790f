import ServerKit
import Testing

@Suite("Measuring")
struct MeasureTests {
    @Test("The middle is moved by no outlier, and the spread tells of it")
    func middle() {
        let estimate = Estimate([5, 1, 90, 3, 2])
        #expect(estimate.median == 3)
        #expect(estimate.smallest == 1)
        #expect(estimate.largest == 90)
        #expect(Estimate([7]).median == 7)
        #expect(Estimate([2, 1]).median == 2)
    }

    @Test("More threads than the machine has processors never have one each")
    func tooMany() throws {
        #expect(try !coresAreFree(512, wallSeconds: 0.05))
    }

    @Test("A thread's own clock stands still while it waits, the wall's does not")
    func clocks() throws {
        let start = (wall: wallClock(), own: threadClock())
        try startThread { while wallClock() - start.wall < 0.1 {} }.join()
        let wall = wallClock() - start.wall
        #expect(wall >= 0.1)
        #expect(threadClock() - start.own < wall / 2)
        #expect(familyClock() > 0)
    }
}
