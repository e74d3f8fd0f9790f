import Glibc
import Testing

@testable import Measuring

@Suite("What the machine says of processes and connections")
struct MachineTests {
    @Test("the times of a process are read whatever its name is")
    func ticks() {
        let fields = "S 1 2 3 4 -1 5 6 7 8 9 30 12 5 3 20 0 1 0"
        for name in ["server", "a) 9 9 9 (b"] {
            let times = ProcessorTime.ticks(in: "77 (\(name)) \(fields)")
            #expect(times?.own == 42 && times?.children == 8)
        }
        #expect(ProcessorTime.ticks(in: "77 (server) S 1") == nil)
    }

    @Test("the time of a process grows with what it does")
    func seconds() {
        let before = ProcessorTime.seconds(of: [getpid()])
        let own = ProcessorTime.own()
        var sum = 0
        while ProcessorTime.own() < own + 0.02 { sum &+= 1 }
        #expect(ProcessorTime.seconds(of: [getpid()]) >= before + 0.01, "\(sum)")
    }

    @Test("what is neither idle nor waiting is busy, stolen time included")
    func machine() throws {
        let machine = try #require(
            ProcessorTime.Machine(text: "cpu  10 1 5 100 20 2 3 4 7 8\ncpu0 1 1 1 1 1 1 1 1 1 1\n"))
        #expect(machine.all == 145 && machine.busy == 25)
        #expect(ProcessorTime.Machine(text: "intr 1 2 3") == nil)
    }

    @Test("the share of others is what is left, and never less than nothing")
    func share() {
        #expect(CoreWatch.foreignShare(all: 200, busy: 150, ours: 110) == 0.2)
        #expect(CoreWatch.foreignShare(all: 200, busy: 100, ours: 120) == 0)
        #expect(CoreWatch.foreignShare(all: 0, busy: 0, ours: 0) == nil)
    }

    @Test("Pss is the figure of its own line")
    func pss() {
        let text = "Rss:  900 kB\nPss:               412 kB\nPss_Dirty:   100 kB\n"
        #expect(ProportionalMemory.pss(in: text) == 412)
        #expect(ProportionalMemory.pss(in: "") == nil)
        #expect((ProportionalMemory.mebibytes(of: [getpid()]) ?? 0) > 1)
    }

    @Test("an answer counts when its body is there as well")
    func answers() {
        let head = "HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n"
        #expect(HTTPClient.status(of: Array("\(head)hello\n".utf8)) == 200)
        #expect(HTTPClient.status(of: Array("\(head)hello".utf8)) == nil)
        #expect(HTTPClient.status(of: Array("HTTP/1.1 503 Busy\r\n\r\n".utf8)) == 503)
        #expect(HTTPClient.status(of: Array("HTTP/1.1 200 OK\r\n".utf8)) == nil)
    }
}

@Suite("Connections that got an answer")
struct ClientConnectionsTests {
    /// A listener of this test, and clients of it.
    private final class Place {
        let listener: Int32
        let port: UInt16
        var clients: [Int32] = []

        init() throws {
            listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
            var size = socklen_t(MemoryLayout<sockaddr_in>.size)
            let descriptor = listener
            let made = withUnsafeMutableBytes(of: &address) { bytes in
                let place = bytes.baseAddress!.assumingMemoryBound(to: sockaddr.self)
                return bind(descriptor, place, size) == 0 && listen(descriptor, 8) == 0
                    && getsockname(descriptor, place, &size) == 0
            }
            try #require(made)
            port = UInt16(bigEndian: address.sin_port)
        }

        func connect() throws {
            let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
            let connected = withUnsafeBytes(of: &address) { bytes in
                Glibc.connect(
                    client, bytes.baseAddress!.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
            }
            try #require(connected == 0)
            clients.append(client)
        }

        deinit { (clients + [listener]).forEach { close($0) } }
    }

    @Test("of three clients one is served, two wait: the kernel counts one")
    func counts() throws {
        let place = try Place()
        #expect(ClientConnections.toward(port: place.port) == ClientConnections(open: 0, answered: 0))
        for _ in 0..<3 { try place.connect() }
        #expect(ClientConnections.toward(port: place.port) == ClientConnections(open: 3, answered: 0))
        let served = accept(place.listener, nil, nil)
        defer { close(served) }
        #expect(send(served, "x", 1, 0) == 1)
        var byte: UInt8 = 0
        // The first that connected is the first that is accepted; once it has read, the byte has come.
        #expect(recv(place.clients[0], &byte, 1, 0) == 1)
        #expect(ClientConnections.toward(port: place.port) == ClientConnections(open: 3, answered: 1))
    }

    @Test("a datagram that is cut short makes no sense, and an error is told as one")
    func damaged() {
        var found = ClientConnections(open: 0, answered: 0)
        #expect(found.take([1, 2, 3], port: 1) == false)
        var header = [UInt8](repeating: 0, count: 16)
        header[0] = 200
        #expect(found.take(header[...], port: 1) == nil)
        header[0] = 16
        header[4] = UInt8(ClientConnections.Layout.error)
        #expect(found.take(header[...], port: 1) == nil)
        header[4] = UInt8(ClientConnections.Layout.done)
        #expect(found.take(header[...], port: 1) == true)
        #expect(found == ClientConnections(open: 0, answered: 0))
    }
}
