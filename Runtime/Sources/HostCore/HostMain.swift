import CHost
import Glibc

// Not used here: a learner's library finds them loaded, whatever its linker recorded.
import Dispatch
import FoundationEssentials
import RegexBuilder
import Synchronization
import _StringProcessing

/// `sil-host CHANNEL_FD [JOB_FOLDER]`: the process that tests run in. See `Docs/records.md`.
package enum HostMain {
    private enum Exit {
        static let done: Int32 = 0
        /// `sil` closed the channel.
        static let abandoned: Int32 = 1
        static let usage: Int32 = 64
        static let fault: Int32 = 70
    }

    /// The whole life of the process.
    ///
    /// - Parameter explorer: what runs the scenarios that graders give to `explore`; nil: nothing does.
    package static func run(exploring explorer: HostExplorer? = nil) -> Never {
        let arguments = takeArguments()
        guard (1...2).contains(arguments.count), let descriptor = Int32(arguments[0]), descriptor > 2 else {
            let line = Array("\(HostFault.usage)\n".utf8)
            _ = write(STDERR_FILENO, line, line.count)
            exit(Exit.usage)
        }
        let channel = Channel(descriptor: descriptor)
        do {
            try serve(channel, job: arguments.count == 2 ? arguments[1] : nil, explorer)
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

    /// The arguments, which are then wiped: a test inherits them and shall not learn where the job lies.
    private static func takeArguments() -> [String] {
        (1..<Int(CommandLine.argc)).compactMap { index in
            guard let argument = CommandLine.unsafeArgv[index] else {
                return nil
            }
            defer {
                memset(argument, 0, strlen(argument))
            }
            return String(cString: argument)
        }
    }

    private static func serve(_ channel: Channel, job: String?, _ explorer: HostExplorer?) throws {
        let code = host_seal(channel.descriptor)
        guard code == 0 else {
            throw HostFault.system(what: "seal", code: code)
        }
        try Canary.sing()
        let threads = host_thread_count()
        guard threads == 1 else {
            throw HostFault.threads(threads)
        }
        let surroundings = try Surroundings(job: job)
        var hello = Record("hello")
        hello.add("version", host_record_version())
        hello.add("threads", threads)
        hello.add("pid", getpid())
        hello.add("landlock", host_lock_abi())
        try channel.send(hello)

        guard let record = try receive(channel) else {
            throw Channel.Failure.closed
        }
        var host = try Host(
            order(of: record), in: surroundings, channel: channel, exploring: explorer)
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
