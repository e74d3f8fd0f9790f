// swift-tools-version: 6.1
import Foundation
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// The toolchain's own SwiftSyntax (swift-syntax itself takes eight minutes to build): the libraries that macros use,
/// beside the compiler that PATH names. A toolchain without them has no `sil-syntax`.
let swiftSyntax: String? = (Context.environment["PATH"] ?? "").split(separator: ":")
    .map { URL(fileURLWithPath: "\($0)/swiftc").resolvingSymlinksInPath().path }
    .first { FileManager.default.isExecutableFile(atPath: $0) }
    .map { URL(fileURLWithPath: $0 + "/../../lib/swift/host").standardized.path }
    .flatMap { FileManager.default.fileExists(atPath: $0 + "/SwiftParser.swiftmodule") ? $0 : nil }

let package = Package(
    name: "siltarae-runtime",
    products: [
        // Static: linked into programs under test, which find no host around them.
        .library(name: "ServerKit", type: .static, targets: ["ServerKit"]),
        .library(name: "Faults", type: .dynamic, targets: ["Faults"]),
        .executable(name: "sil-host", targets: ["sil-host"]),
    ],
    targets: [
        .target(name: "CServerKit"),
        .target(name: "ServerKit", dependencies: ["CServerKit"], swiftSettings: settings),
        .target(name: "GraderKit", dependencies: ["ServerKit"], swiftSettings: settings),
        .target(name: "CHost"),
        .target(name: "CInterleave"),
        .target(name: "CInterpose", dependencies: ["CInterleave"]),
        .target(name: "Faults"),
        .executableTarget(
            name: "sil-host", dependencies: ["GraderKit", "CHost"], swiftSettings: settings,
            // Learner and grader are loaded at run time and find GraderKit, ServerKit and XCTest in the host;
            // compiled without optimisation they need one library more than the host itself does.
            linkerSettings: [
                .unsafeFlags(["-Xlinker", "--export-dynamic"]), .linkedLibrary("swiftSwiftOnoneSupport"),
            ]),
        .testTarget(
            name: "HostTests", dependencies: ["sil-host", "CHost", "GraderKit"], exclude: ["Fixtures"],
            swiftSettings: settings),
        .testTarget(
            name: "ProgramTests", dependencies: ["sil-host", "GraderKit", "Faults"],
            exclude: ["Course", "Probe"],
            swiftSettings: settings),
        .testTarget(name: "GraderKitTests", dependencies: ["GraderKit"], swiftSettings: settings),
        .testTarget(name: "ServerKitTests", dependencies: ["ServerKit"], swiftSettings: settings),
    ]
)

if let swiftSyntax {
    package.products.append(.executable(name: "sil-syntax", targets: ["sil-syntax"]))
    package.targets += [
        .executableTarget(
            name: "sil-syntax", swiftSettings: settings + [.unsafeFlags(["-I", swiftSyntax])],
            linkerSettings: [
                .unsafeFlags(["-L", swiftSyntax, "-Xlinker", "-rpath", "-Xlinker", swiftSyntax]),
                .linkedLibrary("SwiftSyntax"), .linkedLibrary("SwiftParser"),
                .linkedLibrary("SwiftParserDiagnostics"),
            ]),
        .testTarget(
            name: "SyntaxTests", dependencies: ["sil-syntax"], swiftSettings: settings),
    ]
}
