/// A table of a page: rows with a head of their own, in groups. On a narrow screen each row becomes a list of its
/// figures with their names; the roles say that it is a table all the same.
struct PageTable {
    struct Column {
        var title: String
        var isNumber = false
    }

    struct Group {
        /// nil where the rows need none.
        var title: HTML?
        /// As many cells as there are columns, the first the row's head; nil for a figure that there is none of.
        var rows: [[HTML?]]
    }

    var caption: String
    var columns: [Column]
    var groups: [Group]

    var html: HTML {
        .tag(
            "table", ["class": "stack", "role": "table"],
            .tag("caption", [:], HTML(caption)),
            .tag(
                "thead", ["role": "rowgroup"],
                .tag(
                    "tr", ["role": "row"],
                    columns.map { column in
                        .tag(
                            "th",
                            [
                                "scope": "col", "role": "columnheader",
                                "class": column.isNumber ? "number" : nil,
                            ], HTML(column.title))
                    })), HTML(parts: groups.map(html)))
    }

    private func html(_ group: Group) -> HTML {
        var rows = group.rows.map { cells in HTML.tag("tr", ["role": "row"], row(cells)) }
        if let title = group.title {
            let head = HTML.tag(
                "th", ["scope": "rowgroup", "role": "rowheader", "colspan": "\(columns.count)"], title)
            rows.insert(.tag("tr", ["role": "row"], head), at: 0)
        }
        return .tag("tbody", ["role": "rowgroup"], rows)
    }

    private func row(_ cells: [HTML?]) -> [HTML] {
        zip(columns, cells).enumerated().map { index, pair in
            let (column, cell) = pair
            guard index > 0 else {
                return .tag("th", ["scope": "row", "role": "rowheader"], cell ?? .empty)
            }
            let classes = [column.isNumber ? "number" : nil, cell == nil ? "blank" : nil].compactMap(\.self)
            return .tag(
                "td",
                [
                    "role": "cell", "data-label": column.title,
                    "class": classes.isEmpty ? nil : classes.joined(separator: " "),
                ], cell ?? .empty)
        }
    }
}
