import Glibc
import ServerKit

struct NothingLent: Error {}

/// cmsg(3)의 매크로 없이: 제어 메시지 하나를 손으로 적음. 머리 16바이트, fd 4바이트, 8의 배수로 맞춘 24바이트.
private struct Rights {
    var length = 20
    var level = Int32(SOL_SOCKET)
    var type: Int32 = 1  // SCM_RIGHTS
    var fd: Int32
    var padding: Int32 = 0
}

func lend(_ fd: Int32, over channel: Int32) throws {
    var rights = Rights(fd: fd)
    let sent = withMessage(&rights) { sendmsg(channel, $0, Int32(MSG_NOSIGNAL)) }
    guard sent == 1 else { throw SystemError(call: "sendmsg", errno: errno) }
    close(fd)
}

func borrow(from channel: Int32) throws -> Int32 {
    var rights = Rights(fd: -1)
    let got = withMessage(&rights) { recvmsg(channel, $0, Int32(MSG_CMSG_CLOEXEC)) }
    guard got == 1, rights.fd >= 0 else { throw NothingLent() }
    return rights.fd
}

/// 한 바이트와 제어 메시지가 든 msghdr로 body를 부름.
private func withMessage(_ rights: inout Rights, _ body: (UnsafeMutablePointer<msghdr>) -> Int) -> Int {
    var byte: UInt8 = 0
    return withUnsafeMutableBytes(of: &byte) { byte in
        withUnsafeMutableBytes(of: &rights) { rights in
            var part = iovec(iov_base: byte.baseAddress, iov_len: 1)
            return withUnsafeMutablePointer(to: &part) { part in
                var message = msghdr()
                message.msg_iov = part
                message.msg_iovlen = 1
                message.msg_control = rights.baseAddress
                message.msg_controllen = rights.count
                return body(&message)
            }
        }
    }
}
