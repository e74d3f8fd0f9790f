/// How much of something is done, as a row of blocks: `██████▒▒▒▒`.
public struct Bar: Sendable, Equatable {
    public var done: Int
    public var total: Int
    /// Length in cells.
    public var cells: Int

    public init(done: Int, of total: Int, cells: Int) {
        self.done = done
        self.total = total
        self.cells = cells
    }

    /// The blocks that are full. It is none only if nothing is done, and all only if everything is; of a total of
    /// nothing, none.
    public var filled: Int {
        guard total > 0, cells > 0, done > 0 else { return 0 }
        guard done < total else { return cells }
        let share = (done * cells + total / 2) / total
        return min(max(share, 1), max(cells - 1, 0))
    }

    /// - Parameter ascii: `####....` for outputs that have no blocks.
    public func text(ascii: Bool = false) -> String {
        let (full, empty) = ascii ? ("#", ".") : ("█", "▒")
        return String(repeating: full, count: filled)
            + String(repeating: empty, count: max(0, cells - filled))
    }
}
