import Foundation
import Sandbox

/// A server that was built. Its files go with the last reference.
public final class ServerProgram: Sendable {
    private let path: String
    private let stage: Stage
    private let instruments: Instruments

    init(path: String, stage: Stage, instruments: Instruments) {
        self.path = path
        self.stage = stage
        self.instruments = instruments
    }

    deinit { stage.remove() }

    /// What a server may use while it is measured. It is ended long before the time is over.
    private static let limits = Limits(
        wallSeconds: 3600, memoryMB: 1024, openFiles: 1024, processes: 512, outputKB: 64, overflow: .drain)
    /// How many clients may wait to be accepted.
    private static let backlog: Int32 = 1024
    private static let listenerNumber = Job.descriptorNumbers.lowerBound

    /// Starts it, confined, with an empty standard input and a listening socket of the machine's own loopback: a
    /// sandbox has another one, and a socket belongs to where it was made. So a client of the machine reaches the
    /// program at every tier, and the program reaches nobody.
    ///
    /// - Throws: `SandboxError`; `SystemError` where there is no socket to be had.
    public func start(_ arguments: [String]) throws -> RunningServer {
        let listener = try Self.listener()
        // The program has the only one left: when it ends, clients are refused.
        defer { close(listener.descriptor) }
        let mount = Mount.readOnly(path, at: "/program")
        let toolchain = instruments.toolchain
        let confined = try instruments.sandbox.start(
            Job(
                program: instruments.sandbox.path(of: mount), arguments: arguments,
                environment: ["SIL_LISTEN_FD": String(Self.listenerNumber)],
                mounts: toolchain.mounts + [.readOnly(toolchain.libraries), mount], limits: Self.limits,
                descriptors: [(from: listener.descriptor, to: Self.listenerNumber)], mayUseSockets: true))
        return RunningServer(confined: confined, port: listener.port, executable: path, program: self)
    }

    private static func listener() throws -> (descriptor: Int32, port: UInt16) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw SystemError(call: "socket", errno: errno) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let made = withUnsafeMutableBytes(of: &address) { bytes -> Bool in
            guard let place = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return false }
            return bind(descriptor, place, size) == 0 && listen(descriptor, backlog) == 0
                && getsockname(descriptor, place, &size) == 0
        }
        guard made else {
            let error = SystemError(call: "listen", errno: errno)
            close(descriptor)
            throw error
        }
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }
}

/// A call of the system that failed.
public struct SystemError: Error, Sendable, Equatable {
    public var call: String
    public var errno: Int32
}

/// A server of a learner's that runs. Dropped, it is killed with all it started.
public final class RunningServer: Sendable {
    /// On 127.0.0.1.
    public let port: UInt16
    private let confined: Confined
    private let executable: String
    /// Keeps the file that new processes of it are.
    private let program: ServerProgram

    init(confined: Confined, port: UInt16, executable: String, program: ServerProgram) {
        self.confined = confined
        self.port = port
        self.executable = executable
        self.program = program
    }

    /// The machine's numbers of the program's own processes: those that execute its file, hence not the sandbox's.
    public var processes: [Int32] {
        var own = stat()
        guard stat(executable, &own) == 0 else { return [] }
        return confined.processes.filter { process in
            var status = stat()
            return stat("/proc/\(process)/exe", &status) == 0
                && status.st_ino == own.st_ino && status.st_dev == own.st_dev
        }
    }

    /// Kills it; returns when nothing of it is left.
    public func end() async {
        confined.kill()
        _ = await confined.finish()
    }
}
