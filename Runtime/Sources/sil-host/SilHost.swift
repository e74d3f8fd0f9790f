import CHost
import Glibc

// Not used here: a learner's library finds them loaded, whatever its linker recorded.
import Dispatch
import FoundationEssentials
import RegexBuilder
import ServerKit
import Synchronization
import _StringProcessing

/// `sil-host CHANNEL_FD`: the process that tests run in. See `Docs/records.md`.
@main
enum SilHost {
    private enum Exit {
        static let done: Int32 = 0
        /// `sil` closed the channel.
        static let abandoned: Int32 = 1
        static let usage: Int32 = 64
        static let fault: Int32 = 70
    }

    static func main() {
        guard CommandLine.arguments.count == 2, let descriptor = Int32(CommandLine.arguments[1]), descriptor > 2 else {
            let line = Array("\(HostFault.usage)\n".utf8)
            _ = write(STDERR_FILENO, line, line.count)
            exit(Exit.usage)
        }
        let channel = Channel(descriptor: descriptor)
        do {
            try serve(channel)
            exit(Exit.done)
        } catch Channel.Failure.closed {
            exit(Exit.abandoned)
        } catch {
            var fault = Record("fault")
            fault.add("what", String(describing: error))
            try? channel.send(fault)
            exit(Exit.fault)
        }
    }

    private static func serve(_ channel: Channel) throws {
        let code = host_seal(channel.descriptor)
        guard code == 0 else {
            throw HostFault.system(what: "seal", code: code)
        }
        try Canary.sing()
        let threads = host_thread_count()
        guard threads == 1 else {
            throw HostFault.threads(threads)
        }
        var hello = Record("hello")
        hello.add("version", host_record_version())
        hello.add("threads", threads)
        hello.add("pid", getpid())
        try channel.send(hello)

        guard let record = try receive(channel) else {
            throw Channel.Failure.closed
        }
        var host = try Host(order(of: record), channel: channel)
        try channel.send(Record("opened"))
        do {
            try host.run()
        } catch {
            host.abandon()
            throw error
        }
    }

    private static func receive(_ channel: Channel) throws -> Record? {
        do {
            return try channel.receive()
        } catch let error as RecordError {
            throw HostFault.badOrder(error)
        }
    }

    private static func order(of record: Record) throws(HostFault) -> RunOrder {
        do {
            return try RunOrder(record)
        } catch {
            throw .badOrder(error)
        }
    }
}
