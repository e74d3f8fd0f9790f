import Testing
import Text

@Suite("Tables on a page") struct TableTests {
    static let table = "| 이름 | 수 | 뜻 |\n|:-:|-:|---|\n| 락 | 1 | **한 번에** 하나만 |\n| 프로세스 | 1000 | `fork` |\n"

    @Test("A frame, columns by their alignment, marks within cells")
    func frame() throws {
        #expect(
            try page(Self.table) == [
                "┌──────────┬──────┬────────────────┐",
                "│   이름   │   수 │ 뜻             │",
                "├──────────┼──────┼────────────────┤",
                "│    락    │    1 │ 한 번에 하나만 │",
                "│ 프로세스 │ 1000 │ `fork`         │",
                "└──────────┴──────┴────────────────┘",
            ])
    }

    @Test("Frames can be ASCII")
    func asciiFrame() throws {
        #expect(try page("|a|\n|-|\n|b|", ascii) == ["+---+", "| a |", "+---+", "| b |", "+---+"])
    }

    @Test("The widest column gives first; rows of several lines get rules between them")
    func wrapping() throws {
        #expect(
            try page(Self.table, width: 30) == [
                "┌──────────┬──────┬──────────┐",
                "│   이름   │   수 │ 뜻       │",
                "├──────────┼──────┼──────────┤",
                "│    락    │    1 │ 한 번에  │",
                "│          │      │ 하나만   │",
                "├──────────┼──────┼──────────┤",
                "│ 프로세스 │ 1000 │ `fork`   │",
                "└──────────┴──────┴──────────┘",
            ])
    }

    @Test("Where columns have no room, each row is a record")
    func records() throws {
        #expect(
            try page(Self.table + "| 끝 | | |\n", width: 20) == [
                "이름: 락", "수: 1", "뜻: 한 번에 하나만", "",
                "이름: 프로세스", "수: 1000", "뜻: `fork`", "",
                "이름: 끝", "수:", "뜻:",
            ])
    }

    @Test("A break in a cell is a line of the cell")
    func breaks() throws {
        #expect(
            try page("|a|b|\n|-|-|\n|가<br>나|다|") == [
                "┌────┬────┐", "│ a  │ b  │", "├────┼────┤", "│ 가 │ 다 │", "│ 나 │    │", "└────┴────┘",
            ])
    }

    @Test("A header without words is left out")
    func noHeader() throws {
        #expect(try page("| | |\n|-|-|\n|가|나|") == ["┌────┬────┐", "│ 가 │ 나 │", "└────┴────┘"])
    }

    @Test("All lines of a frame are equally wide, whatever is in the cells", arguments: 30...90)
    func equalWidth(width: Int) throws {
        let rows = [
            "한글", "\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}", "👨‍👩‍👧 가족", "⚠️ 주의", "“인용” → ①",
            "아주 긴 글이라서 여러 줄로 나누어야 하는 칸임", "x",
        ]
        let markdown = "|가|나|다|\n|-|:-:|-:|\n" + rows.map { "|\($0)|\($0)|\($0)|\n" }.joined()
        let widths = Set(try page(markdown, width: width).map(\.cells))
        #expect(widths.count == 1)
        #expect(widths.allSatisfy { $0 <= width })
    }
}
