import Course
import Foundation

/// What names the built runtime, the built explorer and the built `sil-syntax` in the cache: hashes of their sources and
/// the toolchain.
///
/// The hashes are remembered with the stamps of all files and folders that they were taken of, and taken again only when
/// one of those has changed.
struct RuntimeKeys {
    let runtime: String
    let explorer: String
    let syntax: String

    /// - Parameter sources: the folder of `Runtime/Package.swift`.
    /// - Throws: `GradingError.runtimeSourcesMissing`.
    init(sources: String, toolchain: Toolchain, cache: Cache) throws {
        let place =
            "runtime/sources-"
            + SHA256.digest(of: "5\n\(sources)\n\(toolchain.identity)".utf8).hexadecimal.prefix(32)
        if let known = cache.record(place).flatMap({ RuntimeKeys(stillTrue: $0) }) {
            self = known
            return
        }
        let (files, folders) = try Self.contents(of: sources)
        let stamps = (folders + files).map { sources + "/" + $0 }.map { ($0, FileStamp(of: $0)) }
        func key(_ kind: String, _ isOfKind: (String) -> Bool) -> String {
            var hash = SHA256()
            hash.update("\(kind)\n\(toolchain.identity)\n".utf8)
            for name in files where isOfKind(name) {
                guard let bytes = readRegularFile(sources + "/" + name, limit: 64 << 20) else { continue }
                hash.update("\(name)\n\(bytes.count)\n".utf8)
                hash.update(bytes)
            }
            return hash.finalize().hexadecimal
        }
        // With the explorer's files: one of the hosts is linked with them.
        runtime = key("runtime 5") { !Self.isOfSyntax($0) }
        explorer = key("explorer 1", Self.isOfExplorer)
        syntax = key("syntax 1", Self.isOfSyntax)
        if stamps.allSatisfy({ $0.1?.isSettled == true }) {
            let fields = stamps.flatMap { [("path", $0), ("stamp", $1?.description ?? "")] }
            cache.store(
                Record(
                    "sources", [("runtime", runtime), ("explorer", explorer), ("syntax", syntax)] + fields),
                as: place)
        }
    }

    /// nil when a file has changed since.
    private init?(stillTrue record: Record) {
        guard let runtime = record["runtime"], let explorer = record["explorer"],
            let syntax = record["syntax"]
        else { return nil }
        let isSame = zip(record.all("path"), record.all("stamp")).allSatisfy { path, stamp in
            FileStamp(of: path)?.description == stamp
        }
        guard isSame else { return nil }
        self.runtime = runtime
        self.explorer = explorer
        self.syntax = syntax
    }

    /// Files of one target, in a fixed order.
    static func files(of target: String, in sources: String) throws -> [String] {
        try contents(of: sources).files.filter { $0.hasPrefix("Sources/\(target)/") }
    }

    private static func isOfSyntax(_ name: String) -> Bool { name.hasPrefix("Sources/sil-syntax/") }

    private static func isOfExplorer(_ name: String) -> Bool {
        ExploreRuntime.modules.contains { name.hasPrefix("Sources/\($0)/") }
    }

    /// The manifest and everything under `Sources/`, in a fixed order, and the folders they lie in.
    private static func contents(of sources: String) throws -> (files: [String], folders: [String]) {
        guard FileManager.default.fileExists(atPath: sources + "/Package.swift"),
            let walker = FileManager.default.enumerator(atPath: sources + "/Sources")
        else { throw GradingError.runtimeSourcesMissing(searched: [sources]) }
        let endings = [".swift", ".c", ".h", ".S", ".modulemap"]
        var files = ["Package.swift"]
        var folders = ["Sources"]
        for case let name as String in walker {
            if walker.fileAttributes?[.type] as? FileAttributeType == .typeDirectory {
                folders.append("Sources/" + name)
            } else if endings.contains(where: name.hasSuffix) {
                files.append("Sources/" + name)
            }
        }
        return (files.sorted(), folders)
    }
}
