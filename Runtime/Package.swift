// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

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
