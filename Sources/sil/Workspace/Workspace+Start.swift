import Course

extension Workspace {
    /// What starting an exercise did.
    struct StartOutcome: Equatable {
        /// Paths within the workspace.
        var created: [String]
        /// Files that were there: the learner's, left as they are.
        var kept: [String]
        /// Of those created, the ones that the learner wrote for an earlier exercise, by its slug.
        var carried: [String: String] = [:]
    }

    /// Lays the starter's files where the learner works, unless something of the learner's is there. A file that the exercise carries on
    /// (`Exercise.carries`) is the learner's own of the earlier exercise, if that was begun.
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
                outcome.carried[shown(path)] = part.carried[file.name]
            }
        }
        var memory = memory
        memory.note(try noted(exercise, in: course))
        try add(memory, fresh: [exercise.module], to: &files)
        try files.write()
        return outcome
    }

    /// Moves the learner's files to a numbered backup and lays the starter's anew.
    ///
    /// - Returns: the backup's absolute path; nil when there was nothing to keep.
    func reset(_ exercise: Exercise, of course: Course, memory: WorkspaceMemory) throws -> String? {
        let targets = try parts(of: exercise, in: course).map { part in
            Replacement(
                target: part.target, placeInBackup: part.placeInBackup,
                content: .files(try part.files.map { (name: $0.name, bytes: try Disk.read($0.path)) }))
        }
        var memory = memory
        memory.note(try noted(exercise, in: course))
        return try replace(targets, of: exercise, by: .reset, memory: memory)
    }

    // MARK: Parts

    /// A target of the exercise: the module, and the program around it if there is one.
    private struct Part {
        var target: String
        /// Below the backup's folder.
        var placeInBackup = ""
        var files: [CourseFile]
        /// Of the files, those of an earlier exercise, with its slug.
        var carried: [String: String] = [:]
    }

    private func parts(of exercise: Exercise, in course: Course) throws -> [Part] {
        let starter = try course.files(in: "Starter", of: exercise)
        let program = try course.files(in: "Program", of: exercise)
        guard !starter.isEmpty else { throw WorkspaceError.noStarter(exercise.slug) }
        var module = Part(target: sources(of: exercise.module), files: starter)
        for carry in exercise.carries where carry.from != exercise.slug {
            guard let earlier = course.exercises.first(where: { $0.slug == carry.from }),
                let index = module.files.firstIndex(where: { $0.name == carry.file })
            else { continue }
            let path = "\(sources(of: earlier.module))/\(carry.file)"
            guard Workspace.swiftFiles(in: sources(of: earlier.module)).contains(path) else { continue }
            module.files[index].path = path
            module.carried[carry.file] = earlier.slug
        }
        guard !program.isEmpty else { return [module] }
        return [
            module,
            Part(
                target: self.program(of: exercise.module), placeInBackup: Workspace.programInBackup,
                files: program),
        ]
    }

    func noted(_ exercise: Exercise, in course: Course) throws -> WorkspaceMemory.Started {
        WorkspaceMemory.Started(
            slug: exercise.slug, module: exercise.module, languageMode: exercise.languageMode,
            hasProgram: !(try course.files(in: "Program", of: exercise)).isEmpty)
    }
}
