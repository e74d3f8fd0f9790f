public import Glibc

/// Forks a child that runs `body`, and only `body`; see fork(2).
///
/// Plain `fork` has three traps, which this removes:
/// - **Output twice.** What `print` has buffered is copied into the child with the rest of memory, and both write
///   it. Here all buffers are flushed before the fork.
/// - **Two processes behind the call.** The child returns from `fork` as well and goes on with the caller's code,
///   loops and `defer`s included. Here it ends where `body` ends.
/// - **Exit handlers.** `exit` in the child runs what the parent registered with `atexit`. Here the child ends with
///   `_exit`, after flushing what `body` printed.
///
/// The child has one thread, a copy of the caller's. If the process has others at the moment of the fork, a lock
/// that one of them holds stays locked in the child for ever, so fork first and start threads later. Signals that
/// the caller's thread blocks are blocked in the child too; the threads of Dispatch and of tasks block most.
///
/// - Parameter body: What the child does. The value returned is its exit code, of which the parent sees the low
///   8 bits. An error thrown is written to the child's standard error, and the exit code is then 1.
/// - Returns: The child's pid, in the parent. Wait for it, or it stays a zombie: ``waitChild(_:)``.
/// - Throws: ``SystemError`` if there is no child, such as `EAGAIN` at a limit on processes.
public func forkChild(_ body: () throws -> Int32) throws -> pid_t {
    fflush(nil)
    let pid = fork()
    guard pid >= 0 else { throw SystemError(call: "fork", errno: errno) }
    guard pid == 0 else { return pid }

    var code: Int32 = 1
    do {
        code = try body()
    } catch {
        // An error that cannot be written down has nowhere else to go: the exit code still tells of it.
        try? writeAll(STDERR_FILENO, "child \(getpid()): \(error)\n")
    }
    fflush(nil)
    _exit(code)
}
