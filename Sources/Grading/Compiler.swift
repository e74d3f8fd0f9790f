import Foundation
import Sandbox

/// Compiles and links modules of an exercise, confined: the compiler reads text shaped by strangers.
struct Compiler: Sendable {
    let toolchain: Toolchain
    let cache: Cache
    let sandbox: Sandbox
    let runtime: RuntimeBuild

    /// Limits on one compile. A type-checker bomb ends here, not in a hung tool.
    static let limits = Limits(
        wallSeconds: 30, memoryMB: 3072, openFiles: 1024, fileSizeMB: 256, outputKB: 512, overflow: .drain)

    /// One module to build in one sandbox.
    struct Unit: Sendable {
        var module: String
        var flags: CompilePlan.Flags
        /// Host folder with the sources, seen as /source.
        var folder: String
        /// Names in it.
        var sources: [String]
        /// Host folders of modules besides the runtime's, by the path they are seen at.
        var modules: [Mount] = []
        var seesGraderKit = false
        /// Host folder for the products, seen as /out: `<module>.swiftmodule`, `<module>.o`, `<module>.so`.
        var products: String
        /// Stop after the module's interface, with its symbol graph in `products`.
        var isInterfaceOnly = false
        /// The sources hold a `main.swift`: a program, not a library. Stops after the object; `linkProgram` goes on.
        var isProgram = false
    }

    /// Runs front end and linker of `unit` in one sandbox.
    func build(_ unit: Unit) async throws -> Finished {
        let plan = try CompilePlan.recorded(unit.flags, toolchain: toolchain, cache: cache)
        var folders = ["/modules/ServerKit"]
        if unit.seesGraderKit { folders.append("/modules/GraderKit") }
        folders += unit.modules.map(\.inside)
        var compile = plan.command(
            module: unit.module, sources: unit.sources, object: "/out/\(unit.module).o", searching: folders)
        if unit.isProgram {
            compile.removeAll { $0 == "-parse-as-library" }
        } else {
            compile += ["-emit-module", "-emit-module-path", "/out/\(unit.module).swiftmodule"]
        }
        if unit.isInterfaceOnly {
            compile += ["-emit-symbol-graph", "-emit-symbol-graph-dir", "/out"]
            compile += ["-symbol-graph-minimum-access-level", "internal"]
        }
        if unit.seesGraderKit { compile.append("-suppress-warnings") }
        let steps = unit.isInterfaceOnly || unit.isProgram ? [compile] : [compile, link(unit)]
        let script = steps.map { $0.map(ShellWords.quote).joined(separator: " ") }.joined(separator: " && ")
        return try await confined(
            Job(
                program: "/bin/sh", arguments: ["-c", script], environment: [:],
                mounts: try mounts(for: unit), workingDirectory: "/source", limits: Self.limits,
                hasChannel: false))
    }

    private func confined(_ job: Job) async throws -> Finished {
        let finished = try await sandbox.run(job)
        // The program never ran: nothing can be said of what it would have answered.
        if let failure = finished.failure { throw failure }
        return finished
    }

    /// A shared object is linked three times faster than a binary, and what it defines cannot stand in for the host's
    /// own functions. The libraries it needs are in the host already; naming them here gives it their versions.
    private func link(_ unit: Unit) -> [String] {
        let module = unit.module
        // A grader's own names are its own, whatever a learner's library defines before it.
        let binding = unit.seesGraderKit ? ["-Bsymbolic"] : []
        return [
            toolchain.linker, "-shared", "--eh-frame-hdr", "--build-id", "-z", "relro", "-z", "noexecstack",
            "-soname", "\(module).so", "-rpath", toolchain.libraries, toolchain.registration,
            "/out/\(module).o", "-L", toolchain.libraries, "--as-needed",
        ] + binding + libraries.map { "-l" + $0 } + ["-o", "/out/\(module).so"]
    }

    /// Those of the toolchain that a learner's code may use.
    private var libraries: [String] {
        [
            "swiftCore", "swiftSwiftOnoneSupport", "swift_Concurrency", "swift_StringProcessing",
            "swift_RegexParser", "swiftSynchronization",
            "swiftGlibc", "swiftDispatch", "dispatch", "BlocksRuntime", "Foundation", "FoundationEssentials",
            "FoundationInternationalization", "swiftRegexBuilder",
        ].filter { FileManager.default.fileExists(atPath: "\(toolchain.libraries)/lib\($0).so") }
    }

    /// Links objects and the archive of `ServerKit` into a program, `/out/<name>`.
    ///
    /// - Parameters:
    ///   - objects: host folder, seen as /objects, and the names in it.
    ///   - products: host folder for the program, seen as /out.
    func linkProgram(_ name: String, objects: (folder: String, names: [String]), products: String)
        async throws
        -> Finished
    {
        let frame = try ProgramLink.recorded(toolchain: toolchain, cache: cache)
        let inputs =
            [toolchain.registration] + objects.names.map { "/objects/" + $0 }
            + ["/runtime/\(RuntimeBuild.archive)", "-L", toolchain.libraries, "--as-needed"]
            + libraries.map { "-l" + $0 }
        let command = frame.command(
            linker: toolchain.linker, inputs: inputs, output: "/out/" + name, search: toolchain.libraries)
        return try await confined(
            Job(
                program: command[0], arguments: Array(command.dropFirst()), environment: [:],
                mounts: toolchainMounts + [
                    .readOnly(objects.folder, at: "/objects"), .writable(products, at: "/out"),
                    .readOnly(runtime.programFolder, at: "/runtime"),
                ],
                workingDirectory: "/tmp", limits: Self.limits, hasChannel: false))
    }

