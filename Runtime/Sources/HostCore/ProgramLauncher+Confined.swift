import CHost
import Glibc
import GraderKit

extension ProgramLauncher {
    /// Starts programs in a Landlock domain of their own, below that of the test that asks for one.
    ///
    /// - Parameter program: a file of the job's folder, or of any other that is closed to tests; their locks open it.
    static func confined(_ program: String) throws(HostFault) -> ProgramLauncher {
        ProgramLauncher(executable: program, faults: try faults(), start: start)
    }

    /// What tests must be able to reach to start a program.
    static func files(of program: String) throws(HostFault) -> [String] { [program, try faults()] }

    private static func faults() throws(HostFault) -> String { try folderOfHost() + "/libFaults.so" }

    private static func folderOfHost() throws(HostFault) -> String {
        guard let path = realpath("/proc/self/exe", nil) else {
            throw .system(what: "program: /proc/self/exe", code: errno)
        }
        defer { free(path) }
        let whole = String(cString: path)
        guard let slash = whole.lastIndex(of: "/") else {
            throw .system(what: "program: \(whole)", code: ENOENT)
        }
        return String(whole[..<slash])
    }

    @Sendable private static func start(_ order: Order) throws -> (pid: pid_t, ended: Int32) {
        let arguments = order.arguments.map { strdup($0) } + [nil]
        let environment = order.environment.map { strdup("\($0)=\($1)") } + [nil]
        let executable = strdup(order.executable)
        defer { (arguments + environment + [executable]).forEach { free($0) } }
        var pid: pid_t = 0
        var ended: Int32 = -1
        let code = arguments.withUnsafeBufferPointer { arguments in
            environment.withUnsafeBufferPointer { environment in
                var specification = host_program_spec(
                    executable: executable, arguments: arguments.baseAddress,
                    environment: environment.baseAddress, input_fd: order.input, output_fd: order.output,
                    error_fd: order.errors, listener_fd: order.listener ?? -1,
                    descriptors_max: UInt64(order.descriptorsMax ?? 0))
                return host_program_start(&specification, &pid, &ended)
            }
        }
        guard code == 0 else {
            throw Refusal(errno: code)
        }
        return (pid, ended)
    }
}
