import Foundation
import Testing

/// The house as it stands: no arrow but those of DESIGN.
@Suite("화살표: 정해 둔 것만")
struct ArchitectureTests {
    /// The checkout this file belongs to.
    private let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test("The tool has no arrow but the allowed ones")
    func tool() throws {
        let faults = try PackageTree(root: checkout, arrows: .tool).faults()
        #expect(faults == [])
    }

    @Test("The runtime has no arrow but the allowed ones")
    func runtime() throws {
        let faults = try PackageTree(root: checkout.appending(path: "Runtime"), arrows: .runtime).faults()
        #expect(faults == [])
    }

    /// Guards against a reader of manifests that finds nothing and so forbids nothing.
    @Test("The real manifests are understood")
    func realManifests() throws {
        let tool = Manifest(
            try String(contentsOf: checkout.appending(path: "Package.swift"), encoding: .utf8))
        #expect(tool.dependencies["Progress"]?.isSuperset(of: ["Course", "Verdicts", "GRDB"]) == true)
        #expect(tool.dependencies["sil"]?.isSuperset(of: ["Reading", "ArgumentParser"]) == true)
        #expect(tool.dependencies["CCmarkGFM"] == [])
        let runtime = Manifest(
            try String(contentsOf: checkout.appending(path: "Runtime/Package.swift"), encoding: .utf8))
        #expect(runtime.dependencies["HostCore"]?.isSuperset(of: ["GraderKit", "CHost"]) == true)
    }
}
