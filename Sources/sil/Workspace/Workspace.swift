import Course
import Foundation

/// A learner's folder: a Swift package that `sil` keeps in order.
struct Workspace {
    /// Absolute.
    let root: String
    /// Nil where the file is missing or damaged: `sil init` mends it.
    let memory: WorkspaceMemory?

    static let folder = ".siltarae"

    init(at root: String) {
        self.root = root
        memory = (try? Disk.read(root + "/.siltarae/workspace.json")).flatMap { bytes in
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            return try? decoder.decode(WorkspaceMemory.self, from: Data(bytes))
        }
    }

    /// The workspace that a command is about: the one whose `./sil` was called, else the one around the current folder.
    static func find(environment: [String: String], currentDirectory: String) -> Workspace? {
        if let named = environment["SIL_WORKSPACE"], isWorkspace(named) { return Workspace(at: named) }
        var path = Disk.absolute(currentDirectory, from: "/")
        while true {
            if isWorkspace(path) { return Workspace(at: path) }
            guard path != "/" else { return nil }
            path = Disk.parent(of: path)
        }
    }

    static func isWorkspace(_ path: String) -> Bool { Disk.isFolder(path + "/" + folder) }

    // MARK: Places

    var privateFolder: String { root + "/" + Workspace.folder }
    var memoryFile: String { privateFolder + "/workspace.json" }

    func sources(of module: String) -> String { "\(root)/Sources/\(module)" }

    func program(of module: String) -> String { sources(of: module + "Program") }

    func backups(of slug: String) -> String { "\(privateFolder)/backups/\(slug)" }

    /// A path as it is shown to someone who works here.
    func shown(_ path: String) -> String {
        path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
    }

    /// The exercise whose folder holds `directory`.
    func exercise(around directory: String, in course: Course) -> Exercise? {
        let path = Disk.absolute(directory, from: "/")
        guard path.hasPrefix(root + "/Sources/") else { return nil }
        let module = path.dropFirst((root + "/Sources/").count).prefix { $0 != "/" }
        return course.exercises.first { $0.module == module || $0.module + "Program" == module }
    }

    /// The Swift files of an exercise that was started.
    func swiftFiles(of exercise: Exercise) -> [String] {
        Workspace.swiftFiles(in: sources(of: exercise.module))
    }

    static func swiftFiles(in folder: String) -> [String] {
        Disk.names(in: folder).filter { $0.hasSuffix(".swift") && !$0.hasPrefix(".") }.map {
            "\(folder)/\($0)"
        }
    }
}
