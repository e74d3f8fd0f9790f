extension Course: Packed {
    static var blank: Course { Course(id: "", title: "", root: "") }

    mutating func pack(with packer: inout Packer) {
        packer.pack(&id)
        packer.pack(&title)
        packer.pack(&language)
        packer.pack(&authors)
        packer.pack(&root)
        packer.pack(&chapters)
        packer.pack(&exercises)
        packer.pack(&mutationScore)
        packer.pack(&faults)
    }
}

extension Chapter: Packed {
    static var blank: Chapter { Chapter(number: 0, slug: "", name: "", path: "", title: "") }

    mutating func pack(with packer: inout Packer) {
        packer.pack(&number)
        packer.pack(&slug)
        packer.pack(&name)
        packer.pack(&path)
        packer.pack(&title)
        packer.pack(&summary)
        packer.pack(&minutes)
        packer.pack(&requires)
        packer.pack(&renamedFrom)
        packer.pack(&sections)
        packer.pack(&exercises)
        packer.pack(&text)
        packer.pack(&bodyLine)
    }
}

extension Chapter.Section: Packed {
    static var blank: Chapter.Section { Chapter.Section(title: "", anchor: "", line: 0) }

    mutating func pack(with packer: inout Packer) {
        packer.pack(&title)
        packer.pack(&anchor)
        packer.pack(&line)
    }
}

extension CourseError.Fault: Packed {
    static var blank: CourseError.Fault { CourseError.Fault(path: "", rule: "", message: "", fix: "") }

    mutating func pack(with packer: inout Packer) {
        packer.pack(&path)
        packer.pack(&line)
        packer.pack(&column)
        packer.pack(&rule)
        packer.pack(&message)
        packer.pack(&fix)
    }
}
