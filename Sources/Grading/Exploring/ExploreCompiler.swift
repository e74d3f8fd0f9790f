import Course
import Foundation
import Sandbox

/// Compiles a program with each access of memory marked, and links it with the explorer: confined, since it reads text
/// shaped by strangers.
struct ExploreCompiler: Sendable {
    let toolchain: Toolchain
    let cache: Cache
    let sandbox: Sandbox
    let runtime: ExploreRuntime

    enum Result: Sendable {
        /// Host path of an executable file, mode 0755.
        case ready(path: String)
        /// It does not compile or link; what the tools said.
        case failed(Finished)
    }

    /// - Parameters:
    ///   - work: the program's files, `sources` those to be compiled.
    ///   - languageMode: of Swift.
    func build(
        _ program: ExploredProgram, staged work: StagedFiles, languageMode: Int, in stage: Stage
    ) async throws -> Result {
        let out = Mount.writable(try stage.folder("linked", writableByRun: true), at: "/out")
        let source = Mount.readOnly(work.folder, at: "/source")
        let archives = Mount.readOnly(runtime.folder, at: "/runtime")
        let flags = Self.flags(languageMode: languageMode)
        let compile =
            switch program.language {
            case .swift: try swift(work.sources, flags, isLibrary: program.hasMainAttribute, out: out)
            case .c: try c(work.sources.filter { $0.hasSuffix(".c") }, out: out)
            }
        let link = try linker(compile.objects, for: program.language, archives: archives, out: out)
        let modules = program.language == .swift ? [moduleCache(for: flags).mount] : []
        let finished = try await Compiler.outcome(
            of: sandbox.start(
                .compile(
                    compile.script + " && " + ShellWords.line(link), in: source, [out, archives] + modules,
                    toolchain: toolchain, sandbox: sandbox)))
        // The linker's user may be another one than the program's: what counts is what was read here.
        let path = try stage.folder("program") + "/program"
        guard finished.ending == .exited(0),
            let bytes = readRegularFile(out.host + "/program", limit: 256 << 20),
            writeFile(bytes, to: path), chmod(path, 0o755) == 0
        else { return .failed(finished) }
        return .ready(path: path)
    }

    private struct Compile {
        var script: String
        /// Paths in the sandbox.
        var objects: [String]
    }

    private func swift(
        _ sources: [String], _ flags: CompilePlan.Flags, isLibrary: Bool, out: Mount
    ) throws -> Compile {
        let object = sandbox.path(of: out) + "/program.o"
        let plan = try CompilePlan.recorded(flags, toolchain: toolchain, cache: cache)
        var command = plan.command(
            module: Self.module, sources: sources, object: object,
            moduleCache: sandbox.path(of: moduleCache(for: flags).mount), searching: [])
        if isLibrary { command.append("-parse-as-library") }
        return Compile(script: ShellWords.line(command), objects: [object])
    }

    private static func flags(languageMode: Int) -> CompilePlan.Flags {
        CompilePlan.Flags(
            languageMode: languageMode, isOptimized: false, isExplored: true, isWholeProgram: true)
    }

    /// The module's name; `main` could not be imported, and nobody imports it.
    private static let module = "main"

    /// One object a file. All are compiled whatever one of them says, so that each is told its errors at once.
    private func c(_ sources: [String], out: Mount) throws -> Compile {
        let objects = sources.indices.map { "\(sandbox.path(of: out))/\($0).o" }
        let commands = zip(sources, objects).map { source, object in
            ShellWords.line(
                [
                    toolchain.clang, "-fsanitize=thread", "-mllvm",
                    // Without it the read of `n++` is no event, and half of its schedules are never seen.
                    "-tsan-instrument-read-before-write=1", "-g", "-O0", "-fno-omit-frame-pointer",
                    "-fno-color-diagnostics", "-c", source, "-o", object,
                ]) + " || failed=1"
        }
        return Compile(
            script: "failed=0; \(commands.joined(separator: "; ")); [ $failed = 0 ]", objects: objects)
    }

    /// Both archives as a whole: nothing in the program's objects may be bound to libc where the explorer has a
    /// definition of its own, and what libraries call must be found in the program first (`--export-dynamic`).
    private func linker(
        _ objects: [String], for language: ExploredProgram.Language, archives: Mount, out: Mount
    ) throws -> [String] {
        let frame = try ProgramLink.recorded(toolchain: toolchain, cache: cache)
        let runtime = ExploreRuntime.modules.map {
            "\(sandbox.path(of: archives))/\(ExploreRuntime.archive(of: $0))"
        }
        let libraries =
            language == .swift
            ? ["-L", toolchain.libraries, "--as-needed"] + toolchain.programLibraries.map { "-l" + $0 } : []
        let inputs =
            (language == .swift ? [toolchain.registration] : []) + objects + ["--whole-archive"] + runtime
            + ["--no-whole-archive", "--export-dynamic", "-z", "now"] + libraries + ["--as-needed", "-lm"]
        return frame.command(
            linker: toolchain.linker, inputs: inputs, output: sandbox.path(of: out) + "/program",
            search: toolchain.libraries)
    }

    // MARK: Modules

    private func moduleCache(for flags: CompilePlan.Flags) -> ModuleCache {
        let key = SHA256.digest(of: "explored 2\n\(toolchain.identity)".utf8).hexadecimal.prefix(32)
        return ModuleCache(
            name: "modules/explored-\(key)-\(flags.languageMode)"
                + (sandbox.tier == .full ? "" : "-in-place"), cache: cache, toolchain: toolchain)
    }

    /// Compiles what programs import, once for each toolchain and language mode.
    func warmModuleCache(languageMode: Int, report: () -> Void) async throws {
        let flags = Self.flags(languageMode: languageMode)
        let source = "import Dispatch\nimport Foundation\nimport Synchronization\n"
        _ = try await moduleCache(for: flags).warm(from: source, report: report) { work, out, filled in
            let compile = try swift(["Warm.swift"], flags, isLibrary: false, out: out)
            let script =
                compile.script + " && "
                + ModuleCache.listInputs(of: sandbox.path(of: filled), with: toolchain)
            return try sandbox.start(
                .compile(
                    script, in: work, [out, filled], toolchain: toolchain, sandbox: sandbox,
                    limits: Compiler.trustedLimits))
        }
    }
}
