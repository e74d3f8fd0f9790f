import Foundation

extension ExploreBench {
    /// `SIL`, the program to measure, comes from Scripts/bench; the compilers are those on PATH.
    init(_ arguments: [String]) throws {
        let swiftc = try Bench.find("swiftc")
        let clang = URL(filePath: swiftc).resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "clang").path
        self.init(
            collection: URL(filePath: FileManager.default.currentDirectoryPath)
                .appending(path: "Benchmarks/Interleavings"),
            sil: ProcessInfo.processInfo.environment["SIL"] ?? "",
            toolbox: Toolbox(swiftc: swiftc, clang: clang, valgrind: try? Bench.find("valgrind")))
        var rest = arguments[...]
        func number() throws -> Int {
            guard let number = rest.popFirst().flatMap({ Int($0) }), number > 0 else {
                throw BenchError.usage
            }
            return number
        }
        while let option = rest.popFirst() {
            switch option {
            case "--seeds": seeds = try number()
            case "--plain-runs": plainRuns = try number()
            case "--only": only = rest.popFirst()
            case "--alone": isAlone = true
            default: throw BenchError.usage
            }
        }
    }
}
