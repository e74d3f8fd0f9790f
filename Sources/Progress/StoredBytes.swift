import CZlib
import Course
import Foundation
import GRDB

/// The bytes of a file as they lie in `blobs`: a zlib stream (RFC 1950) where that is shorter, else as they are.
///
/// A row is named by the hash of what was handed in, never of how it lies there: equal files are one row, whatever
/// packed them.
struct StoredBytes {
    /// How the bytes lie there, as `blobs.packing` says it. A number stays for ever.
    enum Packing: Int {
        case plain = 0
        case zlib = 1
    }

    /// The bytes cannot be those that were kept.
    struct Damage: Error {}

    let packing: Packing
    let bytes: Data

    init(packing plain: Data) {
        let packed = Self.packed(plain)
        packing = packed == nil ? .plain : .zlib
        bytes = packed ?? plain
    }

    /// The content of a row that has `blob` (its hash), `size`, `packing` and `bytes`; nil where nothing was kept.
    ///
    /// Whatever a damaged or foreign file holds there, no more than `keptBytesMax` bytes come out of a stream, and only
    /// the content that the hash was made of is returned.
    /// - Throws: `Damage`, and nothing else.
    static func content(of row: Row) throws(Damage) -> Data? {
        guard let stored: DatabaseValue = row["bytes"] else { throw Damage() }
        if stored.isNull { return nil }
        // GRDB's own subscript would end the program over a value of another kind.
        guard case .blob(let bytes) = stored.storage,
            let size = Int.fromDatabaseValue(row["size"]), let hash = String.fromDatabaseValue(row["blob"]),
            let packing = Int.fromDatabaseValue(row["packing"]).flatMap(Packing.init)
        else { throw Damage() }
        let content =
            switch packing {
            case .plain: bytes
            case .zlib: try unpacked(bytes, size: size)
            }
        guard content.count == size, SHA256.digest(of: content).hexadecimal == hash else { throw Damage() }
        return content
    }

    /// nil where the stream would not be shorter.
    private static func packed(_ plain: Data) -> Data? {
        guard plain.count > 1 else { return nil }
        var packed = Data(count: plain.count - 1)
        var length = uLongf(packed.count)
        let status = packed.withUnsafeMutableBytes { target in
            plain.withUnsafeBytes { source in
                compress2(
                    target.bindMemory(to: Bytef.self).baseAddress, &length,
                    source.bindMemory(to: Bytef.self).baseAddress, uLong(source.count), Z_DEFAULT_COMPRESSION)
            }
        }
        guard status == Z_OK else { return nil }
        return packed.prefix(Int(length))
    }

    private static func unpacked(_ stream: Data, size: Int) throws(Damage) -> Data {
        guard (1...ProgressStore.keptBytesMax).contains(size), !stream.isEmpty else { throw Damage() }
        var plain = Data(count: size)
        var length = uLongf(size)
        let status = plain.withUnsafeMutableBytes { target in
            stream.withUnsafeBytes { source in
                uncompress(
                    target.bindMemory(to: Bytef.self).baseAddress, &length,
                    source.bindMemory(to: Bytef.self).baseAddress, uLong(source.count))
            }
        }
        guard status == Z_OK, Int(length) == size else { throw Damage() }
        return plain
    }
}
