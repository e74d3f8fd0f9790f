import Course

/// The first sieve: what the compiled object asks of others, and what it claims for itself.
struct ObjectSieve {
    let exercise: Exercise
    /// The learner's files, to name a line.
    let files: [TokenizedFile]

    func objections(to bytes: [UInt8]) -> [Objection] {
        guard let object = ObjectFile(bytes) else {
            return [Objection(weight: .tampered, message: "컴파일한 결과가 Swift 컴파일러가 만든 모양이 아님. 소스를 다시 확인하세요")]
        }
        let found = sectionObjections(object) + definitionObjections(object) + useObjections(object)
        return found.sorted { ($0.file ?? "~", $0.line ?? 0) < ($1.file ?? "~", $1.line ?? 0) }
    }

    // MARK: Sections

    private func sectionObjections(_ object: ObjectFile) -> [Objection] {
        let places = object.sections.indices.dropFirst().filter { !isOrdinary($0, in: object) }
        return places.prefix(5).map { index in
            let name = object.text(object.sections[index].name)
            return placed(
                .tampered, "`\(name)` 구역: 보통 Swift 코드에는 생기지 않는 자리에 데이터나 코드를 둠. 그 부분을 지우세요",
                near: [["section"], ["_section"]])
        }
    }

    private func isOrdinary(_ index: Int, in object: ObjectFile) -> Bool {
        let section = object.sections[index]
        switch section.type {
        case ObjectFile.SectionType.initArray: return isSanitizersOwn(index, in: object)
        case ObjectFile.SectionType.finiArray, ObjectFile.SectionType.preinitArray: return false
        default: break
        }
        let name = object.bytes[section.name]
        func begins(_ prefix: StaticString) -> Bool { name.starts(with: Self.bytes(of: prefix)) }
        if begins(".text") {
            // The linker would merge data of this name into code.
            return section.isExecutable && !section.isWritable
        }
        guard !section.isExecutable else { return false }
        // Tables for tools: nothing of them is loaded.
        guard section.isLoaded else { return !begins(".init") && !begins(".fini") && !begins(".ctors") }
        return Self.loaded.contains { name.starts(with: $0) }
    }

    /// Loaded sections of honest objects, by how their names begin.
    private static let loaded: [[UInt8]] = [
        ".rodata", ".data", ".bss", ".tdata", ".tbss", "swift5_", ".swift_modhash", ".eh_frame",
        ".gcc_except_table", ".note", ".lrodata", ".ldata", ".lbss", "__patchable_function_entries",
    ].map { Array($0.utf8) }

    /// Code instrumented for the schedule explorer has one entry there: a function that calls
    /// `__tsan_init`, and does nothing else.
    private func isSanitizersOwn(_ index: Int, in object: ObjectFile) -> Bool {
        let entries = object.targets(ofRelocationsOf: index)
        guard exercise.kind == .explore, object.sections[index].content.count == 8, entries.count == 1,
            let entry = entries.first, entry.addend == 0, object.symbols.indices.contains(entry.symbol),
            let place = object.symbols[entry.symbol].section, object.sections.indices.contains(place),
            object.sections.count(where: { $0.type == ObjectFile.SectionType.initArray }) == 1
        else { return false }
        let code = object.sections[place]
        let calls = object.targets(ofRelocationsOf: place)
        guard object.symbols[entry.symbol].value == 0, calls.count == 1, let call = calls.first,
            object.symbols.indices.contains(call.symbol)
        else { return false }
        return Self.constructors.contains(Array(object.bytes[code.content]))
            && object.text(object.symbols[call.symbol].name) == "__tsan_init"
    }

    /// The function as the compiler emits it, without optimization and with it. The call's target is a relocation.
    private static let constructors: [[UInt8]] = [
        [0x55, 0x48, 0x89, 0xE5, 0xE8, 0, 0, 0, 0, 0x5D, 0xC3],
        [0x50, 0xE8, 0, 0, 0, 0, 0x58, 0xC3],
    ]

    // MARK: Definitions

    private func definitionObjections(_ object: ObjectFile) -> [Objection] {
        var found: [Objection] = []
        let module = Array("\(exercise.module.utf8.count)\(exercise.module)".utf8)
        let own = Array("$s".utf8) + module
        // Ten are enough to say; each costs a search through the source.
        for symbol in object.symbols where found.count < 10 {
            guard let section = symbol.section else { continue }
            if symbol.type == 1, section < object.sections.count, object.sections[section].isExecutable {
                found.append(definition(of: object.text(symbol.name), "코드 자리에 데이터를 둠"))
                continue
            }
            // An indirect function runs when the library is loaded.
            if symbol.type == 10 {
                found.append(definition(of: object.text(symbol.name), "라이브러리를 올릴 때 도는 함수를 정의함"))
                continue
            }
            switch symbol.binding {
            case .local: continue
            case .other: found.append(definition(of: object.text(symbol.name), "다른 라이브러리의 이름을 정의함"))
            case .global:
                guard !object.name(of: symbol, startsWith: own), !extends(symbol, module, in: object) else {
                    continue
                }
                found.append(strongDefinition(of: object.text(symbol.name)))
            case .weak:
                guard !Self.shared.contains(where: { object.name(of: symbol, startsWith: $0) }) else {
                    continue
                }
                found.append(definition(of: object.text(symbol.name), "다른 라이브러리의 이름을 정의함"))
            }
        }
        return found
    }

