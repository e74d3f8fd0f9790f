import GraderKit
import Testing

/// What tests start and share threads with, outside of scenarios; `ScenarioTests` has them inside.
struct TogetherTests {
    @Test("Answers come in the order of the works, whoever ends first")
    func order() {
        let first = Guarded(false)
        let numbers = together(
            {
                while !first.value {}
                return 1
            },
            {
                first.withLock { $0 = true }
                return 2
            })
        #expect(numbers == [1, 2])
    }

    @Test("Each work has a thread of its own: they can meet")
    func meet() {
        let arrived = Guarded(0)
        let works = Array(
            repeating: {
                arrived.withLock { $0 += 1 }
                while arrived.value < 8 {}
                return arrived.value
            }, count: 8)
        #expect(together(works) == Array(repeating: 8, count: 8))
    }

    @Test("No work, no thread, no answer")
    func none() {
        #expect(together([() -> Int]()) == [])
    }

    @Test("An answer may be nothing")
    func optional() {
        let answers = together({ Int?.none }, { 1 })
        #expect(answers.count == 2 && answers[0] == nil && answers[1] == 1)
    }

    @Test("Of what is guarded nothing is lost, and an error lets go of the lock")
    func guarded() {
        struct Thrown: Error {}
        let sum = Guarded(0)
        let add = { for _ in 0..<10_000 { sum.withLock { $0 += 1 } } }
        _ = together(add, add, add, add)
        #expect(sum.value == 40_000)
        #expect(throws: Thrown.self) { try sum.withLock { _ in throw Thrown() } }
        #expect(sum.value == 40_000)
    }

    @Test("Nobody leaves a meeting before all have come, and who comes later passes")
    func meeting() {
        let meeting = Meeting(of: 3)
        let arrived = Guarded(0)
        let visit = {
            arrived.withLock { $0 += 1 }
            meeting.arrive()
            return arrived.value
        }
        #expect(together(visit, visit, visit) == [3, 3, 3])
        meeting.arrive()
    }
}
