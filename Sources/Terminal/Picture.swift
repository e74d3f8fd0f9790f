public import Text

/// What a terminal shall show: a line a row from the top, rows that are missing blank.
public struct Picture: Sendable, Equatable {
    public struct Position: Sendable, Equatable {
        /// From 0.
        public var row: Int
        /// In cells, from 0.
        public var column: Int

        public init(row: Int, column: Int) {
            self.row = row
            self.column = column
        }
    }

    public var lines: [StyledLine]
    /// Where the cursor stands; nil hides it. Whoever takes text must show it: an input method draws what is being
    /// composed where the cursor is.
    public var cursor: Position?

    public init(_ lines: [StyledLine], cursor: Position? = nil) {
        self.lines = lines
        self.cursor = cursor
    }
}

/// The size of a terminal in cells.
public struct ScreenSize: Sendable, Equatable {
    public var width: Int
    public var height: Int

    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }
}
