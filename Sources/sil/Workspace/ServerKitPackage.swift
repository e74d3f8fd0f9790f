/// The copy of `ServerKit` in a workspace: a package of its own, so that the learner's code builds without network and
/// without the repository.
struct ServerKitPackage {
    /// The folder of the runtime's sources.
    let runtime: String

    /// Where the runtime's sources are: `SIL_RUNTIME`, else beside or above the program, else as installed.
    static func find(environment: [String: String], executable: String) -> ServerKitPackage? {
        if let named = environment["SIL_RUNTIME"], !named.isEmpty {
            return Disk.isFolder(named + "/Sources/ServerKit") ? ServerKitPackage(runtime: named) : nil
        }
        var folder = Disk.parent(of: executable)
        while true {
            for place in ["/Runtime", "/share/siltarae/Runtime"]
            where Disk.isFolder(folder + place + "/Sources/ServerKit") {
                return ServerKitPackage(runtime: folder + place)
            }
            guard folder != "/" else { return nil }
            folder = Disk.parent(of: folder)
        }
    }

    /// Adds the package's files to `files`, to lie in `folder`.
    func add(to files: inout FileSet, in folder: String) throws(FileError) {
        files.add(folder + "/Package.swift", Self.manifest)
        for module in ["ServerKit", "CServerKit"] {
            try copy(
                "\(runtime)/Sources/\(module)", to: "\(folder)/Sources/\(module)", depth: 0, into: &files)
        }
    }

    private func copy(
        _ source: String, to target: String, depth: Int, into files: inout FileSet
    ) throws(FileError) {
        for name in Disk.names(in: source) where !name.hasPrefix(".") {
            if Disk.isFolder("\(source)/\(name)") {
                // Deeper than any module of ours: a link that leads back into itself.
                guard depth < 8 else { continue }
                try copy("\(source)/\(name)", to: "\(target)/\(name)", depth: depth + 1, into: &files)
            } else {
                files.add("\(target)/\(name)", try Disk.read("\(source)/\(name)"))
            }
        }
    }

    private static let manifest = """
        // swift-tools-version: 6.1
        import PackageDescription

        let package = Package(
            name: "ServerKit",
            products: [.library(name: "ServerKit", targets: ["ServerKit"])],
            targets: [
                .target(name: "CServerKit"),
                .target(
                    name: "ServerKit", dependencies: ["CServerKit"],
                    swiftSettings: [
                        .enableUpcomingFeature("ExistentialAny"),
                        .enableUpcomingFeature("InternalImportsByDefault"),
                        .enableUpcomingFeature("MemberImportVisibility"),
                    ]),
            ]
        )

        """
}
