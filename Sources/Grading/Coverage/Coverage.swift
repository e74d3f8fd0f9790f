/// Which lines of a submission the tests of its exercise reach.
public struct Coverage: Sendable, Equatable, Codable {
    public struct File: Sendable, Equatable, Codable {
        public var name: String
        /// Lines with code, 1-based, that no test reached.
        public var missed: [Int]
        /// How many lines have code.
        public var lines: Int

        public init(name: String, missed: [Int], lines: Int) {
            self.name = name
            self.missed = missed
            self.lines = lines
        }
    }

    public var files: [File]

    /// Why nothing was measured.
    public enum Unmeasured: String, Sendable, Equatable, Codable, Error {
        /// The submission does not pass, or does not compile, when it is measured.
        case doesNotPass
        /// The code runs in a program of its own too, which counts for itself.
        case hasProgram
        /// The toolchain has no libraries or programs for it.
        case noTools
    }
}

extension Coverage {
    /// Reads a tracefile of lcov, as `llvm-cov export -format=lcov` writes it: `SF:` names a file, `DA:line,count` tells of
    /// one line.
    ///
    /// Source: geninfo(1), "Tracefile format".
    ///
    /// - Parameter names: the files' names by those they were compiled under; others are left out.
    init(tracefile text: some StringProtocol, names: [String: String]) {
        var counts: [String: [Int: Bool]] = [:]
        var file: String?
        for line in text.split(whereSeparator: \.isNewline) {
            if line.hasPrefix("SF:") {
                file = names[String(line.dropFirst(3))]
            } else if line.hasPrefix("DA:"), let name = file {
                let parts = line.dropFirst(3).split(separator: ",")
                guard parts.count >= 2, let number = Int(parts[0]) else { continue }
                // Generic code may be told of more than once.
                counts[name, default: [:]][number] = (counts[name]?[number] ?? false) || parts[1] != "0"
            }
        }
        files = counts.map { name, lines in
            File(name: name, missed: lines.filter { !$0.value }.map(\.key).sorted(), lines: lines.count)
        }.sorted { $0.name < $1.name }
    }
}
