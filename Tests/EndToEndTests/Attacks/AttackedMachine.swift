import Foundation
import Glibc

/// What the attacks aim at outside of their sandbox, set up so that a hit is seen: servers on the machine's loopback, a
/// name of this run alone, settings of the kernel.
final class AttackedMachine: @unchecked Sendable {
    /// What the attacks did to the machine; all of it must be empty or false.
    struct Damage: Sendable {
        /// Somebody connected to a server of ours or sent it something.
        var wasReached: Bool
        /// Processes that bear the mark and do not end.
        var leftRunning: [Int]
        /// Files that bear the mark, where they outlive a run.
        var leftFiles: [String]
        /// Settings of the kernel that are not what they were.
        var changedSettings: [String]
        /// What the tool left of its own stages.
        var leftStages: [String]
        /// Files of the cache that anybody may write to.
        var openedFiles: [String]
    }

    /// Stands in the programs where this text stands in their files: `held-mark`. Processes and files that an attack
    /// leaves behind bear it.
    let mark = "held-" + UUID().uuidString.prefix(8).lowercased()
    /// Stands for 47_123 in the programs.
    let port: UInt16
    private let listeners: [Descriptor]
    private let settings: [String: String]

    /// - Throws: `POSIXError` when the servers cannot be set up.
    init() throws {
        let stream = try Self.bound(Int32(SOCK_STREAM.rawValue), Self.loopback(port: 0))
        port = try Self.port(of: stream)
        let datagram = try Self.bound(Int32(SOCK_DGRAM.rawValue), Self.loopback(port: port))
        let abstract = try Self.bound(Int32(SOCK_STREAM.rawValue), Self.unix([0] + Array(mark.utf8)))
        let named = try Self.bound(
            Int32(SOCK_STREAM.rawValue), Self.unix(Array("/var/tmp/\(mark).sock".utf8)))
        // A door that everybody may knock at: what keeps an attack out must be the sandbox.
        chmod("/var/tmp/\(mark).sock", 0o666)
        for server in [stream, abstract, named] { listen(server.number, 16) }
        listeners = [stream, datagram, abstract, named]
        settings = Self.kernelSettings()
    }

    deinit { unlink(socketPath) }

    private var socketPath: String { "/var/tmp/\(mark).sock" }

    /// The text of a program as it is handed in: with the names and places of this run where its file has stand-ins.
    func aimed(_ source: String) -> String {
        source.replacing("held-mark", with: mark).replacing("47_123", with: "\(port)")
            .replacing("47123", with: "\(port)")
            .replacing("/held-course", with: AttackRun.course).replacing(
                "/held-cache", with: Checkout.cache.path)
    }

    /// Looks at the machine after the attacks.
    func damage() -> Damage {
        // The warden of a run needs a moment to end what is left.
        for _ in 0..<100 where !leftRunning.isEmpty { usleep(50_000) }
        let stages = try? FileManager.default.contentsOfDirectory(
            atPath: Checkout.cache.appending(path: "stage").path)
        return Damage(
            wasReached: wasReached, leftRunning: leftRunning, leftFiles: leftFiles,
            changedSettings: settings.keys.filter { settings[$0] != Self.kernelSettings()[$0] }.sorted(),
            leftStages: stages ?? [], openedFiles: openedFiles)
    }

    private var wasReached: Bool {
        listeners.contains { server in
            var wait = pollfd(fd: server.number, events: Int16(POLLIN), revents: 0)
            return poll(&wait, 1, 0) > 0
        }
    }

    /// Processes that bear the mark in their name or their arguments.
    var leftRunning: [Int] {
        Processes.all.filter { id in
            ["comm", "cmdline"].contains { file in
                let text = try? String(contentsOfFile: "/proc/\(id)/\(file)", encoding: .utf8)
                return text?.contains(mark) == true
            }
        }
    }

    private var leftFiles: [String] {
        let lasting = ["/tmp", "/var/tmp", "/dev/shm", "/dev", NSHomeDirectory(), "/"]
        let shallow = lasting.flatMap { folder in
            ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).map { "\(folder)/\($0)" }
        }
        return (shallow + cached).filter { $0.contains(mark) && $0 != socketPath }
    }

    private var openedFiles: [String] {
        cached.filter { path in
            var status = stat()
            return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
                && status.st_mode & 0o002 != 0
        }
    }

    private var cached: [String] {
        FileManager.default.enumerator(atPath: Checkout.cache.path)?.map { "\(Checkout.cache.path)/\($0)" }
            ?? []
    }

    private static func kernelSettings() -> [String: String] {
        let names = ["core_pattern", "hostname", "domainname", "sysrq", "modprobe"]
        let paths = names.map { "/proc/sys/kernel/\($0)" } + ["/proc/sys/vm/overcommit_memory"]
        return Dictionary(
            uniqueKeysWithValues: paths.map { ($0, (try? String(contentsOfFile: $0, encoding: .utf8)) ?? "") }
        )
    }

    // MARK: Sockets

    private static func bound(_ type: Int32, _ address: [UInt8]) throws -> Descriptor {
        let family = Int32(address[0])
        let server = Descriptor(socket(family, type, 0))
        let status = address.withUnsafeBytes { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) {
                bind(server.number, $0.baseAddress, socklen_t(bytes.count))
            }
        }
        guard status == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EINVAL) }
        return server
    }

    private static func loopback(port: UInt16) -> [UInt8] {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return withUnsafeBytes(of: address) { Array($0) }
    }

    private static func unix(_ name: [UInt8]) -> [UInt8] {
        [UInt8(AF_UNIX), 0] + name
    }

    private static func port(of server: Descriptor) throws -> UInt16 {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(server.number, $0, &length)
            }
        }
        guard status == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EINVAL) }
        return UInt16(bigEndian: address.sin_port)
    }
}
