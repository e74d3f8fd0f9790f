import Glibc
import ServerKit
import Testing

@Suite("A failed system call")
struct SystemErrorTests {
    @Test("It says which call, what went wrong and the name to search for")
    func description() {
        let error = SystemError(call: "fork", errno: EAGAIN)
        #expect(error.description == "fork: Resource temporarily unavailable (EAGAIN)")
    }

    @Test("A number that nobody knows is still shown")
    func unknownNumber() {
        #expect(SystemError(call: "read", errno: 9999).description == "read: errno 9999")
    }
}