    private func mounts(for unit: Unit) throws -> [Mount] {
        var mounts = toolchainMounts
        mounts.append(.readOnly(unit.folder, at: "/source"))
        mounts.append(.writable(unit.products, at: "/out"))
        mounts.append(.readOnly(cache.file(moduleCacheName), at: CompilePlan.moduleCache))
        mounts.append(.readOnly(runtime.learnerModules, at: "/modules/ServerKit"))
        if unit.seesGraderKit { mounts.append(.readOnly(runtime.graderModules, at: "/modules/GraderKit")) }
        return mounts + unit.modules
    }

    /// /usr is part of every sandbox.
    private var toolchainMounts: [Mount] {
        toolchain.root == "/usr" || toolchain.root.hasPrefix("/usr/") ? [] : [.readOnly(toolchain.root)]
    }

    // MARK: Module cache

    private var moduleCacheName: String { "modules/\(runtime.key)" }

    /// Fills the module cache once for each toolchain and runtime, from a source of ours that imports what exercises
    /// import. A learner's compile sees it read-only: what it could write there, every later learner would compile with.
    ///
    /// - Returns: whether it was there already.
    func warmModuleCache(report: () -> Void) async throws -> Bool {
        if cache.exists(moduleCacheName) { return true }
        report()
        let stage = try cache.stage()
        defer { stage.remove() }
        let work = try stage.folder("work")
        let out = try stage.folder("out", writableByRun: true)
        let made = try stage.folder("modules", writableByRun: true)
        let source = """
            import Dispatch
            import Foundation
            import GraderKit
            import ServerKit
            import Synchronization
            import XCTest

            """
        writeFile(Array(source.utf8), to: work + "/Warm.swift")
        let commands = try [5, 6].flatMap { mode in [false, true].map { (mode, $0) } }.map {
            mode, isOptimized in
            let flags = CompilePlan.Flags(languageMode: mode, isOptimized: isOptimized)
            let plan = try CompilePlan.recorded(flags, toolchain: toolchain, cache: cache)
            let command = plan.command(
                module: "Warm", sources: ["Warm.swift"], object: "/out/Warm.o",
                searching: ["/modules/ServerKit", "/modules/GraderKit"])
            return command.map(ShellWords.quote).joined(separator: " ")
        }
        let finished = try await confined(
            Job(
                program: "/bin/sh", arguments: ["-c", commands.joined(separator: " && ")], environment: [:],
                mounts: toolchainMounts + [
                    .readOnly(work, at: "/source"), .writable(out, at: "/out"),
                    .writable(made, at: CompilePlan.moduleCache),
                    .readOnly(runtime.learnerModules, at: "/modules/ServerKit"),
                    .readOnly(runtime.graderModules, at: "/modules/GraderKit"),
                ],
                workingDirectory: "/source", limits: Self.limits, hasChannel: false))
        guard finished.ending == .exited(0) else {
            let words = String(decoding: finished.errors, as: UTF8.self)
            throw GradingError.runtimeBuildFailed(output: String(words.prefix(2000)))
        }
        makeReadable(made)
        // Another process may have put its own there first; either will do.
        if rename(made, cache.file(moduleCacheName)) != 0, !cache.exists(moduleCacheName) {
            throw GradingError.cacheUnusable(path: cache.file(moduleCacheName), errno: errno)
        }
        return false
    }

    /// The compiler makes its cache private to its user; the next run has another one.
    private func makeReadable(_ folder: String) {
        lchown(folder, geteuid(), getegid())
        chmod(folder, 0o755)
        guard let walker = FileManager.default.enumerator(atPath: folder) else { return }
        for case let name as String in walker {
            let isFolder = walker.fileAttributes?[.type] as? FileAttributeType == .typeDirectory
            lchown(folder + "/" + name, geteuid(), getegid())
            chmod(folder + "/" + name, isFolder ? 0o755 : 0o644)
        }
    }

    // MARK: Lines of a crash

    /// Source places of addresses in a learner's library, innermost first; nil where there is none. Confined too: the
    /// library's tables are the learner's.
    func places(of offsets: [UInt64], in library: String) async throws -> [(file: String, line: Int)?] {
        guard !offsets.isEmpty else { return [] }
        let addresses = offsets.map { "0x" + String($0, radix: 16) }
        let finished = try await confined(
            Job(
                program: toolchain.symbolizer,
                arguments: ["--obj=/source/learner.so", "--functions=none", "--inlines"] + addresses,
                environment: [:],
                mounts: toolchainMounts + [.readOnly(library, at: "/source/learner.so")],
                workingDirectory: "/tmp",
                limits: Limits(wallSeconds: 5, memoryMB: 1024, outputKB: 64, overflow: .drain),
                hasChannel: false))
        guard finished.ending == .exited(0) else { return [] }
        return String(decoding: finished.output, as: UTF8.self).split(separator: "\n").map { line in
            let parts = line.split(separator: ":")
            guard parts.count >= 3, let row = Int(parts[parts.count - 2]), row > 0 else { return nil }
            return (String(parts.dropLast(2).joined(separator: ":")), row)
        }
    }
}
