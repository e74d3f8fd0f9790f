// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// Targets near the end of the build, where one core waits for them: they wait for others or run once for a command, so
/// optimizing them costs 20 of 130 seconds of the first build and gains nothing that can be measured. `Progress` and `Reporting`
/// go over every exercise of a course, of which there may be ten thousand.
let glue: [SwiftSetting] = [.unsafeFlags(["-Onone"], .when(configuration: .release))]

/// A library of the house with its tests beside it.
func library(
    _ name: String, _ dependencies: [Target.Dependency] = [], _ more: [SwiftSetting] = []
) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings + more)
}

func tests(
    _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [], resources: [Resource] = []
) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: dependencies, exclude: exclude, resources: resources,
        swiftSettings: settings)
}

let package = Package(
    name: "siltarae",
    products: [.executable(name: "sil", targets: ["sil"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        // System libraries
        .systemLibrary(
            name: "CCmarkGFM", providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
        .systemLibrary(name: "CUnistring", providers: [.apt(["libunistring-dev"])]),
        .systemLibrary(name: "CSodium", providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),

        // The house: allowed arrows are tested by ArchitectureTests
        library("Text", ["CUnistring"]),
        library("Terminal", ["Text"]),
        library("Markdown", ["CCmarkGFM"]),
        library("Course", ["Markdown", .product(name: "Yams", package: "Yams")]),
        library("Verdicts"),
        library("Reading", ["Course", "Markdown", "Terminal", "Text"]),
        library("Grading", ["Course", "Verdicts", "Sandbox", "Screening"]),
        // Apart from Grading, and optimized: it is on the way of every submission, token by token.
        library("Screening", ["Course", "Verdicts"]),
        library("Sandbox", ["CSandbox"]),
        .target(name: "CSandbox"),
        .target(name: "CBuild"),
        library(
            "Progress", ["Course", "Verdicts", "CZlib", .product(name: "GRDB", package: "GRDB.swift")]),
        library("Signing", ["CSodium"], glue),
        library("Measuring", [], glue),
        library("Reporting", ["Progress", "Verdicts", "Course", "Measuring", "Text"]),
        library("Authoring", ["Course", "Markdown", "Reading", "Grading", "Verdicts"], glue),
        .executableTarget(
            name: "sil",
            dependencies: [
                "Text", "Terminal", "Markdown", "Course", "Verdicts", "Reading", "Grading", "Sandbox",
                "Progress",
                "Authoring", "Measuring", "Reporting", "Signing", "CBuild",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings + glue),

        tests("Text", ["Text"]),
        tests("Terminal", ["Terminal", "Text"]),
        tests("Markdown", ["Markdown"]),
        tests("Course", ["Course"]),
        tests("Verdicts", ["Verdicts"]),
        tests("Reading", ["Reading", "Course", "Markdown", "Terminal", "Text"], exclude: ["Golden"]),
        tests("Grading", ["Grading"]),
        tests(
            "Screening", ["Screening", "Grading", "Course", "Verdicts"],
            resources: [.copy("Honest"), .copy("Hostile")]),
        tests("Sandbox", ["Sandbox"]),
        tests("Progress", ["Progress", "Course", "Verdicts", .product(name: "GRDB", package: "GRDB.swift")]),
        tests("Signing", ["Signing"]),
        tests("Measuring", ["Measuring"]),
        tests("Reporting", ["Reporting", "Progress", "Verdicts", "Course", "Measuring", "Text"]),
        tests(
            "Authoring",
            ["Authoring", "Course", "Grading", "Verdicts", "Markdown", "Sandbox", "Reporting"]),
        tests("Sil", ["sil", "Authoring", "Course", "Reporting"]),
        tests("Architecture", []),
        tests("Interleaving", [.product(name: "Yams", package: "Yams")]),
        tests(
            "EndToEnd",
            [.product(name: "GRDB", package: "GRDB.swift"), .product(name: "Yams", package: "Yams")],
            // Handed in as files, never compiled here.
            exclude: ["Attacks/Course", "Attacks/Programs"]),
    ]
)
