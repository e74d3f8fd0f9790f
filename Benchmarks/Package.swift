// swift-tools-version: 6.1
import PackageDescription

/// A package of its own: measuring needs nothing of the tool but its built program, and the tool nothing of this.
let package = Package(
    name: "siltarae-benchmarks",
    targets: [
        .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
        .executableTarget(
            name: "bench", dependencies: ["CSQLite"],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ]),
    ]
)
