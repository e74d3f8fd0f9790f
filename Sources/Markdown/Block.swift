/// A block of a document with the line it begins at.
public struct Block: Sendable, Equatable {
    public indirect enum Content: Sendable, Equatable {
        case heading(level: Int, [Inline])
        case paragraph([Inline])
        case list(List)
        case quote([Block])
        case code(CodeBlock)
        case table(Table)
        case html(String)
        case rule
    }

    public struct List: Sendable, Equatable {
        public struct Item: Sendable, Equatable {
            public var blocks: [Block]
            /// Whether the task is done; `nil` where the item is no task.
            public var isDone: Bool?
            public var line: Int

            public init(blocks: [Block], isDone: Bool? = nil, line: Int) {
                self.blocks = blocks
                self.isDone = isDone
                self.line = line
            }
        }

        /// The first number; `nil` for a list with bullets.
        public var start: Int?
        /// Whether the author put no empty lines between the items.
        public var isTight: Bool
        public var items: [Item]

        public init(start: Int? = nil, isTight: Bool = true, items: [Item]) {
            self.start = start
            self.isTight = isTight
            self.items = items
        }
    }

    public struct Table: Sendable, Equatable {
        public enum Alignment: Sendable { case natural, left, center, right }
        public typealias Cell = [Inline]

        /// One for each column.
        public var alignments: [Alignment]
        /// As many cells as there are columns, here and in each row.
        public var header: [Cell]
        public var rows: [[Cell]]

        public init(alignments: [Alignment], header: [Cell], rows: [[Cell]]) {
            self.alignments = alignments
            self.header = header
            self.rows = rows
        }
    }

    public var content: Content
    /// 1-based, counted from the `firstLine` given to the document.
    public var line: Int

    public init(_ content: Content, line: Int) {
        self.content = content
        self.line = line
    }
}