    /// What the compiler emits in each module that needs it, by how the names begin.
    private static let shared: [[UInt8]] = [
        "$s", "__swift_", "_swift_", "got.$s", "symbolic ", "associated", "get_", "keypath_", "block_",
        "objectdestroy", "default ", "generic environment ", "flat unique", "swift_willThrowTyped",
        "__clang_call_terminate",
        "_ZTI", "_ZTS", "DW.ref.",
    ].map { Array($0.utf8) }

    /// A name of an extension: another module's type, then ours.
    private func extends(_ symbol: ObjectFile.Symbol, _ module: [UInt8], in object: ObjectFile) -> Bool {
        let name = object.bytes[symbol.name]
        guard name.starts(with: Self.bytes(of: "$s")) else { return false }
        return MangledName(name).identifiers.contains { $0.text == exercise.module }
    }

    private func strongDefinition(of name: String) -> Objection {
        // `@main` defines it: an honest habit.
        let isMain = name == "main" && files.contains { $0.firstIdentifier("main") != nil }
        guard isMain else { return definition(of: name, "다른 라이브러리의 이름을 정의함") }
        return placed(.forbidden, Ban.startOfProgram.sentence(about: "@main"), near: [["@", "main"]])
    }

    private func definition(of name: String, _ what: String) -> Objection {
        placed(
            .tampered, "`\(name)` 정의: \(what). 그 이름을 지우고 보통 Swift 함수로 쓰세요",
            near: [[name], ["_cdecl"], ["_silgen_name"]])
    }

    // MARK: Uses

    private func useObjections(_ object: ObjectFile) -> [Objection] {
        var found: [Objection] = []
        var seen: Set<String> = []
        let hasMutex = object.symbols.contains { object.name(of: $0, startsWith: Self.synchronization) }
        for symbol in object.symbols where symbol.section == nil && !symbol.name.isEmpty {
            guard let finding = finding(symbol, in: object), !finding.ban.isLifted(by: exercise.uses) else {
                continue
            }
            // A mutex waits in the kernel by a call that is inlined into its user.
            if finding.title == "syscall", hasMutex { continue }
            guard seen.insert(finding.title).inserted else { continue }
            found.append(
                placed(
                    finding.ban.weight, finding.ban.sentence(about: finding.title),
                    near: [
                        finding.title.split(separator: ".").map(String.init).flatMap { [$0, "."] }.dropLast()
                    ]
                        + finding.words.map { [$0] }))
        }
        return found
    }

    private static let synchronization = Array("$s15Synchronization".utf8)
    private static let sanitizer = Array("__tsan_".utf8)

    private func finding(_ symbol: ObjectFile.Symbol, in object: ObjectFile) -> SwiftNames.Finding? {
        let name = object.bytes[symbol.name]
        if name.starts(with: Self.bytes(of: "$s")) { return SwiftNames.finding(in: MangledName(name)) }
        if name.starts(with: Self.bytes(of: "swift_")) || name.starts(with: Self.bytes(of: "_swift")) {
            return nil
        }
        if exercise.kind == .explore, name.starts(with: Self.sanitizer) { return nil }
        let text = object.text(symbol.name)
        return CFunctions.ban(on: text).map { SwiftNames.Finding(ban: $0, words: [text], title: text) }
    }

    // MARK: Places

    /// - Parameter sequences: tokens to look for, the best first; the first one that a file holds gives the line.
    private func placed(
        _ weight: Objection.Weight, _ message: String, near sequences: [some Collection<String>]
    ) -> Objection {
        for sequence in sequences where !sequence.isEmpty {
            for file in files {
                let match = file.tokens.indices.first { position in
                    zip(position..., sequence).allSatisfy {
                        file.says($1, at: $0) && file.tokens[$0].kind != .string
                    }
                }
                if let match { return Objection(weight, message, at: file.tokens[match], of: file) }
            }
        }
        return Objection(weight: weight, message: message)
    }

    private static func bytes(of text: StaticString) -> [UInt8] {
        text.withUTF8Buffer { Array($0) }
    }
}
