extension Exercise: Packed {
    static var blank: Exercise { Exercise(slug: "", kind: .unit, details: .packed([], 0..<0)) }

    private init(slug: String, kind: Kind, details: Kept<Details>) {
        self.slug = slug
        self.title = ""
        self.kind = kind
        self.details = details
        (minutes, points, requires, renamedFrom) = (0, 0, [], [])
    }

    mutating func pack(with packer: inout Packer) {
        packer.pack(&slug)
        packer.pack(&title)
        packer.pack(&chapter)
        packer.pack(&minutes)
        packer.pack(&requires)
        packer.pack(&points)
        packer.pack(&kind)
        packer.pack(&renamedFrom)
        packer.pack(&details)
    }
}

extension Exercise.Details: Packed {
    static var blank: Self {
        Self(
            directory: "", summary: "", difficulty: 1, concepts: [], languageMode: 6, hints: [],
            limits: .blank, uses: [], rules: [], tests: [:], rejects: [])
    }

    mutating func pack(with packer: inout Packer) {
        packer.pack(&directory)
        packer.pack(&summary)
        packer.pack(&difficulty)
        packer.pack(&concepts)
        packer.pack(&languageMode)
        packer.pack(&hints)
        packer.pack(&limits)
        var words = uses.map(\.rawValue).sorted()
        packer.pack(&words)
        uses = Set(words.compactMap(Exercise.Capability.init))
        packer.pack(&rules)
        var names = tests.keys.sorted()
        var notes = names.compactMap { tests[$0] }
        packer.pack(&names)
        packer.pack(&notes)
        tests = Dictionary(zip(names, notes), uniquingKeysWith: { first, _ in first })
        packer.pack(&rejects)
        packer.pack(&equivalents)
        packer.pack(&carries)
        packer.pack(&compared)
    }
}

extension Exercise.Compared: Packed {
    static var blank: Exercise.Compared { Exercise.Compared(model: "") }

    mutating func pack(with packer: inout Packer) {
        packer.pack(&model)
        packer.pack(&arguments)
    }
}

extension Exercise.Carry: Packed {
    static var blank: Exercise.Carry { Exercise.Carry(file: "", from: "") }

    mutating func pack(with packer: inout Packer) {
        packer.pack(&file)
        packer.pack(&from)
    }
}

extension Exercise.Limits: Packed {
    static var blank: Exercise.Limits { Exercise.Limits() }

    mutating func pack(with packer: inout Packer) {
        packer.pack(&seconds)
        packer.pack(&memoryMB)
        packer.pack(&processes)
        packer.pack(&outputKB)
    }
}

extension Exercise.Rule: Packed {
    static var blank: Exercise.Rule { Exercise.Rule(demand: .forbid, construct: "", why: "") }

    mutating func pack(with packer: inout Packer) {
        packer.pack(&demand)
        packer.pack(&construct)
        packer.pack(&why)
    }
}

extension Exercise.TestNote: Packed {
    static var blank: Exercise.TestNote { Exercise.TestNote() }

    mutating func pack(with packer: inout Packer) {
        packer.pack(&title)
        packer.pack(&weight)
        packer.pack(&read)
        packer.pack(&show)
    }
}

extension Exercise.Reject: Packed {
    static var blank: Exercise.Reject { Exercise.Reject(mutant: "", tests: [], why: "") }

    mutating func pack(with packer: inout Packer) {
        packer.pack(&mutant)
        packer.pack(&tests)
        packer.pack(&why)
        packer.pack(&misconception)
        packer.pack(&timesOut)
    }
}

extension Exercise.Equivalent: Packed {
    static var blank: Exercise.Equivalent { Exercise.Equivalent(change: "", code: "", why: "") }

    mutating func pack(with packer: inout Packer) {
        packer.pack(&solution)
        packer.pack(&change)
        packer.pack(&code)
        packer.pack(&becomes)
        packer.pack(&why)
        packer.pack(&line)
    }
}
