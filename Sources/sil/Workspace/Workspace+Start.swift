import Course

extension Workspace {
    /// What starting an exercise did.
    struct StartOutcome: Equatable {
        /// Paths within the workspace.
        var created: [String]
        /// Files that were there: the learner's, left as they are.
        var kept: [String]
    }

    /// Lays the starter's files where the learner works, unless something of the learner's is there.
    func start(_ exercise: Exercise, of course: Course, memory: WorkspaceMemory) throws -> StartOutcome {
        var files = FileSet()
        var outcome = StartOutcome(created: [], kept: [])
        for part in try parts(of: exercise, in: course) {
            let present = Workspace.swiftFiles(in: part.target)
            outcome.kept += present.map(shown)
            guard present.isEmpty else { continue }
            for file in part.files {
                let path = "\(part.target)/\(file.name)"
                files.add(path, try Disk.read(file.path))
                outcome.created.append(shown(path))
            }
        }
        var memory = memory
        memory.note(try noted(exercise, in: course))
        try add(memory, fresh: [exercise.module], to: &files)
        try files.write()
        return outcome
    }

    /// Moves the learner's files to a numbered backup and lays the starter's anew. The folder itself stays: a shell or
    /// an editor may be in it.
    ///
    /// - Returns: the backup's absolute path; nil when there was nothing to keep.
    func reset(_ exercise: Exercise, of course: Course, memory: WorkspaceMemory) throws -> String? {
        let parts = try parts(of: exercise, in: course)
        // Everything new is staged before anything old moves.
        let stage = privateFolder + "/reset.new"
        Disk.remove(stage)
        defer { Disk.remove(stage) }
        var staged = FileSet()
        for part in parts {
            for file in part.files {
                staged.add("\(stage)/\(part.name)/\(file.name)", try Disk.read(file.path))
            }
        }
        var memory = memory
        memory.note(try noted(exercise, in: course))
        try add(memory, fresh: [exercise.module], to: &staged)
        try staged.write()

        let backup =
            parts.allSatisfy { Disk.names(in: $0.target).isEmpty } ? nil : try freshBackup(of: exercise.slug)
        var moves = Moves()
        do throws(FileError) {
            for part in parts {
                if let backup { try moves.move(allIn: part.target, to: backup + part.placeInBackup) }
                try moves.move(allIn: "\(stage)/\(part.name)", to: part.target)
            }
        } catch {
            moves.undo()
            throw error
        }
        return backup
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

    // MARK: Parts

    /// A target of the exercise: the module, and the program around it if there is one.
    private struct Part {
        /// The folder's name.
        var name: String
        var target: String
        /// Below the backup's folder.
        var placeInBackup = ""
        var files: [CourseFile]
    }

    private func parts(of exercise: Exercise, in course: Course) throws -> [Part] {
        let starter = try course.files(in: "Starter", of: exercise)
        let program = try course.files(in: "Program", of: exercise)
        guard !starter.isEmpty else { throw WorkspaceError.noStarter(exercise.slug) }
        let module = Part(name: exercise.module, target: sources(of: exercise.module), files: starter)
        guard !program.isEmpty else { return [module] }
        return [
            module,
            Part(
                name: exercise.module + "Program", target: self.program(of: exercise.module),
                placeInBackup: "/Program",
                files: program),
        ]
    }

    private func noted(_ exercise: Exercise, in course: Course) throws -> WorkspaceMemory.Started {
        WorkspaceMemory.Started(
            slug: exercise.slug, module: exercise.module, languageMode: exercise.languageMode,
            hasProgram: !(try course.files(in: "Program", of: exercise)).isEmpty)
    }

    /// An empty folder `backups/<slug>/<n>`, n counting from 1.
    private func freshBackup(of slug: String) throws(FileError) -> String {
        let last = Disk.names(in: backups(of: slug)).compactMap { Int($0) }.max() ?? 0
        let path = "\(backups(of: slug))/\(last + 1)"
        try Disk.makeFolder(path)
        return path
    }
}
