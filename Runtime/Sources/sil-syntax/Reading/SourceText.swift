import Glibc
import SwiftParser
import SwiftParserDiagnostics
import SwiftSyntax

/// A file as bytes, as a tree, and as lines. Bytes that are not UTF-8 are no reason to refuse it: the parser steps over
/// them, and offsets stay right because they are counted in bytes.
struct SourceText {
    /// Bytes of one file; a submission is not larger either.
    static let maximumBytes = 4 << 20

    /// As it was named by the caller.
    let path: String
    let bytes: [UInt8]
    let tree: SourceFileSyntax
    /// Offsets just after each `\n`.
    private let lineStarts: [Int]
    /// Offsets just after each `\n` or `\r`.
    private let columnStarts: [Int]

    init(at path: String) throws {
        self.init(path: path, bytes: try Self.contents(of: path))
    }

    init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
        tree = bytes.withUnsafeBufferPointer { Parser.parse(source: $0) }
        let newline = UInt8(ascii: "\n")
        let carriageReturn = UInt8(ascii: "\r")
        let breaks = bytes.indices.filter { bytes[$0] == newline || bytes[$0] == carriageReturn }
        columnStarts = [0] + breaks.map { $0 + 1 }
        lineStarts = [0] + breaks.filter { bytes[$0] == newline }.map { $0 + 1 }
    }

    /// As many as the parser tells of.
    var parseErrors: Int {
        tree.hasError ? ParseDiagnosticsGenerator.diagnostics(for: tree).count : 0
    }

    /// Where a node's text starts, as the compiler would say it.
    func place(of node: some SyntaxProtocol) -> Place {
        place(at: node.positionAfterSkippingLeadingTrivia.utf8Offset)
    }

    /// The compiler counts lines by line feeds alone, but columns from a carriage return too.
    private func place(at offset: Int) -> Place {
        Place(
            line: Self.position(of: offset, in: lineStarts) + 1,
            column: offset - columnStarts[Self.position(of: offset, in: columnStarts)] + 1)
    }

    /// The index of the last of the ascending `starts` that is not after `offset`.
    private static func position(of offset: Int, in starts: [Int]) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    static func contents(of path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw RequestError.unreadable(path: path, errno: errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw RequestError.unreadable(path: path, errno: errno) }
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
            guard bytes.count <= maximumBytes else {
                throw RequestError.tooBig(path: path, limit: maximumBytes)
            }
        }
    }
}

/// Line and column, from 1; columns count UTF-8 bytes.
struct Place {
    var line: Int
    var column: Int

    var json: [(String, JSON)] { [("line", .number(line)), ("column", .number(column))] }
}
