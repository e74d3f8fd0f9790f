import GraderKit
import ServerKit
import Testing

@Suite("Stacks of threads", .serialized)
struct ThreadStackTests {
    @Test("Threads that nobody joins leave their stacks, those that are joined leave a few at most")
    func left() throws {
        let before = threadStacks()
        for _ in 0..<40 { try startThread {}.join() }
        // Other tests start threads meanwhile, a few at a time.
        #expect(threadStacks() - before < 30)
        let pipe = try makePipe()
        for _ in 0..<40 {
            _ = try startThread { try? writeAll(pipe.writeEnd, "!") }
        }
        var missing = 40
        while missing > 0 { missing -= try readSome(pipe.readEnd, upTo: missing)?.count ?? missing }
        #expect(threadStacks() - before >= 30)
        closeDescriptor(pipe.readEnd)
        closeDescriptor(pipe.writeEnd)
    }
}
