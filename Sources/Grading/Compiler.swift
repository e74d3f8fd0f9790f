import Foundation
import Sandbox

/// Compiles and links modules of an exercise, confined: the compiler reads text shaped by strangers.
struct Compiler: Sendable {
    let toolchain: Toolchain
    let cache: Cache
    let sandbox: Sandbox
    let runtime: RuntimeBuild

    /// Reads Swift text; nil where `sil-syntax` has not been built.
    var syntax: SyntaxTool? {
        SyntaxTool(toolchain: toolchain, cache: cache, sandbox: sandbox, runtime: runtime)
    }

    /// Limits on one compile. A type-checker bomb ends here, not in a hung tool; a machine that has much else to do is
    /// given time.
    static let limits = Limits(
        wallSeconds: 60, memoryMB: 3072, cpuSeconds: 20, openFiles: 1024, fileSizeMB: 256, outputKB: 512,
        overflow: .drain)
    /// The same for a source of ours, which ends.
    static let trustedLimits = Limits(
        wallSeconds: 600, memoryMB: 3072, openFiles: 1024, fileSizeMB: 256, outputKB: 512, overflow: .drain)

    /// One module to build in one sandbox.
    struct Unit: Sendable {
        var module: String
        var flags: CompilePlan.Flags
        /// Host folder with the sources.
        var folder: String
        /// Names in it.
        var sources: [String]
        /// Host folders of modules besides the runtime's.
        var modules: [Mount] = []
        var seesGraderKit = false
        /// Warn of everything that the compiler cannot prove to be safe use of memory.
        var warnsOfUnsafeMemory = false
        /// Host folder for the products: `<module>.swiftmodule`, `<module>.o`, `<module>.so`.
        var products: String
        /// Counts how often each part of the code runs, for `llvm-cov`.
        var countsLines = false
        /// What is linked with the module.
        var linked: LinkedObjects?
        /// Stop after the module's interface, with its symbol graph in `products`.
        var isInterfaceOnly = false
        /// The sources hold a `main.swift`: a program, not a library. Stops after the object; `linkProgram` goes on.
        var isProgram = false
        /// The program begins at a type marked `@main`: no file holds code outside of declarations.
        var hasMainAttribute = false
    }

    /// Objects that are linked with a module: some of them before it, the others behind.
    struct LinkedObjects: Sendable {
        /// Host folder of the objects.
        var folder: Mount
        var first: [String]
        var last: [String]
        /// Paths in the toolchain.
        var archives: [String]
    }

    /// Starts front end and linker of `unit` in one sandbox.
    func start(_ unit: Unit) throws -> Confined {
        let source = Mount.readOnly(unit.folder, at: "/source")
        let products = Mount.writable(unit.products, at: "/out")
        let modules = runtimeModules(seesGraderKit: unit.seesGraderKit) + unit.modules
        let out = sandbox.path(of: products)
        var compile = try frontEnd(
            unit.flags, module: unit.module, sources: unit.sources, object: "\(out)/\(unit.module).o",
            modules: modules)
        if unit.isProgram {
            compile.removeAll { $0 == "-parse-as-library" }
            if unit.hasMainAttribute { compile.append("-parse-as-library") }
        } else {
            compile += ["-emit-module", "-emit-module-path", "\(out)/\(unit.module).swiftmodule"]
        }
        if unit.isInterfaceOnly {
            compile += ["-emit-symbol-graph", "-emit-symbol-graph-dir", out]
            compile += ["-symbol-graph-minimum-access-level", "internal"]
        }
        if unit.countsLines { compile += ["-profile-generate", "-profile-coverage-mapping"] }
        if unit.seesGraderKit { compile.append("-suppress-warnings") }
        if unit.warnsOfUnsafeMemory { compile.append("-strict-memory-safety") }
        let script =
            unit.isInterfaceOnly || unit.isProgram
            ? ShellWords.line(compile) : script(compile, thenLink: unit, into: out)
        let cache = moduleCache(for: unit.flags).mount
        return try sandbox.start(
            .compile(
                script, in: source,
                (unit.seesGraderKit ? [] : try masks()) + [products, cache] + modules
                    + (unit.linked.map { [$0.folder] } ?? []),
                toolchain: toolchain, sandbox: sandbox))
    }

    func frontEnd(
        _ flags: CompilePlan.Flags, module: String, sources: [String], object: String, modules: [Mount]
    ) throws -> [String] {
        let plan = try CompilePlan.recorded(flags, toolchain: toolchain, cache: cache)
        return plan.command(
            module: module, sources: sources, object: object,
            moduleCache: sandbox.path(of: moduleCache(for: flags).mount),
            searching: modules.map(sandbox.path))
    }

    func runtimeModules(seesGraderKit: Bool) -> [Mount] {
        let learner = Mount.readOnly(runtime.learnerModules, at: "/modules/ServerKit")
        let grader = Mount.readOnly(runtime.graderModules, at: "/modules/GraderKit")
        return seesGraderKit ? [learner, grader] : [learner]
    }

    /// Runs front end and linker of `unit` in one sandbox.
    func build(_ unit: Unit) async throws -> Finished { try await finish(start(unit)) }

