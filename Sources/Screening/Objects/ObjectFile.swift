/// The sections and symbols of a relocatable ELF object for x86-64, read from bytes that a stranger shaped.
///
/// Source: System V ABI, chapters 4 and 5 (object files); its AMD64 supplement.
struct ObjectFile {
    struct Section {
        /// Bytes of the file.
        var name: Range<Int>
        var type: UInt32
        var flags: UInt64
        var content: Range<Int>
        var link: Int
        var info: Int

        var isExecutable: Bool { flags & 4 != 0 }
        var isWritable: Bool { flags & 1 != 0 }
        var isLoaded: Bool { flags & 2 != 0 }
    }

    struct Symbol {
        enum Binding: UInt8 { case local, global, weak, other }

        var name: Range<Int>
        var binding: Binding
        /// `STT_…`.
        var type: UInt8
        /// Index of its section; nil where it is not defined here.
        var section: Int?
        /// Where it begins in its section.
        var value: UInt64
    }

    enum SectionType {
        static let symbols: UInt32 = 2
        static let relocations: UInt32 = 4
        static let noBits: UInt32 = 8
        static let initArray: UInt32 = 14
        static let finiArray: UInt32 = 15
        static let preinitArray: UInt32 = 16
        static let extendedIndices: UInt32 = 18
    }

    let bytes: [UInt8]
    let sections: [Section]
    let symbols: [Symbol]

    /// More than a compiler makes of a megabyte of source.
    private static let maximumCount = 1 << 21

    /// Nil where the bytes are no such object, or a table of it points outside.
    init?(_ bytes: [UInt8]) {
        let reader = Reader(bytes: bytes)
        // 64 bits, little endian, relocatable, x86-64.
        guard bytes.count >= 64, bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1]),
            reader.half(16) == 1, reader.half(18) == 62, reader.half(58) == 64,
            let start = reader.offset(40), let sections = Self.sections(reader, at: start),
            let symbols = Self.symbols(reader, in: sections)
        else { return nil }
        self.bytes = bytes
        self.sections = sections
        self.symbols = symbols
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// What the relocations of a section point at: indices of symbols, with what is added to their places.
    func targets(ofRelocationsOf section: Int) -> [(symbol: Int, addend: UInt64)] {
        let tables = sections.filter { $0.type == SectionType.relocations && $0.info == section }
        let reader = Reader(bytes: bytes)
        return tables.flatMap { table in
            stride(from: table.content.lowerBound, to: table.content.upperBound - 23, by: 24).map { entry in
                (Int(reader.word(entry + 12)), reader.double(entry + 16))
            }
        }
    }

    func name(of symbol: Symbol, startsWith prefix: [UInt8]) -> Bool {
        symbol.name.count >= prefix.count
            && bytes[symbol.name.lowerBound..<symbol.name.lowerBound + prefix.count].elementsEqual(prefix)
    }

    // MARK: Reading

    private static func sections(_ reader: Reader, at start: Int) -> [Section]? {
        var count = Int(reader.half(60))
        var names = Int(reader.half(62))
        if count == 0 {
            // Too many for the header: they are counted in the first entry.
            guard let real = reader.offset(start + 32) else { return nil }
            count = real
        }
        if names == 0xFFFF { names = Int(reader.word(start + 40)) }
        guard count > 0, count <= maximumCount, names < count, reader.holds(start, count * 64) else {
            return nil
        }
        guard let table = reader.content(ofSectionAt: start + names * 64) else { return nil }
        var sections: [Section] = []
        sections.reserveCapacity(count)
        for index in 0..<count {
            let entry = start + index * 64
            let type = reader.word(entry + 4)
            guard let name = reader.name(Int(reader.word(entry)), in: table),
                let content = type == SectionType.noBits || type == 0 || index == 0
                    ? 0..<0 : reader.content(ofSectionAt: entry)
            else { return nil }
            sections.append(
                Section(
                    name: name, type: type, flags: reader.double(entry + 8), content: content,
                    link: Int(reader.word(entry + 40)), info: Int(reader.word(entry + 44))))
        }
        return sections
    }

    private static func symbols(_ reader: Reader, in sections: [Section]) -> [Symbol]? {
        let tables = sections.indices.filter { sections[$0].type == SectionType.symbols }
        guard tables.count <= 1 else { return nil }
        guard let index = tables.first else { return [] }
        let table = sections[index]
        guard table.content.count % 24 == 0, sections.indices.contains(table.link) else { return nil }
        let extended = sections.first { $0.type == SectionType.extendedIndices && $0.link == index }?.content
        let names = sections[table.link].content
        var symbols: [Symbol] = []
        symbols.reserveCapacity(table.content.count / 24)
        for entry in stride(from: table.content.lowerBound, to: table.content.upperBound, by: 24) {
            guard let name = reader.name(Int(reader.word(entry)), in: names) else { return nil }
            let info = reader.byte(entry + 4)
            var section = Int(reader.half(entry + 6))
            if section == 0xFFFF {
                let place = (extended?.lowerBound ?? 0) + symbols.count * 4
                guard let extended, place + 4 <= extended.upperBound else { return nil }
                section = Int(reader.word(place))
                guard section < sections.count else { return nil }
            } else if section < 0xFF00 {
                guard section < sections.count else { return nil }
            }
            symbols.append(
                Symbol(
                    name: name, binding: Symbol.Binding(rawValue: min(info >> 4, 3)) ?? .other,
                    type: info & 15, section: section == 0 ? nil : section,
                    value: reader.double(entry + 8)))
        }
        return symbols
    }

    /// Numbers of the file; 0 outside of it, so that a check of the whole table is enough.
    private struct Reader {
        let bytes: [UInt8]

        func byte(_ place: Int) -> UInt8 { bytes.indices.contains(place) ? bytes[place] : 0 }
        func half(_ place: Int) -> UInt16 { UInt16(byte(place)) | UInt16(byte(place + 1)) << 8 }
        func word(_ place: Int) -> UInt32 { UInt32(half(place)) | UInt32(half(place + 2)) << 16 }
        func double(_ place: Int) -> UInt64 { UInt64(word(place)) | UInt64(word(place + 4)) << 32 }

        /// A number that may be a place in the file.
        func offset(_ place: Int) -> Int? {
            let value = double(place)
            return value <= UInt64(bytes.count) ? Int(value) : nil
        }

        func holds(_ start: Int, _ count: Int) -> Bool {
            start <= bytes.count && count <= bytes.count - start
        }

        func content(ofSectionAt entry: Int) -> Range<Int>? {
            guard let start = offset(entry + 24), let count = offset(entry + 32), holds(start, count) else {
                return nil
            }
            return start..<start + count
        }

        /// The bytes before the NUL; names without one are no names.
        func name(_ offset: Int, in table: Range<Int>) -> Range<Int>? {
            if offset == 0 { return 0..<0 }
            let start = table.lowerBound + offset
            guard start < table.upperBound else { return nil }
            var end = start
            while end < table.upperBound, bytes[end] != 0 { end += 1 }
            return end < table.upperBound ? start..<end : nil
        }
    }
}
