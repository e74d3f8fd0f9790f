import Foundation

extension ExploreBench {
    /// `SIL`, the program to measure, comes from Scripts/bench; the compilers are those on PATH.
    init(_ arguments: [String]) throws {
        let swiftc = try Bench.find("swiftc")
        let tools = URL(filePath: swiftc).resolvingSymlinksInPath().deletingLastPathComponent()
        let root = URL(filePath: FileManager.default.currentDirectoryPath)
        self.init(
            collection: root.appending(path: "Benchmarks/Interleavings"),
            runtimeSources: root.appending(path: "Runtime/Sources"),
            sil: ProcessInfo.processInfo.environment["SIL"] ?? "",
            toolbox: Toolbox(
                swiftc: swiftc, clang: tools.appending(path: "clang").path,
                archiver: tools.appending(path: "llvm-ar").path, valgrind: try? Bench.find("valgrind")))
        var rest = arguments[...]
        func number() throws -> Int {
            guard let number = rest.popFirst().flatMap({ Int($0) }), number > 0 else {
                throw BenchError.usage
            }
            return number
        }
        func word() throws -> String {
            guard let word = rest.popFirst() else { throw BenchError.usage }
            return word
        }
        while let option = rest.popFirst() {
            switch option {
            case "--seeds": seeds = try number()
            case "--plain-runs": plainRuns = try number()
            case "--good-schedules": schedulesOfGood = try number()
            case "--only": only = try word()
            case "--results": results = URL(filePath: try word()).absoluteURL
            case "--alone": isAlone = true
            default: throw BenchError.usage
            }
        }
    }
}
