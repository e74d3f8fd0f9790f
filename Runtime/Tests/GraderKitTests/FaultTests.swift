import Testing

@testable import GraderKit

@Suite("Faults as the library in the program reads them")
struct FaultTests {
    @Test(
        "Each has its word and its numbers",
        arguments: [
            (Fault.shortReads(max: 3), "short_read=3"), (.shortWrites(max: 1), "short_write=1"),
            (.slowWrites(milliseconds: 20), "slow_write=20"), (.interrupts(every: 2), "interrupt=2"),
            (.wouldBlock(every: 4), "would_block=4"), (.connectionResets(every: 5), "reset=5"),
            (.failFork(times: 2, after: 1), "fork=2,1"), (.failAccept(times: 1), "accept=1,0,24"),
            (.failAccept(times: 3, after: 2, error: .aborted), "accept=3,2,103"),
            (.failMalloc(atLeast: 4096, times: 1), "malloc=1,0,4096"),
        ])
    func commands(fault: Fault, command: String) {
        #expect(fault.command == command)
    }

    @Test("What would leave a right program no way out is refused", arguments: [0, 1])
    func endless(every: Int) async {
        await #expect(processExitsWith: .failure) { [every] in _ = Fault.interrupts(every: every).command }
    }
}
