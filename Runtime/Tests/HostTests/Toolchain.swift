import Foundation
import Testing

/// The toolchain, called the way the tool calls it: front end and linker, no driver.
struct Toolchain {
    let root: URL
    /// Where the package's products and modules were built.
    let products: URL

    static let shared = Toolchain()

    struct Failed: Error, CustomStringConvertible {
        let description: String
    }

    private init() {
        let search = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        let compiler = search.map { URL(fileURLWithPath: "\($0)/swiftc") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
        root = (compiler ?? URL(fileURLWithPath: "/usr/bin/swiftc")).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent()
        products = Self.folderOfTests()
    }

    var host: URL { products.appending(path: "sil-host") }
    var exploringHost: URL { products.appending(path: "sil-host-explore") }
    private var libraries: URL { root.appending(path: "lib/swift/linux") }

    /// Compiles one module and links it as the shared object that the host loads.
    ///
    /// - Parameter isExplored: each access to memory is marked for the explorer.
    func build(
        module: String, sources: [URL], mode: Int, into folder: URL, seesRuntime: Bool,
        isExplored: Bool = false
    ) throws -> URL {
        let object = folder.appending(path: "\(module).o")
        var arguments = [
            "-frontend", "-c", "-parse-as-library", "-target", "x86_64-unknown-linux-gnu",
            "-disable-objc-interop", "-enable-testing", "-swift-version", "\(mode)", "-Onone", "-g",
            "-empty-abi-descriptor", "-suppress-warnings", "-I", folder.path,
            "-module-cache-path", products.appending(path: "ModuleCache").path,
        ]
        arguments += isExplored ? ["-sanitize=thread"] : []
        if seesRuntime {
            // GraderKit shows types of ServerKit, and that one is made of CServerKit.
            let header = Job.fixtures.appending(path: "../../../Sources/CServerKit/include")
                .standardizedFileURL
            arguments += ["-I", products.appending(path: "Modules").path, "-I", header.path]
        }
        arguments += sources.map(\.path) + ["-module-name", module, "-o", object.path]
        arguments += [
            "-emit-module", "-emit-module-path", folder.appending(path: "\(module).swiftmodule").path,
        ]
        try run(root.appending(path: "bin/swift-frontend"), arguments)
        return try link(module: module, object: object, into: folder, isBoundFirst: seesRuntime)
    }

    /// - Parameter isBoundFirst: the library's own definitions come before the global ones for itself.
    private func link(module: String, object: URL, into folder: URL, isBoundFirst: Bool) throws -> URL {
        let library = folder.appending(path: "\(module).so")
        let wanted = [
            "Foundation", "FoundationEssentials", "dispatch", "BlocksRuntime", "swiftDispatch", "swiftCore",
            "swift_Concurrency", "swift_StringProcessing", "swift_RegexParser", "swiftSynchronization",
            "swiftGlibc", "swiftSwiftOnoneSupport",
        ]
        var arguments = ["-shared", "--eh-frame-hdr", "-soname", "\(module).so", "-rpath", libraries.path]
        arguments += isBoundFirst ? ["-Bsymbolic"] : []
        arguments += [libraries.appending(path: "x86_64/swiftrt.o").path, object.path]
        arguments += ["-L", libraries.path, "--as-needed"] + wanted.map { "-l\($0)" } + ["-o", library.path]
        try run(root.appending(path: "bin/ld.lld"), arguments)
        return library
    }

    /// Runs a tool to its end and gives its output.
    @discardableResult
    func run(_ tool: URL, _ arguments: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = tool
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failed(description: "\(tool.lastPathComponent): \(text)")
        }
        return text
    }

    /// The folder of the loaded test bundle.
    private static func folderOfTests() -> URL {
        let maps = (try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)) ?? ""
        let path = maps.split(separator: "\n").compactMap { line in
            line.firstIndex(of: "/").map { String(line[$0...]) }
        }.first { $0.hasSuffix(".xctest") }
        return URL(fileURLWithPath: path ?? CommandLine.arguments[0]).deletingLastPathComponent()
    }
}
