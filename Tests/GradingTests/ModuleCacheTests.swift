import Foundation
import Sandbox
import Testing

@testable import Grading

@Suite("미리 만든 모듈")
struct ModuleCacheTests {
    private let cache: Cache
    private let toolchain: Toolchain
    private let sandbox: Sandbox
    private let modules: ModuleCache

    init() throws {
        cache = try Cache(at: "/var/tmp/sil-cache-\(UUID().uuidString)")
        toolchain = try Toolchain.find(
            path: ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin", cache: cache)
        sandbox = try Sandbox.probe(cache: cache.root)
        modules = ModuleCache(name: "modules/test", cache: cache, toolchain: toolchain)
    }

    /// Whether it was there already.
    private func warm() async throws -> Bool {
        try await modules.warm(from: "import Glibc\n", report: {}) { work, out, filled in
            let flags = CompilePlan.Flags(languageMode: 6, isOptimized: false)
            let plan = try CompilePlan.recorded(flags, toolchain: toolchain, cache: cache)
            let products = sandbox.path(of: filled)
            let command = plan.command(
                module: "Warm", sources: ["Warm.swift"], object: sandbox.path(of: out) + "/Warm.o",
                moduleCache: products, searching: [])
            let script =
                ShellWords.line(command) + " && " + ModuleCache.listInputs(of: products, with: toolchain)
            return try sandbox.start(
                .compile(
                    script, in: work, [out, filled], toolchain: toolchain, sandbox: sandbox,
                    limits: Compiler.trustedLimits))
        }
    }

    @Test("시스템의 헤더가 바뀌면 다시 만듦")
    func headersChange() async throws {
        defer { try? FileManager.default.removeItem(atPath: cache.root) }
        #expect(try await !warm())
        #expect(try await warm())

        let mark = URL(filePath: modules.folder + "/siltarae.warm")
        let made = try String(contentsOf: mark, encoding: .utf8)
        let header = try #require(
            made.split(separator: "\n").first { $0.hasSuffix(" /usr/include/stdlib.h") })
        #expect(!made.contains(toolchain.root + "/"))

        // As if a package had brought another one meanwhile; then as if it had taken it away.
        for other in ["1.0 1 /usr/include/stdlib.h", "1.0 1 /usr/include/siltarae-\(UUID()).h", "?"] {
            try Data(made.replacing(header, with: other).utf8).write(to: mark)
            #expect(try await !warm())
            #expect(try String(contentsOf: mark, encoding: .utf8) == made)
            #expect(try await warm())
        }
    }

    @Test("만들다 만 것은 없는 것과 같음")
    func halfMade() async throws {
        defer { try? FileManager.default.removeItem(atPath: cache.root) }
        #expect(try await !warm())
        unlink(modules.folder + "/siltarae.warm")
        #expect(try await !warm())
        #expect(try await warm())
    }
}
