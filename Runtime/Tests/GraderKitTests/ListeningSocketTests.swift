import Glibc
import ServerKit
import Testing

@testable import GraderKit

@Suite("The socket a program is given")
struct ListeningSocketTests {
    private func answers(_ socket: ListeningSocket) throws {
        defer { closeDescriptor(socket.descriptor) }
        let client = Connection(descriptor: try socket.address.connect(until: Deadline(seconds: 5)))
        let server = try Listener(descriptor: socket.descriptor).accept()
        defer { [client, server].forEach { $0.close() } }
        try client.write("하나\n")
        #expect(try server.readLine() == "하나")
    }

    @Test("It has a port of its own, or where there is no TCP a name")
    func both() throws {
        let open = try ListeningSocket.open(backlog: 8)
        guard case .port(let port) = open.address else {
            Issue.record("no port")
            return
        }
        #expect(port > 0)
        try answers(open)
        let named = try ListeningSocket.named(backlog: 8)
        guard case .name = named.address else {
            Issue.record("no name")
            return
        }
        try answers(named)
    }

    @Test("A full queue is silence, a closed socket a refusal", arguments: [true, false])
    func fullAndClosed(hasPort: Bool) throws {
        let socket = try hasPort ? ListeningSocket.open(backlog: 1) : ListeningSocket.named(backlog: 1)
        var queued: [Int32] = []
        defer { queued.forEach(closeDescriptor) }
        #expect(throws: ProgramFailure.silent(while: "연결하기", seconds: 0.1, received: "")) {
            for _ in 0..<8 { queued.append(try socket.address.connect(until: Deadline(seconds: 0.1))) }
        }
        closeDescriptor(socket.descriptor)
        #expect(throws: ProgramFailure.refused) { try socket.address.connect(until: Deadline(seconds: 5)) }
    }

    @Test("Without a program of the exercise there is nothing to start")
    func notBuilt() {
        #expect(throws: ProgramFailure.notBuilt) { try Program() }
    }
}
