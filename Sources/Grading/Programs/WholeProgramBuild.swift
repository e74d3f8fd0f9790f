import Foundation
import Sandbox

/// Compiles and links a complete program as the compiler would by itself, confined: the text is a stranger's.
struct WholeProgramBuild: Sendable {
    let compiler: Compiler
    let cache: Cache
    let languageMode: Int

    enum Result: Sendable {
        /// Host path of an executable file, mode 0755.
        case ready(path: String)
        /// It does not compile or link; what the tools said.
        case failed(Finished)
    }

    /// The module's name, as `swiftc` gives it.
    private static let module = "main"

    var flags: CompilePlan.Flags {
        CompilePlan.Flags(languageMode: languageMode, isOptimized: false, isWholeProgram: true)
    }

    func build(_ program: ExploredProgram, staged work: StagedFiles, in stage: Stage) async throws -> Result {
        let linked = try stage.folder("linked", writableByRun: true)
        let finished =
            switch program.language {
            case .swift: try await swift(program, work, into: linked, in: stage)
            case .c: try await c(work, into: linked)
            }
        // The linker's user may be another one than the program's: what counts is what was read here.
        let path = try stage.folder("program") + "/program"
        guard finished.ending == .exited(0),
            let bytes = readRegularFile(linked + "/program", limit: 256 << 20),
            writeFile(bytes, to: path), chmod(path, 0o755) == 0
        else { return .failed(finished) }
        return .ready(path: path)
    }

    private func swift(
        _ program: ExploredProgram, _ work: StagedFiles, into linked: String, in stage: Stage
    ) async throws -> Finished {
        let products = try stage.folder("objects", writableByRun: true)
        let compiled = try await compiler.build(
            Compiler.Unit(
                module: Self.module, flags: flags, folder: work.folder, sources: work.sources,
                products: products, isProgram: true, hasMainAttribute: program.hasMainAttribute))
        guard compiled.ending == .exited(0) else { return compiled }
        return try await compiler.linkProgram(
            "program", objects: (products, [Self.module + ".o"]), products: linked)
    }

    private func c(_ work: StagedFiles, into linked: String) async throws -> Finished {
        let source = Mount.readOnly(work.folder, at: "/source")
        let out = Mount.writable(linked, at: "/out")
        let sandbox = compiler.sandbox
        let command =
            [compiler.toolchain.clang, "-fuse-ld=lld", "-g", "-O0", "-pthread", "-fno-color-diagnostics"]
            + work.sources.filter { $0.hasSuffix(".c") }
            + ["-o", "\(sandbox.path(of: out))/program", "-lm"]
        return try await compiler.run(
            .compile(
                ShellWords.line(command), in: source, [out], toolchain: compiler.toolchain, sandbox: sandbox))
    }
}
