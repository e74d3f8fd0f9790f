/// What the program calls the objects of a finding. One object has one name in the whole story, and two objects never
/// have the same.
struct ObjectNames {
    private var names: [Int: String] = [:]

    subscript(_ object: Int) -> String? { names[object] }

    /// - Parameters:
    ///   - words: for each object the words that lines use for it, in the order of the steps.
    ///   - symbols: of the image in which some of them lie.
    init(of finding: FindingRecord, words: [Int: [String]], symbols: Symbols) {
        for object in finding.objects {
            names[object.id] = Self.name(of: object, words: words[object.id] ?? [], symbols)
        }
        resolveSubscripts(finding, words: words, symbols: symbols)
        number(finding)
    }

    private static func name(
        of object: FindingRecord.Object, words: [String], _ symbols: Symbols
    ) -> String? {
        let variable = object.address.flatMap { symbols.variables[$0.value] }
        let word = commonWord(words)
        guard let variable else { return word }
        // What lies at the beginning may be a member or an element all the same.
        let isWhole =
            variable.start == object.address?.value
            && !words.contains { word in word.contains { "[.>".contains($0) } }
        return isWhole ? variable.name : word ?? variable.name
    }

    /// The word that stands for all: what they agree in, else the most frequent one, the first of several.
    private static func commonWord(_ words: [String]) -> String? {
        let distinct = words.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        guard distinct.count > 1 else { return distinct.first }
        // `forks[i]` here is `forks[i + 1]` there, and `from.lock` here `to.lock` there.
        let open = Set(distinct.map { replacingSubscript(in: $0, by: "…") })
        if open.count == 1 { return open.first }
        let ends = Set(distinct.map { $0.split { ".>".contains($0) }.last.map(String.init) ?? $0 })
        if ends.count == 1 { return ends.first }
        func count(_ word: String) -> Int { words.count { $0 == word } }
        return distinct.reduce(distinct[0]) { count($1) > count($0) ? $1 : $0 }
    }

    // MARK: Elements of arrays

    /// `forks[i]` is several objects of one array: their distances tell which is which.
    private mutating func resolveSubscripts(
        _ finding: FindingRecord, words: [Int: [String]], symbols: Symbols
    ) {
        struct Element {
            var object: Int
            var offset: UInt64
        }
        struct Whole: Hashable {
            var start: UInt64
            var name: String
        }
        var arrays: [Whole: [Element]] = [:]
        for object in finding.objects {
            guard let name = names[object.id], name.contains("["), let address = object.address?.value,
                let variable = symbols.variables[address]
            else { continue }
            let whole = Whole(
                start: variable.start, name: Self.replacingSubscript(in: name, by: "…"))
            arrays[whole, default: []].append(
                Element(object: object.id, offset: address - variable.start))
        }
        for (array, elements) in arrays where elements.count > 1 {
            let offsets = elements.map(\.offset).sorted()
            let stride = zip(offsets.dropFirst(), offsets).map { $0 - $1 }.reduce(0, Self.divisor)
            guard stride > 0 else { continue }
            for element in elements {
                names[element.object] = Self.replacingSubscript(
                    in: array.name, by: "\(element.offset / stride)")
            }
        }
    }

    private static func divisor(_ left: UInt64, _ right: UInt64) -> UInt64 {
        right == 0 ? left : divisor(right, left % right)
    }

    /// The only subscript of a name; a name with two stays as it is.
    private static func replacingSubscript(in name: String, by index: String) -> String {
        guard name.count(where: { $0 == "[" }) == 1, let open = name.firstIndex(of: "["),
            let close = name.lastIndex(of: "]"), open < close
        else { return name }
        return name[...open] + index + name[close...]
    }

    // MARK: Equal names

    /// Objects of one name get numbers. One that alone is shared by several threads keeps the name as it is: what only
    /// one thread touches, or what nobody ever writes (the tables by which methods are found, say), is seldom part of a
    /// story. The lock and the condition variable of one `NSCondition` are one thing to the program.
    private mutating func number(_ finding: FindingRecord) {
        struct Holder: Hashable {
            var name: String
            var family: Int
        }
        let shared = Self.shared(in: finding)
        var holders: [Holder: [Int]] = [:]
        for object in finding.objects {
            guard let name = names[object.id] else { continue }
            holders[Holder(name: name, family: Self.family(of: object.kind)), default: []].append(object.id)
        }
        for (holder, ids) in holders where ids.count > 1 {
            let first = ids.filter(shared.contains)
            let ordered = first + ids.filter { !shared.contains($0) }
            for (index, id) in ordered.enumerated() where index > 0 || first.count != 1 {
                names[id] = "\(holder.name)#\(index + 1)"
            }
        }
    }

    private static func family(of kind: FindingRecord.Object.Kind) -> Int {
        switch kind {
        case .variable, .atomic: 0
        case .condition: 1
        default: 2
        }
    }

    private static func shared(in finding: FindingRecord) -> Set<Int> {
        var threads: [Int: Set<Int>] = [:]
        for (object, thread) in finding.steps.map({ ($0.object, $0.thread) })
            + finding.waiting.map({ ($0.object, $0.thread) })
        {
            if let object { threads[object, default: []].insert(thread) }
        }
        let written = Set(finding.steps.filter { $0.action == "write" }.compactMap(\.object))
        return Set(
            finding.objects.filter { object in
                threads[object.id, default: []].count > 1
                    && (object.kind != .variable || written.contains(object.id))
            }.map(\.id))
    }
}
