import Foundation

/// One package on disk, held against the arrows it is allowed.
struct PackageTree {
    enum Fault: Hashable {
        /// A target depends on (manifest) or imports, includes (file:line) what it must not know.
        case forbiddenArrow(from: String, to: String, at: String)
        /// A file imports a target or product that its target does not declare.
        case undeclaredImport(from: String, of: String, at: String)
        /// A target, declared or only a folder, that the table of arrows does not know.
        case unknownTarget(String)
    }

    let root: URL
    let arrows: AllowedArrows

    func faults() throws -> Set<Fault> {
        let manifest = Manifest(
            try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8))
        let folders = try FileManager.default.contentsOfDirectory(
            atPath: root.appending(path: "Sources").path)
        var faults: Set<Fault> = []
        for target in Set(folders).union(manifest.dependencies.keys) {
            guard arrows.own[target] != nil else {
                faults.insert(.unknownTarget(target))
                continue
            }
            let declared = manifest.dependencies[target, default: []]
            for dependency in declared where !arrows.allows(target, dependency) {
                faults.insert(.forbiddenArrow(from: target, to: dependency, at: "Package.swift"))
            }
            try faults.formUnion(self.faults(in: target, declaring: declared))
        }
        return faults
    }

    private func faults(in target: String, declaring declared: Set<String>) throws -> Set<Fault> {
        // Modules that come only with a declaration; the rest belongs to the toolchain.
        let declarable = Set(arrows.own.keys).union(["ArgumentParser", "GRDB", "Yams"])
        var faults: Set<Fault> = []
        for (file, modules) in try references(of: target) {
            for reference in modules where reference.module != target {
                let place = "\(file):\(reference.line)"
                if !arrows.allows(target, reference.module) {
                    faults.insert(.forbiddenArrow(from: target, to: reference.module, at: place))
                } else if declarable.contains(reference.module), !declared.contains(reference.module) {
                    faults.insert(.undeclaredImport(from: target, of: reference.module, at: place))
                }
            }
        }
        return faults
    }

    /// Every file of a target with the modules it imports, or whose headers it includes.
    private func references(of target: String) throws -> [(file: String, modules: [SwiftSource.Import])] {
        let folder = root.appending(path: "Sources/\(target)")
        guard let files = FileManager.default.enumerator(atPath: folder.path) else { return [] }
        let owners = headerOwners()
        var references: [(file: String, modules: [SwiftSource.Import])] = []
        for case let file as String in files {
            let text = { try String(contentsOf: folder.appending(path: file), encoding: .utf8) }
            switch (file as NSString).pathExtension {
            case "swift":
                references.append(
                    (file: "Sources/\(target)/\(file)", modules: SwiftSource(try text()).imports))
            case "c", "h", "S":
                let modules = includes(in: try text()).compactMap { include in
                    owners[include.header].map { SwiftSource.Import(module: $0, line: include.line) }
                }
                references.append((file: "Sources/\(target)/\(file)", modules: modules))
            default:
                continue
            }
        }
        return references
    }

    /// The public headers of the package's C targets, by file name.
    private func headerOwners() -> [String: String] {
        var owners: [String: String] = [:]
        for target in arrows.own.keys {
            let folder = root.appending(path: "Sources/\(target)/include").path
            for header in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
                owners[header] = target
            }
        }
        return owners
    }

    private func includes(in text: String) -> [(header: String, line: Int)] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
            guard let match = line.prefixMatch(of: #/\s*#\s*include\s*[<"]([^>"]+)[>"]/#) else { return nil }
            return ((String(match.1) as NSString).lastPathComponent, index + 1)
        }
    }
}
