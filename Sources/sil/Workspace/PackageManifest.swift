/// The text of a workspace's `Package.swift`. It names every target: SwiftPM caches a manifest by its text, so one that
/// looked around would not see what was started later.
struct PackageManifest {
    var exercises: [WorkspaceMemory.Started]

    var text: String {
        """
        // swift-tools-version: 6.1
        // sil이 쓰는 파일: 연습을 시작할 때마다 다시 씀. 고친 것은 남지 않음.
        import PackageDescription

        let package = Package(
            name: "siltarae-workspace",
            products: [\(list(exercises.filter(\.hasProgram).map(product)))],
            dependencies: [\(exercises.isEmpty ? "" : ".package(path: \".siltarae/ServerKit\")")],
            targets: [\(list(exercises.flatMap(targets)))]
        )

        """
    }

    private func product(_ exercise: WorkspaceMemory.Started) -> String {
        ".executable(name: \"\(exercise.slug)\", targets: [\"\(exercise.module)Program\"])"
    }

    private func targets(_ exercise: WorkspaceMemory.Started) -> [String] {
        let kit = ".product(name: \"ServerKit\", package: \"ServerKit\")"
        let module = target("target", exercise.module, [kit], exercise)
        guard exercise.hasProgram else { return [module] }
        return [
            module,
            target(
                "executableTarget", exercise.module + "Program", ["\"\(exercise.module)\"", kit], exercise),
        ]
    }

    private func target(
        _ kind: String, _ name: String, _ dependencies: [String], _ exercise: WorkspaceMemory.Started
    ) -> String {
        """
        .\(kind)(
                    name: "\(name)", dependencies: [\(dependencies.joined(separator: ", "))],
                    swiftSettings: [.swiftLanguageMode(.v\(exercise.languageMode))])
        """
    }

    private func list(_ items: [String]) -> String {
        items.isEmpty ? "" : "\n" + items.map { "        \($0),\n" }.joined() + "    "
    }
}
