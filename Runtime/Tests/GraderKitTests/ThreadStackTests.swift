import GraderKit
import ServerKit
import Testing

@Suite("Stacks of threads")
struct ThreadStackTests {
    // In processes of their own: other tests start threads too.
    @Test("Threads that are joined leave a few stacks at most")
    func joined() async {
        await #expect(processExitsWith: .success) {
            let before = threadStacks()
            for _ in 0..<40 { try startThread {}.join() }
            precondition(threadStacks() - before < 16)
        }
    }

    @Test("Threads that nobody joins leave their stacks")
    func left() async {
        await #expect(processExitsWith: .success) {
            let before = threadStacks()
            let pipe = try makePipe()
            for _ in 0..<40 {
                _ = try startThread { try? writeAll(pipe.writeEnd, "!") }
            }
            var missing = 40
            while missing > 0 { missing -= try readSome(pipe.readEnd, upTo: missing)?.count ?? missing }
            precondition(threadStacks() - before >= 40)
        }
    }
}
