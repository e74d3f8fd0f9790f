import Foundation

/// The compiler in PATH, and what was built beside these tests.
struct Toolchain {
    struct Failed: Error, CustomStringConvertible {
        let description: String
    }

    private let products = folderOfTests()
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Sources").standardizedFileURL

    var host: URL { products.appending(path: "sil-host") }
    /// What is linked into programs.
    var archives: [String] {
        let pools = [
            "--whole-archive", products.appending(path: "libCDispatchPools.a").path, "--no-whole-archive",
        ]
        return pools.flatMap { ["-Xlinker", $0] } + [products.appending(path: "libServerKit.a").path]
    }

    func compile(module: String, sources: [URL], isLibrary: Bool, to object: URL) throws {
        let folder = object.deletingLastPathComponent()
        var arguments = [
            "-wmo", "-c", "-module-name", module, "-swift-version", "6", "-enable-testing",
            "-suppress-warnings",
            "-I", folder.path, "-I", products.appending(path: "Modules").path,
            "-I", Self.sources.appending(path: "CServerKit/include").path, "-module-cache-path",
            products.appending(path: "ModuleCache").path,
        ]
        if isLibrary {
            arguments += [
                "-parse-as-library", "-emit-module", "-emit-module-path",
                folder.appending(path: "\(module).swiftmodule").path,
            ]
        }
        try swiftc(arguments + sources.map(\.path) + ["-o", object.path])
    }

    func swiftc(_ arguments: [String]) throws {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["swiftc", "-use-ld=lld"] + arguments
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed(description: text) }
    }

    /// The folder of the loaded test bundle.
    private static func folderOfTests() -> URL {
        let maps = (try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)) ?? ""
        let path = maps.split(separator: "\n").compactMap { line in
            line.firstIndex(of: "/").map { String(line[$0...]) }
        }.first { $0.hasSuffix(".xctest") }
        return URL(filePath: path ?? CommandLine.arguments[0]).deletingLastPathComponent()
    }
}
