import Course

/// Names a piece of work by everything its result depends on: equal keys, equal results.
///
/// Tool, toolchain, runtime and confinement are added by the workbench; a check adds its own inputs.
public struct WorkKey: Sendable {
    private var hash = SHA256()

    /// - Parameter kind: what is done (`verdict 1`); the number rises when the way of doing it changes.
    public init(_ kind: String) { add(kind) }

    /// Each part counts by itself: `ab`, `c` is another key than `a`, `bc`.
    public mutating func add(_ text: String) { add(bytes: Array(text.utf8)) }

    public mutating func add(bytes: [UInt8]) {
        hash.update("\(bytes.count)\n".utf8)
        hash.update(bytes)
    }

    var name: String { hash.finalize().hexadecimal }
}
