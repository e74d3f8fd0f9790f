public import Course
import Sandbox

extension Instruments {
    /// Whether two programs are one to the optimizer: then no test can tell them apart (trivial compiler equivalence,
    /// Papadakis et al. 2015). False where they differ, and where nothing can be said.
    ///
    /// Each access is marked as for the schedule explorer, so that an atomic's order, which most instructions of x86-64 do not
    /// show, is part of the program.
    public func isSameProgram(
        _ one: [Submission.File], _ other: [Submission.File], of exercise: Exercise
    ) async throws -> Bool {
        let compiler = Compiler(toolchain: toolchain, cache: cache, sandbox: sandbox, runtime: runtime)
        guard let first = try await compiler.optimizedObject(of: one, exercise),
            let second = try await compiler.optimizedObject(of: other, exercise)
        else { return false }
        return first == second
    }
}

extension Compiler {
    /// The object of a module, optimized and without places of lines; nil where it does not compile.
    fileprivate func optimizedObject(
        of files: [Submission.File], _ exercise: Exercise
    ) async throws -> [UInt8]? {
        let flags = CompilePlan.Flags(
            languageMode: exercise.languageMode, isOptimized: true, isExplored: true)
        _ = try await warmModuleCaches(for: [flags], report: {})
        let stage = try cache.stage()
        defer { stage.remove() }
        let work = try StagedFiles(files, in: stage.folder("optimized"), reserved: [])
        let out = try stage.folder("optimized-products", writableByRun: true)
        let unit = Unit(
            module: exercise.module, flags: flags, folder: work.folder, sources: work.sources, products: out,
            isInterfaceOnly: true)
        guard try await build(unit).ending == .exited(0) else { return nil }
        // Compiled with lines, since the modules in the cache are, and then stripped of them.
        let object = Mount.readOnly("\(out)/\(exercise.module).o", at: "/source/lines.o")
        let products = Mount.writable(try stage.folder("stripped", writableByRun: true), at: "/out")
        let stripped = try await run(
            Job(
                program: toolchain.objectCopier,
                arguments: [
                    "--strip-debug", sandbox.path(of: object), sandbox.path(of: products) + "/plain.o",
                ],
                mounts: toolchain.mounts + [object, products], limits: Self.limits, hasChannel: false))
        guard stripped.ending == .exited(0) else { return nil }
        return readRegularFile("\(products.host)/plain.o", limit: 256 << 20)
    }
}

extension Toolchain {
    fileprivate var objectCopier: String { root + "/bin/llvm-objcopy" }
}
