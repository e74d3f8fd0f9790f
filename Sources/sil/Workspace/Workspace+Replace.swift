import Course
import Foundation
import Glibc

extension Workspace {
    /// A folder of the learner's whose whole content gives way to another.
    struct Replacement {
        enum Content {
            case files([(name: String, bytes: [UInt8])])
            /// Everything in a folder but one name in it.
            case copy(of: String, without: String)
        }

        var target: String
        /// Where its old content goes, below the backup's folder: empty, or a slash and a name.
        var placeInBackup = ""
        var content: Content
    }

    static let programInBackup = "/Program"

    /// Moves what is in the targets to a numbered backup, lays the new content there, and remembers that it can be undone. The
    /// targets themselves stay: a shell or an editor may be in them.
    ///
    /// - Parameter action: what replaced it, to be undone; nil if this is undoing.
    /// - Returns: the backup's absolute path; nil when there was nothing to keep.
    func replace(
        _ replacements: [Replacement], of exercise: Exercise, by action: WorkspaceMemory.Change.Action?,
        memory: WorkspaceMemory
    ) throws -> String? {
        // Everything new is staged before anything old moves.
        let stage = privateFolder + "/replace.new"
        Disk.remove(stage)
        defer { Disk.remove(stage) }
        var staged = FileSet()
        for (number, replacement) in replacements.enumerated() {
            try replacement.stage(in: "\(stage)/\(number)", files: &staged)
        }
        var memory = memory
        let backup =
            replacements.allSatisfy { Disk.names(in: $0.target).isEmpty }
            ? nil : try freshBackup(of: exercise.slug)
        if let backup, let action {
            memory.remember(.init(exercise: exercise.slug, backup: shown(backup), action: action))
        }
        try add(memory, fresh: [exercise.module], to: &staged)
        do {
            try staged.write()
        } catch {
            if let backup { rmdir(backup) }
            throw error
        }
        var moves = Moves()
        do throws(FileError) {
            for (number, replacement) in replacements.enumerated() {
                if let backup {
                    try moves.move(allIn: replacement.target, to: backup + replacement.placeInBackup)
                }
                try moves.move(allIn: "\(stage)/\(number)", to: replacement.target)
            }
        } catch {
            moves.undo()
            throw error
        }
        return backup
    }

    /// Lays the files of an attempt where the learner works.
    ///
    /// - Returns: as `replace`.
    func restore(
        _ files: [(name: String, bytes: [UInt8])], to exercise: Exercise, of course: Course,
        memory: WorkspaceMemory
    ) throws -> String? {
        var memory = memory
        memory.note(try noted(exercise, in: course))
        let module = Replacement(target: sources(of: exercise.module), content: .files(files))
        return try replace([module], of: exercise, by: .restore, memory: memory)
    }

    /// Lays there again what the last `reset` or `restore` put aside. What lies there now goes to a backup of its own.
    ///
    /// - Returns: as `replace`.
    func undo(
        _ change: WorkspaceMemory.Change, of exercise: Exercise, memory: WorkspaceMemory
    ) throws -> String? {
        let backup = root + "/" + change.backup
        guard Disk.isFolder(backup) else { throw WorkspaceError.backupGone(change.backup) }
        var replacements = [
            Replacement(
                target: sources(of: exercise.module),
                content: .copy(of: backup, without: String(Workspace.programInBackup.dropFirst())))
        ]
        if Disk.isFolder(backup + Workspace.programInBackup) {
            replacements.append(
                Replacement(
                    target: program(of: exercise.module), placeInBackup: Workspace.programInBackup,
                    content: .copy(of: backup + Workspace.programInBackup, without: "")))
        }
        var memory = memory
        memory.forget(change)
        return try replace(replacements, of: exercise, by: nil, memory: memory)
    }

    /// Moves that were done, so that they can be undone.
    private struct Moves {
        private var done: [(from: String, to: String)] = []

        mutating func move(allIn folder: String, to target: String) throws(FileError) {
            let names = Disk.names(in: folder)
            if !names.isEmpty { try Disk.makeFolder(target) }
            for name in names {
                try Disk.move("\(folder)/\(name)", to: "\(target)/\(name)")
                done.append(("\(folder)/\(name)", "\(target)/\(name)"))
            }
        }

        func undo() {
            // What cannot be moved back stays where it was moved to: nothing is lost by that.
            for move in done.reversed() { try? Disk.move(move.to, to: move.from) }
        }
    }

    /// An empty folder `backups/<slug>/<n>`, n counting from 1.
    private func freshBackup(of slug: String) throws(FileError) -> String {
        let last = Disk.names(in: backups(of: slug)).compactMap { Int($0) }.max() ?? 0
        let path = "\(backups(of: slug))/\(last + 1)"
        try Disk.makeFolder(path)
        return path
    }
}

extension Workspace.Replacement {
    fileprivate func stage(in folder: String, files: inout FileSet) throws {
        switch content {
        case .files(let contents):
            for file in contents { files.add("\(folder)/\(file.name)", file.bytes) }
        case .copy(let source, let without):
            try Disk.makeFolder(folder)
            for name in Disk.names(in: source) where name != without {
                try Disk.copy("\(source)/\(name)", to: "\(folder)/\(name)")
            }
        }
    }
}