    /// The end of what was started.
    func finish(_ confined: Confined) async throws -> Finished { try await Self.outcome(of: confined) }

    static func outcome(of confined: Confined) async throws -> Finished {
        let finished = await confined.finish()
        try Task.checkCancellation()
        // The program never ran: nothing can be said of what it would have answered.
        if let failure = finished.failure { throw failure }
        return finished
    }

    private func script(_ compile: [String], thenLink unit: Unit, into out: String) -> String {
        let linked = unit.linked.map { linked in
            let folder = sandbox.path(of: linked.folder)
            return (
                first: linked.first.map { folder + "/" + $0 },
                last: linked.last.map { folder + "/" + $0 } + linked.archives
            )
        }
        let link =
            linker(unit) + (linked?.first ?? []) + ["\(out)/\(unit.module).o"] + (linked?.last ?? [])
            + Self.heldFunctions
            + versionedLibraries(for: unit.flags) + ["-o", "\(out)/\(unit.module).so"]
        return ShellWords.line(compile) + " && " + ShellWords.line(link)
    }

    func run(_ job: Job) async throws -> Finished { try await finish(sandbox.start(job)) }

    /// gold, where the system has it, links the one object before the toolchain's linker has started: 9 ms against 14
    /// (`Docs/decisions/linker.md`).
    private static let quickLinker: String? = access("/usr/bin/ld.gold", X_OK) == 0 ? "/usr/bin/ld.gold" : nil

    /// A shared object is linked faster than a binary, and what it defines cannot stand in for the host's own functions.
    ///
    /// The libraries of Swift are in the host already, and naming them would take two thirds of the linker's time. The C
    /// library is named for its versions: without them the loader binds to the oldest definition of a function, and
    /// `pthread_cond_wait` of 1999 does not fit condition variables of today.
    private func linker(_ unit: Unit) -> [String] {
        // A grader's own names are its own, whatever a learner's library defines before it.
        let binding = unit.seesGraderKit ? ["-Bsymbolic"] : []
        return [
            Self.quickLinker ?? toolchain.linker, "-shared", "--eh-frame-hdr", "-z", "relro",
            "-z", "noexecstack", "--hash-style=both",
            // What `atexit` gives its handlers by; the start files of a program, which we leave out, define it.
            "--defsym=__dso_handle=0", "-soname", "\(unit.module).so", toolchain.registration,
        ] + binding
    }

    /// The few functions of the C library that each program holds itself (`atexit`).
    private static let heldFunctions = systemLibraries(["libc_nonshared.a"])
    /// Named for the versions of their symbols; the linker script that names them would be read for nothing.
    static let versionedLibraries = systemLibraries(["libc.so.6", "libm.so.6"])

    private static func systemLibraries(_ names: [String]) -> [String] {
        names.compactMap { name in
            ["/usr/lib/x86_64-linux-gnu/", "/usr/lib64/", "/usr/lib/"].map { $0 + name }
                .first { access($0, R_OK) == 0 }
        }
    }

    /// Links objects and the archive of `ServerKit` into a program, `<name>` in `products`.
    ///
    /// - Parameters:
    ///   - objects: host folder, and the names in it.
    ///   - products: host folder for the program.
    func linkProgram(
        _ name: String, objects: (folder: String, names: [String]), products: String
    ) async throws -> Finished {
        let frame = try ProgramLink.recorded(toolchain: toolchain, cache: cache)
        let folder = Mount.readOnly(objects.folder, at: "/objects")
        let out = Mount.writable(products, at: "/out")
        let archives = Mount.readOnly(runtime.programFolder, at: "/runtime")
        let inputs =
            [toolchain.registration] + objects.names.map { "\(sandbox.path(of: folder))/\($0)" }
            + [
                "--whole-archive", "\(sandbox.path(of: archives))/\(RuntimeBuild.dispatchArchive)",
                "--no-whole-archive",
            ]
            + ["\(sandbox.path(of: archives))/\(RuntimeBuild.archive)", "-L", toolchain.libraries]
            + ["--as-needed"] + toolchain.programLibraries.map { "-l" + $0 }
        let command = frame.command(
            linker: toolchain.linker, inputs: inputs, output: "\(sandbox.path(of: out))/\(name)",
            search: toolchain.libraries)
        return try await run(
            Job(
                program: command[0], arguments: Array(command.dropFirst()),
                mounts: toolchain.mounts + [folder, out, archives], limits: Self.limits))
    }

    /// The modules of the test libraries lie beside Foundation's and are found without being asked for. What a learner's
    /// compile must not see is covered where a sandbox has mounts of its own; elsewhere the screen refuses the import.
    private func masks() throws -> [Mount] {
        guard sandbox.tier == .full else { return [] }
        let empty = try cache.folder("empty")
        return ["XCTest", "Testing", "_TestDiscovery", "_TestingInterop", "_Testing_Foundation"]
            .map { toolchain.libraries + "/\($0).swiftmodule" }
            .filter { access($0, F_OK) == 0 }
            .map { .readOnly(empty, at: $0) }
    }
}
