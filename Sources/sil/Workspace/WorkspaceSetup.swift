import Course
import Foundation

/// Makes a folder a workspace, or mends one.
struct WorkspaceSetup {
    enum Refusal: Error, Equatable {
        /// Files of someone else that would have to give way.
        case wouldOverwrite(folder: String, names: [String])
        case notAFolder(String)
        case runtimeMissing
    }

    let course: Course
    /// Absolute path of the running program.
    let sil: String
    let serverKit: ServerKitPackage

    /// - Returns: the workspace, and whether it was one before.
    func perform(at root: String) throws -> (workspace: Workspace, existed: Bool) {
        let existed = Workspace.isWorkspace(root)
        if Disk.exists(root), !Disk.isFolder(root) { throw Refusal.notAFolder(root) }
        let workspace = Workspace(at: root)
        if !existed {
            let taken = ["Package.swift", "sil", Workspace.folder].filter { Disk.exists("\(root)/\($0)") }
            guard taken.isEmpty else { throw Refusal.wouldOverwrite(folder: root, names: taken) }
        }
        var memory = WorkspaceMemory(course: .init(id: course.id, path: course.root), sil: sil)
        if let old = workspace.memory, old.course.id == course.id {
            memory.exercises = old.exercises
            memory.current = old.current
            memory.keepChanges(of: old)
        }
        for exercise in course.exercises where !workspace.swiftFiles(of: exercise).isEmpty {
            // Found again although the memory was lost.
            guard !memory.exercises.contains(where: { $0.slug == exercise.slug }) else { continue }
            memory.exercises.append(workspace.started(exercise))
        }
        try write(memory, in: workspace)
        return (Workspace(at: root), existed)
    }

    private func write(_ memory: WorkspaceMemory, in workspace: Workspace) throws {
        var files = FileSet()
        try serverKit.add(to: &files, in: workspace.privateFolder + "/ServerKit")
        try workspace.add(memory, to: &files)
        files.add(workspace.root + "/sil", Self.script(sil: sil), mode: 0o755)
        let ignore = workspace.root + "/.gitignore"
        if !Disk.exists(ignore) { files.add(ignore, ".build/\n.siltarae/\n/sil\n") }
        for (name, text) in EditorFiles.all {
            let path = workspace.root + "/" + name
            let folder = Disk.parent(of: path)
            guard !Disk.exists(path), Disk.isFolder(folder) || !Disk.exists(folder) else { continue }
            files.add(path, text)
        }
        try files.write()
    }

    /// `./sil`: plain sh, so that it runs wherever the workspace is copied to.
    private static func script(sil: String) -> String {
        let quoted = "'" + sil.replacingOccurrences(of: "'", with: "'\\''") + "'"
        return """
            #!/bin/sh
            # 이 작업 공간을 아는 sil. sil init이 다시 씀.
            here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd) || exit 70
            sil=\(quoted)
            if [ ! -x "$sil" ]; then
                sil=$(command -v sil) || {
                    echo "sil: 프로그램이 없음: "\(quoted)". 저장소에서 Scripts/sil init을 이 폴더로 다시 하세요." >&2
                    exit 69
                }
            fi
            SIL_WORKSPACE=$here exec "$sil" "$@"

            """
    }
}

extension Workspace {
    /// What the package must know of an exercise.
    func started(_ exercise: Exercise) -> WorkspaceMemory.Started {
        WorkspaceMemory.Started(
            slug: exercise.slug, module: exercise.module, languageMode: exercise.languageMode,
            hasProgram: !Workspace.swiftFiles(in: program(of: exercise.module)).isEmpty)
    }

    /// Adds the memory, and the package that follows from it, to `files`.
    ///
    /// - Parameter fresh: modules whose files are in `files` too and not yet on disk.
    func add(_ memory: WorkspaceMemory, fresh: Set<String> = [], to files: inout FileSet) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        files.add(memoryFile, Array(try encoder.encode(memory)) + [UInt8(ascii: "\n")])
        // SwiftPM refuses a target without files, and with it all others.
        let present = memory.exercises.filter {
            fresh.contains($0.module) || !Workspace.swiftFiles(in: sources(of: $0.module)).isEmpty
        }
        files.add(root + "/Package.swift", PackageManifest(exercises: present).text)
    }
}
