package import Glibc

/// How this process starts the program under test. The host knows the path and the confinement, so it sets this before
/// it forks the tests; without it there is no program.
package struct ProgramLauncher: Sendable {
    /// One start.
    package struct Order {
        package let executable: String
        /// The program's name first.
        package let arguments: [String]
        package let environment: [String: String]
        /// Descriptors that become 0, 1, 2.
        package let input: Int32
        package let output: Int32
        package let errors: Int32
        /// Becomes descriptor 3.
        package let listener: Int32?
        /// Descriptors it may have open; nil as many as the test.
        package let descriptorsMax: Int?
    }

    /// Why there is no child.
    package struct Refusal: Error {
        package let errno: Int32

        package init(errno: Int32) {
            self.errno = errno
        }
    }

    /// Path of the learner's program.
    package let executable: String
    /// Path of the library that is laid before libc.
    package let faults: String
    /// Gives the pid of the child, and a descriptor that is readable once it has ended. Throws ``Refusal``.
    package let start: @Sendable (Order) throws -> (pid: pid_t, ended: Int32)

    package init(
        executable: String, faults: String,
        start: @escaping @Sendable (Order) throws -> (pid: pid_t, ended: Int32)
    ) {
        self.executable = executable
        self.faults = faults
        self.start = start
    }

    /// Set by the host while it has one thread, only read in the tests forked from it.
    package nonisolated(unsafe) static var current: ProgramLauncher?
}
