internal import Glibc

/// Turns this process into another program, which keeps its pid and its open descriptors but for those that are
/// close-on-exec; see execvp(3). What `print` has buffered is written before.
///
/// - Parameters:
///   - program: A path, or a name that is looked up in `PATH`.
///   - arguments: Without the program's name, which the program gets as its first one.
/// - Throws: ``SystemError`` if this is still the old program: `ENOENT` if there is none of that name, `EACCES` if it
///   may not be run.
public func execute(_ program: String, _ arguments: [String] = []) throws -> Never {
    fflush(nil)
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    execvp(program, &words)
    let failure = SystemError(call: "execvp", errno: errno)
    words.forEach { free($0) }
    throw failure
}
