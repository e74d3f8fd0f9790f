import ArgumentParser
import Text

/// The help of one command, in Korean, from what the parser knows of it.
struct HelpPage {
    private let command: ToolInfo
    /// What every command takes.
    private let shared: [ToolInfo.Argument]
    private let name: String
    private let isRoot: Bool

    /// - Parameter path: from the root to the command, at least the root.
    init(of path: [ToolInfo]) {
        command = path.last ?? ToolInfo(commandName: "sil")
        name = path.map(\.commandName).joined(separator: " ")
        isRoot = path.count <= 1
        shared = path.first?.options ?? []
    }

    func lines(width: Int) -> [StyledLine] {
        var page = Page(width: width)
        if let abstract = command.abstract { page.paragraph(abstract) }
        if let discussion = command.discussion { page.paragraph(discussion) }
        page.section("쓰는 법", [(StyledLine(usage), "")])
        page.section("인자", command.positionals.map { (label(of: $0), explanation(of: $0)) })
        for group in groups { page.section(group.title, group.rows) }
        page.section("옵션", options)
        if isRoot { page.paragraph("명령마다 자세히: sil help 명령") }
        return page.lines
    }

    private var usage: String {
        let arguments = command.positionals.map { argument in
            let value = "<\(argument.valueName ?? "값")>" + (argument.isRepeating ? "…" : "")
            return argument.isOptional ? "[\(value)]" : value
        }
        let parts = [name] + (command.commands.isEmpty ? [] : ["[명령]"]) + arguments + ["[옵션]"]
        return parts.joined(separator: " ")
    }

    private var groups: [(title: String, rows: [(StyledLine, String)])] {
        guard isRoot else { return [("명령", command.commands.map(row))] }
        let known = CommandGroup.all.map { group in
            let names = group.commands.map { $0._commandName }
            return (group.title, command.commands.filter { names.contains($0.commandName) }.map(row))
        }
        return known
    }

    private func row(of command: ToolInfo) -> (StyledLine, String) {
        (StyledLine(command.commandName, .bold), command.abstract ?? "")
    }

    private var options: [(StyledLine, String)] {
        var rows: [(StyledLine, String)] = []
        let own = command.options.filter { !shared.contains($0) }
        for option in own + shared where !["--help", "--version"].contains(option.typedNames.last) {
            rows.append((label(of: option), explanation(of: option)))
        }
        if isRoot { rows.append((StyledLine("--version"), "판 번호를 냄")) }
        rows.append((StyledLine("-h, --help"), "이 도움말을 냄"))
        return rows
    }

    private func label(of argument: ToolInfo.Argument) -> StyledLine {
        let value = "<\(argument.valueName ?? "값")>"
        switch argument.kind {
        case .positional: return StyledLine(value)
        case .option: return StyledLine(argument.typedNames.joined(separator: ", ") + " " + value)
        case .flag: return StyledLine(argument.typedNames.joined(separator: ", "))
        }
    }

    private func explanation(of argument: ToolInfo.Argument) -> String {
        var text = argument.abstract ?? ""
        if let values = argument.allValues, !values.isEmpty { text += " (\(values.joined(separator: ", ")))" }
        if argument.kind != .flag, let value = argument.defaultValue { text += " (없으면 \(value))" }
        return text
    }
}

/// Lines of help under construction.
private struct Page {
    /// Wide enough for most labels; a longer one gets a line of its own.
    private static let labelCells = 20

    let width: Int
    var lines: [StyledLine] = []

    mutating func paragraph(_ text: String) {
        separate()
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            lines += StyledLine(String(line)).wrapped(to: width)
        }
    }

    mutating func section(_ title: String, _ rows: [(label: StyledLine, text: String)]) {
        guard !rows.isEmpty else { return }
        separate()
        lines.append(StyledLine(title, .bold))
        for row in rows { self.row(row.label, row.text) }
    }

    private mutating func row(_ label: StyledLine, _ text: String) {
        let start = StyledLine("  ") + label
        guard !text.isEmpty else {
            lines += [start]
            return
        }
        let indent = 2 + Page.labelCells + 1
        let wrapped = StyledLine(text).wrapped(to: max(20, width - indent))
        let margin = StyledLine(String(repeating: " ", count: indent))
        guard start.cells < indent else {
            lines.append(start)
            lines += wrapped.map { margin + $0 }
            return
        }
        for (index, line) in wrapped.enumerated() {
            lines.append((index == 0 ? start.padded(to: indent) : margin) + line)
        }
    }

    private mutating func separate() {
        if !lines.isEmpty { lines.append(StyledLine()) }
    }
}
