// swift-tools-version: 6.1
import Foundation
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// Learner and grader are loaded at run time and find GraderKit, ServerKit and XCTest in the host; compiled without
/// optimisation they need one library more than the host itself does.
let hostLinking: [LinkerSetting] = [
    .unsafeFlags(["-Xlinker", "--export-dynamic"]), .linkedLibrary("swiftSwiftOnoneSupport"),
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
        .library(name: "CDispatchPools", type: .static, targets: ["CDispatchPools"]),
        .library(name: "Faults", type: .dynamic, targets: ["Faults"]),
        .executable(name: "sil-host", targets: ["sil-host"]),
        .executable(name: "sil-host-explore", targets: ["sil-host-explore"]),
    ],
    targets: [
        .target(name: "CServerKit"),
        .target(name: "ServerKit", dependencies: ["CServerKit"], swiftSettings: settings),
        .target(name: "GraderKit", dependencies: ["ServerKit"], swiftSettings: settings),
        .target(name: "CDispatchPools"),
        .target(name: "CHost", dependencies: ["CDispatchPools"]),
        .target(name: "CInterleave"),
        // Without the frame of whole programs, which begins before any main: those are linked with archives that
        // clang makes of all files.
        .target(
            name: "CInterpose", dependencies: ["CInterleave"], exclude: ["start.c", "explore.c"]),
        .target(name: "Faults"),
        .target(name: "HostCore", dependencies: ["GraderKit", "CHost"], swiftSettings: settings),
        .executableTarget(
            name: "sil-host", dependencies: ["HostCore"], swiftSettings: settings, linkerSettings: hostLinking
        ),
        .executableTarget(
            name: "sil-host-explore", dependencies: ["HostCore", "GraderKit", "CHost", "CInterpose"],
            swiftSettings: settings, linkerSettings: hostLinking),
        // They start `sil-host-explore` too, but do not depend on it: its definitions stand before libc's functions, and
        // would before the tests' own.
        .testTarget(
            name: "HostTests", dependencies: ["sil-host", "HostCore", "CHost", "GraderKit"],
            exclude: ["Fixtures"], swiftSettings: settings),
        .testTarget(
            name: "ProgramTests", dependencies: ["sil-host", "HostCore", "GraderKit", "Faults"],
            exclude: ["Course", "Probe"],
            swiftSettings: settings),
        // Depends on no target: what it tests stands before libc's functions, and would before the tests' own.
        .testTarget(name: "InterposeTests", exclude: ["Fixtures"], swiftSettings: settings),
        .testTarget(name: "GraderKitTests", dependencies: ["GraderKit"], swiftSettings: settings),
        .testTarget(name: "ServerKitTests", dependencies: ["ServerKit"], swiftSettings: settings),
        // Programs in C that InterleaveTests explores.
        .target(
            name: "InterleavePrograms", dependencies: ["CInterleave"], path: "Tests/InterleavePrograms"),
        .testTarget(
            name: "InterleaveTests", dependencies: ["CInterleave", "InterleavePrograms"],
            swiftSettings: settings),
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
