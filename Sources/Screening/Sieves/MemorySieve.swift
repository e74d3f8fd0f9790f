import Verdicts

/// The second sieve: where the compiler, asked by `-strict-memory-safety`, could not prove that memory is used safely.
///
/// A cast or a pointer leaves no symbol in the object; this is what sees them. Text handed to a C function and a
/// variable handed over by `&` to one that fills or reads exactly that variable are called unsafe as well, and are let through:
/// `fputs("…", stderr)`, `waitpid(pid, &status, 0)`.
struct MemorySieve {
    /// How the compiler marks its group of warnings.
    private static let group = "[#StrictMemorySafety]"

    func objections(to diagnostics: [Diagnostic]) -> [Objection] {
        diagnostics.indices.compactMap { index in
            let warning = diagnostics[index]
            guard warning.severity != .note, warning.message.contains(Self.group) else { return nil }
            let notes = diagnostics[(index + 1)...].prefix { $0.severity == .note }.map(\.message)
            guard notes.isEmpty || !notes.allSatisfy(isHarmless) else { return nil }
            let what = notes.lazy.filter { !isHarmless($0) }.compactMap(subject).first
            return Objection(
                weight: .forbidden,
                message: (what.map { "`\($0)` 사용: " } ?? "")
                    + "메모리를 직접 다룰 수 있는 코드임. 이 연습에서는 배열이나 구조체, ServerKit의 함수로 풀어 보세요",
                file: warning.file, line: warning.line, column: warning.column)
        }
    }

    /// What a note speaks of: `… involves unsafe type 'UnsafePointer<Int>'` → the type, `reference to unsafe global
    /// function 'unsafeBitCast(_:to:)'` → the function.
    private func subject(of note: String) -> String? {
        if let type = note.firstRange(of: "unsafe type '") {
            return String(note[type.upperBound...].prefix { $0 != "'" })
        }
        let parts = note.split(separator: "'", omittingEmptySubsequences: false)
        return parts.count > 2 && !parts[1].isEmpty ? String(parts[1]) : nil
    }

    private func isHarmless(_ note: String) -> Bool {
        if let function = functionOfArgument(in: note) {
            if note.contains("has unsafe type 'UnsafePointer<CChar>") { return true }
            if note.contains("has unsafe type 'UnsafeMutablePointer<FILE>") { return true }
            return Self.fillers.contains(function)
                && (note.contains("has unsafe type 'UnsafeMutablePointer<")
                    || note.contains("has unsafe type 'UnsafePointer<"))
        }
        // A race is the exercise's own business.
        if note.hasPrefix("reference to nonisolated(unsafe) ") { return true }
        return Self.streams.contains { note.hasPrefix("reference to var '\($0)' involves unsafe type") }
    }

    /// `argument #0 in call to global function 'open' has unsafe type …` → `open`
    private func functionOfArgument(in note: String) -> Substring? {
        guard note.hasPrefix("argument #"), let start = note.firstRange(of: "in call to global function '")
        else {
            return nil
        }
        return note[start.upperBound...].prefix { $0 != "'" }
    }

    private static let streams = ["stdin", "stdout", "stderr"]

    /// C functions that touch, of what they are handed, just one value of its type.
    private static let fillers: Set<Substring> = [
        "clock_gettime", "clock_getres", "gettimeofday", "time", "nanosleep", "getrusage", "times", "wait",
        "waitpid",
        "stat", "lstat", "fstat", "getrlimit", "sigemptyset", "sigfillset", "sigaddset", "sigdelset",
        "localtime_r",
        "gmtime_r",
    ]
}
