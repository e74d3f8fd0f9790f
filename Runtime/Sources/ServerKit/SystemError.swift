internal import CServerKit
internal import Glibc

/// A system call that failed: which one, and the `errno` it left.
public struct SystemError: Error, Hashable, Sendable {
    /// The call's name as its man page has it, such as `fork`.
    public let call: String
    /// The number that errno(3) lists, such as `EAGAIN`.
    public let errno: Int32

    /// - Parameters:
    ///   - call: The name of the call that failed.
    ///   - errno: Read it from the global `errno` right after the call: whatever runs in between may change it.
    public init(call: String, errno: Int32) {
        self.call = call
        self.errno = errno
    }

    /// Whether the call failed only because it would have had to wait on a non-blocking descriptor: `EAGAIN`.
    public var wouldWait: Bool { errno == EAGAIN }

    /// A call named by CServerKit.
    init(_ call: UnsafePointer<CChar>?, errno: Int32) {
        self.init(call: call.map { String(cString: $0) } ?? "socket", errno: errno)
    }
}

extension SystemError: CustomStringConvertible {
    /// `fork: Resource temporarily unavailable (EAGAIN)`
    public var description: String {
        guard let name = sk_errno_name(errno), let text = sk_errno_text(errno) else {
            return "\(call): errno \(errno)"
        }
        return "\(call): \(String(cString: text)) (\(String(cString: name)))"
    }
}
