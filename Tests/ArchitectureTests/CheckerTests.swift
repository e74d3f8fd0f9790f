import Foundation
import Testing

/// The checker itself, on small made-up houses: it must be able to fail.
@Suite("화살표 검사기")
final class CheckerTests {
    private let root: URL
    private let arrows = AllowedArrows(
        own: ["App": ["Core", "CThing"], "Core": ["CThing"], "CThing": [], "COther": []],
        outside: ["App": ["Foundation", "Yams"]])

    init() throws {
        root = FileManager.default.temporaryDirectory.appending(path: "arrows-\(UUID().uuidString)")
        try write("Package.swift", CheckerTests.soundManifest)
        try write("Sources/App/main.swift", "import Foundation\nimport Core\n")
        try write("Sources/Core/Core.swift", "public import CThing\n")
        try write("Sources/CThing/include/CThing.h", "#include <stdio.h>\n")
        try write("Sources/COther/include/COther.h", "int other(void);\n")
    }

    deinit {
        try? FileManager.default.removeItem(at: root)
    }

    private static let soundManifest = """
        let package = Package(targets: [
            .executableTarget(name: "App", dependencies: ["Core", .product(name: "Yams", package: "Yams")]),
            library("Core", ["CThing"]), .target(name: "CThing"), .target(name: "COther"),
        ])
        func library(_ name: String) { .target(name: name) }
        """

    private func write(_ path: String, _ text: String) throws {
        let file = root.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
    }

    private func faults() throws -> Set<PackageTree.Fault> {
        try PackageTree(root: root, arrows: arrows).faults()
    }

    @Test func `a sound tree has no fault`() throws {
        #expect(try faults() == [])
    }

    @Test func `a dependency that the manifest must not declare is found`() throws {
        try write(
            "Package.swift",
            CheckerTests.soundManifest.replacing(
                #".target(name: "COther")"#, with: #"library("COther", ["Core"])"#))
        #expect(try faults() == [.forbiddenArrow(from: "COther", to: "Core", at: "Package.swift")])
    }

    @Test func `an outside product in the wrong target is found`() throws {
        try write(
            "Package.swift",
            CheckerTests.soundManifest.replacing(
                #"["CThing"]"#, with: #"["CThing", .product(name: "Yams", package: "Yams")]"#))
        #expect(try faults() == [.forbiddenArrow(from: "Core", to: "Yams", at: "Package.swift")])
    }

    @Test(arguments: [
        "import Foundation", "public import Foundation", "@preconcurrency import Foundation",
        "internal import struct Foundation.URL", "let a = 1; import Foundation",
        "#if os(Linux)\n import Foundation\n#endif",
    ])
    func `a forbidden import is found in any spelling`(spelling: String) throws {
        try write("Sources/Core/Deep/More.swift", "\n" + spelling + "\n")
        let found = try faults()
        let line = spelling.contains("#if") ? 3 : 2
        #expect(
            found == [
                .forbiddenArrow(from: "Core", to: "Foundation", at: "Sources/Core/Deep/More.swift:\(line)")
            ])
    }

    @Test(arguments: [
        "// import Foundation", "/* /* */ import Foundation\nimport Foundation */",
        "let a = \"\"\"\nimport Foundation\n\"\"\"",
        "let a = #\"\\\"#; let b = \"\\\"\"", "let important = 1",
    ])
    func `what only looks like an import is none`(text: String) throws {
        try write("Sources/Core/More.swift", text + "\n")
        #expect(try faults() == [])
    }

    @Test func `an allowed import that the manifest does not declare is found`() throws {
        try write("Sources/App/Thing.swift", "import CThing\n")
        #expect(
            try faults() == [.undeclaredImport(from: "App", of: "CThing", at: "Sources/App/Thing.swift:1")])
    }

    @Test func `a header of another target is an arrow too`() throws {
        try write("Sources/CThing/thing.c", "#include \"CThing.h\"\n#include <COther.h>\n")
        #expect(
            try faults() == [.forbiddenArrow(from: "CThing", to: "COther", at: "Sources/CThing/thing.c:2")])
    }

    @Test func `a folder that the table does not know is found`() throws {
        try write("Sources/Helpers/Helpers.swift", "")
        #expect(try faults() == [.unknownTarget("Helpers")])
    }
}
