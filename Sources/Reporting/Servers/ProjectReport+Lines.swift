import Measuring
public import Text

extension ProjectReport: Screen {
    private static let indent = 3
    private static let barCellsMax = 40
    /// A shorter bar shows nothing.
    private static let barCellsMin = 8
    private static let nameCellsMax = 20

    public func lines(width: Int) -> [StyledLine] {
        var lines = headline(width: width)
        let measured = servers.contains { $0.figures != nil }
        if measured {
            for measure in Measure.all {
                lines.append(StyledLine())
                lines += chart(measure, width: width)
            }
            lines.append(StyledLine())
            lines += crashes(width: width)
        }
        let missing = servers.filter { $0.absence != nil }
        if !missing.isEmpty {
            lines.append(StyledLine())
            lines += missing.flatMap { absence(of: $0, width: width) }
        }
        if measured {
            lines.append(StyledLine())
            lines += StyledLine(
                "가운데 값 [가장 작은–가장 큰]. p50: 요청의 절반, p99: 100개 가운데 99개가 그 안에 답을 받음.", .dim
            ).wrapped(in: width, indent: 1)
        }
        if let page {
            lines += StyledLine("페이지로 씀: \(page)").wrapped(in: width, indent: 1)
        }
        return lines
    }

    private func headline(width: Int) -> [StyledLine] {
        let words = [
            "손님 \(load.connections)명", "\(load.seconds)초씩 \(load.rounds)번", "코어 \(machine.cores)개",
            machine.processor, machine.system,
        ]
        return StyledLine("서버를 나란히", .bold).wrapped(in: width, indent: 1)
            + StyledLine(words.joined(separator: " · ")).wrapped(in: width, indent: 1)
    }

    // MARK: Charts

    private func chart(_ measure: Measure, width: Int) -> [StyledLine] {
        let rows = servers.compactMap { server in
            server.figures.map { (server: server, cell: measure.cell($0), figures: $0) }
        }
        let names = min(Self.nameCellsMax, rows.map { $0.server.model.cells }.max() ?? 0)
        let figures = rows.map { row in
            row.cell.spread.map { ServerWords.spread($0, measure.format) } ?? ""
        }
        let free = width - Self.indent - names - 2 - 2 - (figures.map(\.cells).max() ?? 0)
        let barCells = free < Self.barCellsMin ? 0 : min(free, Self.barCellsMax)
        let most = rows.compactMap { $0.cell.spread?.median }.max() ?? 0
        let title = StyledLine(measure.title, .bold) + StyledLine("  \(measure.unit)", .dim)
        return title.wrapped(in: width, indent: 1)
            + rows.enumerated().flatMap { index, row -> [StyledLine] in
                let name = StyledLine(row.server.model).truncated(to: names).padded(to: names)
                let label = StyledLine(String(repeating: " ", count: Self.indent)) + name + StyledLine("  ")
                guard let spread = row.cell.spread else {
                    return doubt(row.cell, behind: label, width: width)
                        + details(measure, row.figures, width: width)
                }
                var line = label
                if barCells > 0 {
                    // Thousandths: a bar takes whole numbers.
                    let bar = Bar(
                        done: Int((spread.median * 1000).rounded()), of: Int((most * 1000).rounded()),
                        cells: barCells)
                    line.append(bar.text(), .color(.cyan))
                    line.append("  ")
                }
                line.append(figures[index])
                return [line.truncated(to: width)] + details(measure, row.figures, width: width)
            }
    }

    private func doubt(_ cell: Cell, behind label: StyledLine, width: Int) -> [StyledLine] {
        let words = StyledLine(ServerWords.cell(cell) { "\($0)" }, .color(.yellow))
        return words.wrapped(to: max(10, width - label.cells)).enumerated().map { index, line in
            (index == 0 ? label : StyledLine(String(repeating: " ", count: label.cells))) + line
        }
    }

    private func details(_ measure: Measure, _ figures: ServerFigures, width: Int) -> [StyledLine] {
        guard let workload = measure.workload.flatMap({ figures.workloads[$0] }),
            let words = ServerWords.details(workload, of: load)
        else { return [] }
        return StyledLine(words, .dim).wrapped(in: width, indent: Self.indent + 2)
    }

    // MARK: Crashes and what is missing

    private func crashes(width: Int) -> [StyledLine] {
        let rows = servers.compactMap { server in server.figures.map { (server.model, $0.crash) } }
        let names = min(Self.nameCellsMax, rows.map { $0.0.cells }.max() ?? 0)
        let title = "워커 하나가 터질 때, 손님 \(load.held)명이 요청을 하나씩 하면"
        return StyledLine(title, .bold).wrapped(in: width, indent: 1)
            + rows.flatMap { model, crash -> [StyledLine] in
                let label =
                    StyledLine(String(repeating: " ", count: Self.indent))
                    + StyledLine(model).truncated(to: names).padded(to: names) + StyledLine("  ")
                return StyledLine(ServerWords.crash(crash)).wrapped(to: max(10, width - label.cells))
                    .enumerated().map { index, line in
                        (index == 0 ? label : StyledLine(String(repeating: " ", count: label.cells))) + line
                    }
            }
    }

    private func absence(of server: Server, width: Int) -> [StyledLine] {
        guard let absence = server.absence else { return [] }
        let line =
            StyledLine("\(server.model): \(absence.words)", .color(.yellow))
            + StyledLine("  \(absence.command)", .bold)
        return line.wrapped(in: width, indent: 1)
    }
}
