import Measuring

/// The report as one HTML file that needs nothing else.
public struct ProjectPage: Sendable {
    public var report: ProjectReport

    public init(_ report: ProjectReport) { self.report = report }

    /// The document, in UTF-8.
    public var html: String {
        let (load, machine) = (report.load, report.machine)
        return PageFrame(
            title: "서버를 나란히: \(report.course.title)",
            words: [
                "\(report.day)에 잼", "손님 \(load.connections)명", "\(load.seconds)초씩 \(load.rounds)번",
                "코어 \(machine.cores)개", machine.processor, machine.system,
            ], generator: "sil project report --html", sections: sections, footer: footer
        ).html
    }

    private var measured: [(server: ProjectReport.Server, figures: ServerFigures)] {
        report.servers.compactMap { server in server.figures.map { (server, $0) } }
    }

    private var sections: [PageSection] {
        let charts = measured.isEmpty ? [] : zip(Self.anchors, Measure.all).map(chart)
        let crash = measured.isEmpty ? [] : [crashes]
        return charts + crash + [servers]
    }

    private static let anchors = ["keep-alive", "per-connection", "wait", "compute", "working", "resting"]

    private func chart(_ anchor: String, _ measure: Measure) -> PageSection {
        let most = measured.compactMap { measure.cell($0.figures).spread?.largest }.max() ?? 0
        var columns: [PageTable.Column] = [.init(title: "서버"), .init(title: measure.unit)]
        if measure.workload != nil {
            columns += [
                .init(title: "p50 (ms)", isNumber: true), .init(title: "p99 (ms)", isNumber: true),
                .init(title: "요청마다 CPU (µs)", isNumber: true),
            ]
            if measure.workload?.closesConnections == false {
                columns.append(.init(title: "답 받은 손님", isNumber: true))
            }
        }
        let rows = measured.map { server, figures -> [HTML?] in
            let cell = measure.cell(figures)
            let bar = cell.spread.map { SpreadBar(spread: $0, most: most).html } ?? .empty
            var row: [HTML?] = [
                HTML(server.model),
                HTML(parts: [HTML(ServerWords.cell(cell, measure.format)), bar]),
            ]
            if let own = measure.workload.flatMap({ figures.workloads[$0] }) {
                row += [
                    HTML(ServerWords.cell(own.p50, ServerWords.figure)),
                    HTML(ServerWords.cell(own.p99, ServerWords.figure)),
                    HTML(ServerWords.cell(own.cost, ServerWords.figure)),
                ]
                if let answered = own.answered { row.append(HTML(self.answered(answered))) }
            }
            return row
        }
        return PageSection(
            anchor: anchor, title: measure.title,
            content: [
                PageTable(caption: measure.unit, columns: columns, groups: [.init(title: nil, rows: rows)])
                    .html
            ])
    }

    private func answered(_ cell: Cell) -> String {
        cell.spread.map { "\(ServerWords.spread($0, ServerWords.whole))/\(report.load.connections)" }
            ?? ServerWords.cell(cell, ServerWords.whole)
    }

    private var crashes: PageSection {
        let rows = measured.map { server, figures -> [HTML?] in
            [HTML(server.model), HTML(ServerWords.crash(figures.crash))]
        }
        return PageSection(
            anchor: "crash", title: "워커 하나가 터질 때",
            content: [
                PageTable(
                    caption: "손님 \(report.load.held)명이 연결을 쥐고 요청을 하나씩 함",
                    columns: [.init(title: "서버"), .init(title: "잃은 것")],
                    groups: [.init(title: nil, rows: rows)]
                ).html
            ])
    }

    private var servers: PageSection {
        let rows = report.servers.map { server -> [HTML?] in
            let state =
                server.absence.map {
                    HTML(parts: [HTML($0.words + " "), .tag("code", [:], HTML($0.command))])
                } ?? "쟀음"
            return [
                HTML(server.model), .tag("code", [:], HTML(server.exercise)),
                .tag("code", [:], HTML(server.arguments.joined(separator: " "))), state,
            ]
        }
        return PageSection(
            anchor: "servers", title: "나란히 놓은 서버",
            content: [
                PageTable(
                    caption: "내가 쓴 것을 최적화(-O)해 컴파일함",
                    columns: [
                        .init(title: "서버"), .init(title: "연습"), .init(title: "인자"), .init(title: "상태"),
                    ], groups: [.init(title: nil, rows: rows)]
                ).html
            ])
    }

    private var footer: [HTML] {
        [
            .tag(
                "p", [:],
                "수는 가운데 값 [가장 작은–가장 큰]임. 막대는 가운데 값, 그 아래 선은 가장 작은 것에서 가장 큰 것까지. ",
                "다른 일이 코어를 쓴 동안 잰 것은 버리고, 남은 것이 절반을 넘지 못하면 측정 불가임."),
            PageFrame.origin(of: "sil project report --html"),
        ]
    }
}

/// A median as a bar, and under it a line from the smallest to the largest. The figures stand beside it in words.
struct SpreadBar {
    var spread: Spread
    /// The largest figure of the table.
    var most: Double

    var html: HTML {
        func place(_ value: Double) -> String {
            PageBar.figure(most > 0 ? 100 * min(1, max(0, value / most)) : 0)
        }
        let (low, high) = (place(spread.smallest), place(spread.largest))
        return .tag(
            "svg",
            [
                "class": "spread", "viewBox": "0 0 100 14", "preserveAspectRatio": "none",
                "aria-hidden": "true", "focusable": "false",
            ], .tag("rect", ["class": "track", "width": "100", "height": "8"]),
            .tag("rect", ["class": "fill", "width": place(spread.median), "height": "8"]),
            .tag("path", ["class": "whisker", "d": "M\(low) 9.5v4M\(high) 9.5v4M\(low) 11.5H\(high)"]))
    }
}
