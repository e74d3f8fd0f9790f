/// Writes values one after another as bytes, or reads them back in the same order: each type says once what it consists of.
///
/// Numbers are eight bytes, little end first; strings and lists begin with their count. Reading past the end or beyond
/// `countMax` leaves blanks and sets `isDamaged`.
struct Packer {
    /// Longer lists than any course has are damage, and no reason to reserve their memory.
    private static let countMax = 1 << 24

    let isReading: Bool
    private(set) var bytes: [UInt8]
    private(set) var isDamaged = false
    private var position: Int

    init() { (isReading, bytes, position) = (false, [], 0) }

    /// - Parameter start: where the values begin.
    init(reading bytes: [UInt8], from start: Int) {
        (isReading, self.bytes, position) = (true, bytes, start)
    }

    /// Whether all was read, and no more than there is.
    var isAtEnd: Bool { !isDamaged && position == bytes.count }

    mutating func pack(_ number: inout UInt64) {
        guard isReading else {
            withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
            return
        }
        guard let range = taken(8) else { return number = 0 }
        number = bytes.withUnsafeBytes {
            UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self))
        }
    }

    mutating func pack(_ number: inout Int) {
        var pattern = UInt64(bitPattern: Int64(number))
        pack(&pattern)
        number = Int(Int64(bitPattern: pattern))
    }

    mutating func pack(_ number: inout Double) {
        var pattern = number.bitPattern
        pack(&pattern)
        number = Double(bitPattern: pattern)
    }

    mutating func pack(_ truth: inout Bool) {
        var number = truth ? 1 : 0
        pack(&number)
        truth = number == 1
    }

    mutating func pack(_ string: inout String) {
        guard isReading else { return write(string) }
        let range = readRange()
        string = bytes.withUnsafeBytes { String(decoding: $0[range], as: UTF8.self) }
    }

    /// Behind its length, by which it can be passed over until somebody asks for it.
    mutating func pack<Value>(_ kept: inout Kept<Value>) {
        guard isReading else {
            var (value, packer) = (kept.value, Packer())
            packer.pack(&value)
            var count = packer.bytes.count
            pack(&count)
            bytes += packer.bytes
            return
        }
        kept = .packed(bytes, readRange())
    }

    mutating func pack<Value: RawRepresentable<String>>(_ value: inout Value) {
        var word = value.rawValue
        pack(&word)
        guard let read = Value(rawValue: word) else { return isDamaged = true }
        value = read
    }

    mutating func pack<Value: Packed>(_ value: inout Value) { value.pack(with: &self) }

    mutating func pack<Value: Packed>(_ value: inout Value?) {
        var isThere = value != nil
        pack(&isThere)
        guard isThere else { return value = nil }
        var content = value ?? Value.blank
        content.pack(with: &self)
        value = content
    }

    mutating func pack<Value: Packed>(_ values: inout [Value]) {
        var count = values.count
        pack(&count)
        guard isReading else {
            for index in values.indices { values[index].pack(with: &self) }
            return
        }
        values = []
        // An element takes eight bytes at least.
        guard 0...Self.countMax ~= count, count <= (bytes.count - position) / 8 else {
            return isDamaged = true
        }
        values.reserveCapacity(count)
        for _ in 0..<count {
            var value = Value.blank
            value.pack(with: &self)
            guard !isDamaged else { return }
            values.append(value)
        }
    }

    private mutating func write(_ string: String) {
        var count = string.utf8.count
        pack(&count)
        bytes.append(contentsOf: string.utf8)
    }

    private mutating func readRange() -> Range<Int> {
        var count = 0
        pack(&count)
        return taken(count) ?? 0..<0
    }

    private mutating func taken(_ count: Int) -> Range<Int>? {
        guard !isDamaged, count >= 0, count <= bytes.count - position else {
            isDamaged = true
            return nil
        }
        defer { position += count }
        return position..<(position + count)
    }
}

/// What a `Packer` writes and reads.
protocol Packed {
    /// A value to read into.
    static var blank: Self { get }
    mutating func pack(with packer: inout Packer)
}

extension String: Packed {
    static var blank: String { "" }
    mutating func pack(with packer: inout Packer) { packer.pack(&self) }
}

extension Int: Packed {
    static var blank: Int { 0 }
    mutating func pack(with packer: inout Packer) { packer.pack(&self) }
}

extension Double: Packed {
    static var blank: Double { 0 }
    mutating func pack(with packer: inout Packer) { packer.pack(&self) }
}
