import Testing
import Text

@Suite("Bars and tables of reports") struct ReportTests {
    @Test("A bar shows the share")
    func share() {
        #expect(Bar(done: 4, of: 8, cells: 10).text() == "█████▒▒▒▒▒")
        #expect(Bar(done: 9, of: 9, cells: 3).text() == "███")
        #expect(Bar(done: 0, of: 5, cells: 3).text() == "▒▒▒")
        #expect(Bar(done: 1, of: 2, cells: 4).text(ascii: true) == "##..")
    }

    @Test("A bar is empty only for nothing and full only for everything")
    func edges() {
        #expect(Bar(done: 1, of: 100, cells: 10).filled == 1)
        #expect(Bar(done: 99, of: 100, cells: 10).filled == 9)
        #expect(Bar(done: 0, of: 0, cells: 10).filled == 0)
        #expect(Bar(done: 7, of: 5, cells: 10).filled == 10)
        #expect(Bar(done: 1, of: 2, cells: 0).text() == "")
    }

    static let table = Table(
        columns: [
            Table.Column("장", canShrink: true), Table.Column("점수", .right), Table.Column("시도", .right),
        ],
        rows: [["프로세스와 스레드", "9/9", "5"], ["IPC", "16/16"]])

    @Test("Columns are aligned by cells, without blanks at the end")
    func columns() {
        #expect(
            Self.table.lines(width: 80).map(\.text) == [
                "장                  점수  시도",
                "프로세스와 스레드    9/9     5",
                "IPC                16/16",
            ])
    }

    @Test("A table without titles has no line for them")
    func noTitles() {
        let table = Table(columns: [Table.Column(), Table.Column()], rows: [["a", "b"]])
        #expect(table.lines(width: 10).map(\.text) == ["a  b"])
    }

    @Test("The column that can shrink is cut where the table is too wide")
    func shrinking() {
        #expect(
            Self.table.lines(width: 24).map(\.text) == [
                "장            점수  시도",
                "프로세스와…    9/9     5",
                "IPC          16/16",
            ])
    }

    @Test("No line is wider than asked", arguments: 1...40)
    func limit(width: Int) {
        #expect(Self.table.lines(width: width).allSatisfy { $0.cells <= width })
    }

    @Test("Styles do not change the layout")
    func styles() {
        let plain = Table(
            columns: [Table.Column(), Table.Column("", .right)], rows: [["통과", "3"], ["불합격", "12"]])
        var styled = plain
        styled.rows = plain.rows.map { $0.map { $0.styled(.bold) } }
        #expect(styled.lines(width: 40).map(\.text) == plain.lines(width: 40).map(\.text))
    }
}
