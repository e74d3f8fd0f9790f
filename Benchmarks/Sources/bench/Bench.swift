import Foundation

/// Times a verdict of `sil` beside `swift test` in an equal package and beside the bare compiler, linker and run.
@main
struct Bench {
    var rounds = 12
    var isCold = false
    var slug = "four-steps"
    var course = URL(filePath: FileManager.default.currentDirectoryPath)
    var measuresSil = true
    let swift: String
    let swiftc: String
    let sil: String

    static func main() {
        do {
            let arguments = Array(CommandLine.arguments.dropFirst())
            let folder = URL(filePath: "/var/tmp/siltarae-bench-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: folder) }
            if arguments.first == "explore" {
                try ExploreBench(Array(arguments.dropFirst())).run(in: folder)
                return
            }
            if arguments.first == "scenarios" {
                try ScenarioBench(Array(arguments.dropFirst())).run(in: folder)
                return
            }
            if arguments.first == "mutants" {
                try MutantBench(Array(arguments.dropFirst())).run(in: folder)
                return
            }
            if arguments.first == "repetitions" {
                try RepetitionBench(Array(arguments.dropFirst())).run(in: folder)
                return
            }
            if arguments.first == "progress" {
                try ProgressBench(Array(arguments.dropFirst())).run(in: folder)
                return
            }
            if arguments.first == "durability" {
                try DurabilityBench(Array(arguments.dropFirst())).run(in: folder)
                return
            }
            if arguments.first == "reading" {
                try ReadingBench(Array(arguments.dropFirst())).run(in: folder)
                return
            }
            let bench = try Bench(arguments)
            if bench.isCold { try bench.cold(in: folder) } else { try bench.warm(in: folder) }
        } catch {
            FileHandle.standardError.write(Data("bench: \(error)\n".utf8))
            if case BenchError.usage = error { exit(64) }
            exit(70)
        }
    }

    /// `SIL`, the program to measure, comes from Scripts/bench; `swift` is the one on PATH.
    init(_ arguments: [String]) throws {
        swift = try Bench.find("swift")
        swiftc = try Bench.find("swiftc")
        sil = ProcessInfo.processInfo.environment["SIL"] ?? ""
        var rest = arguments[...]
        while let option = rest.popFirst() {
            switch option {
            case "--cold": isCold = true
            case "--without-sil": measuresSil = false
            case "--rounds":
                guard let number = rest.popFirst().flatMap({ Int($0) }), number > 0 else {
                    throw BenchError.usage
                }
                rounds = number
            case "--exercise":
                guard let name = rest.popFirst() else { throw BenchError.usage }
                slug = name
            case "--course":
                guard let path = rest.popFirst() else { throw BenchError.usage }
                course = URL(filePath: path).absoluteURL
            default: throw BenchError.usage
            }
        }
        if isCold, !arguments.contains("--rounds") { rounds = 3 }
    }

    static func find(_ program: String) throws -> String {
        if program.hasPrefix("/"), FileManager.default.isExecutableFile(atPath: program) { return program }
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        for folder in path.split(separator: ":")
        where FileManager.default.isExecutableFile(atPath: "\(folder)/\(program)") {
            return "\(folder)/\(program)"
        }
        throw BenchError.notFound(program)
    }

    private func introduce(_ what: String, in folder: URL) throws {
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o711])
        let log = folder.appending(path: "version.txt")
        try Command(words: [swift, "--version"], folder: folder).run(log: log)
        let version = try String(contentsOf: log, encoding: .utf8).split(separator: "\n").first ?? ""
        print("\(slug): \(what), \(rounds) rounds, interleaved")
        print(Machine(swift: String(version)).description)
    }

    /// One line edited each round, then everyone to the verdict; once more with nothing changed; and once after a line
    /// that changes the interface.
    private func warm(in folder: URL) throws {
        try introduce("a verdict after a one-line edit", in: folder)
        let exercise = try Exercise(slug, course: course)
        var contenders: [any Contender] = [
            try Floor(exercise, in: folder.appending(path: "floor"), swiftc: swiftc),
            try SwiftPMTwin(exercise, in: folder.appending(path: "twin"), swift: swift),
        ]
        if measuresSil {
            contenders.append(try Sil(exercise, in: folder.appending(path: "sil"), sil: sil, course: course))
        }
        var edited = contenders.map { Table.Row(name: $0.name) }
        var unchanged = contenders.map { Table.Row(name: $0.name + ", unchanged") }
        var reshaped = contenders.map { Table.Row(name: $0.name) }
        for contender in contenders { _ = try contender.verdict(after: .interface) }
        for round in 1...rounds {
            // Nobody always runs first, or always behind the same neighbour.
            for index in contenders.indices.map({ ($0 + round) % contenders.count }) {
                try contenders[index].edit(.body, round: round)
                edited[index].costs.append(try contenders[index].verdict(after: .body))
                unchanged[index].costs.append(try contenders[index].verdict(after: .body))
            }
            for index in contenders.indices.map({ ($0 + round) % contenders.count }) {
                try contenders[index].edit(.interface, round: round)
                reshaped[index].costs.append(try contenders[index].verdict(after: .interface))
            }
        }
        print("\nafter an edit of a body, and again with nothing changed")
        print(Table(rows: edited + unchanged[1...]).text(against: ["floor", "swift test"]))
        print("\nafter an edit of the interface")
        print(Table(rows: reshaped).text(against: ["floor", "swift test"]))
        print("\n" + Peer.text)
        print("\nload afterwards: \(Machine(swift: "").load)")
    }

    /// From nothing built or cached to the first verdict.
    private func cold(in folder: URL) throws {
        try introduce("the first verdict, cold", in: folder)
        let exercise = try Exercise(slug, course: course)
        let twin = try SwiftPMTwin(exercise, in: folder.appending(path: "twin"), swift: swift)
        var rows = [Table.Row(name: "swift build && test")]
        var sil: Sil?
        if measuresSil {
            sil = try Sil(exercise, in: folder.appending(path: "sil"), sil: self.sil, course: course)
            rows.append(Table.Row(name: "sil submit, after another exercise"))
            rows.append(Table.Row(name: "sil submit, runtime built, caches cold"))
            rows.append(Table.Row(name: "sil submit, runtime not yet built"))
        }
        let other = try sil.map { _ in
            try Exercise(slug == "exit-status" ? "four-steps" : "exit-status", course: course)
        }
        for round in 1...rounds {
            try twin.edit(.body, round: round)
            rows[0].costs.append(try twin.coldVerdict())
            guard let sil, let other else { continue }
            try sil.edit(.body, round: 3 * round)
            rows[1].costs.append(try sil.firstVerdict(after: other))
            try sil.edit(.body, round: 3 * round + 1)
            rows[2].costs.append(try sil.firstVerdictAfterRuntime())
            try sil.edit(.body, round: 3 * round + 2)
            rows[3].costs.append(try sil.firstVerdict())
        }
        print("\n" + Table(rows: rows).text(against: ["swift build && test"]))
    }
}
