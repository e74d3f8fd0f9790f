public import Foundation
public import Measuring

/// `sil project report`: the learner's own servers side by side.
public struct ProjectReport: Sendable {
    /// One model of server.
    public struct Server: Sendable {
        public enum State: Sendable {
            case measured(ServerFigures)
            /// Not begun in this workspace.
            case notStarted
            /// Begun, and no attempt has passed yet.
            case notPassed
            /// It passed once, and what is there now cannot be run; one Korean sentence.
            case broken(String)
        }

        /// Its slug.
        public var exercise: String
        public var model: String
        public var arguments: [String]
        public var state: State

        public init(exercise: String, model: String, arguments: [String], state: State) {
            self.exercise = exercise
            self.model = model
            self.arguments = arguments
            self.state = state
        }

        var figures: ServerFigures? {
            if case .measured(let figures) = state { figures } else { nil }
        }

        /// Why there is no figure, and what to type.
        var absence: (words: String, command: String)? {
            switch state {
            case .measured: nil
            case .notStarted: ("아직 시작하지 않음", "sil start \(exercise)")
            case .notPassed: ("아직 통과하지 못함", "sil submit \(exercise)")
            case .broken(let words): (words, "sil test \(exercise)")
            }
        }
    }

    /// What it was measured on; figures of different machines say nothing of each other.
    public struct Machine: Sendable, Equatable {
        public var cores: Int
        /// As the processor calls itself.
        public var processor: String
        /// The kernel's name and release.
        public var system: String

        public init(cores: Int, processor: String, system: String) {
            self.cores = cores
            self.processor = processor
            self.system = system
        }
    }

    /// The course's id and title.
    public var course: (id: String, title: String)
    public var load: Load
    public var machine: Machine
    /// In the order of the course.
    public var servers: [Server]
    public var at: Date
    public var calendar: Calendar
    /// Absolute path of the page that was written; nil where none was.
    public var page: String?

    public init(
        course: (id: String, title: String), load: Load, machine: Machine, servers: [Server], at: Date,
        calendar: Calendar, page: String? = nil
    ) {
        self.course = course
        self.load = load
        self.machine = machine
        self.servers = servers
        self.at = at
        self.calendar = calendar
        self.page = page
    }

    var day: String { CalendarChart.day(at, calendar) }
}

/// A quantity that the report compares, and how it is told.
struct Measure: Sendable {
    var title: String
    /// Behind the title: what the figures are.
    var unit: String
    /// The figure that the bars show.
    var cell: @Sendable (ServerFigures) -> Cell
    var format: @Sendable (Double) -> String
    /// What stands under the bar; nil where there is no more to tell.
    var workload: Workload?

    static let all: [Measure] =
        Workload.allCases.map { workload in
            Measure(
                title: workload.title, unit: "초당 답한 요청",
                cell: { $0.workloads[workload]?.rate ?? Cell([]) }, format: ServerWords.rate,
                workload: workload)
        } + [
            Measure(
                title: "메모리, 연결 유지로 일할 때", unit: "Pss, MiB", cell: \.workingMemory,
                format: ServerWords.figure),
            Measure(
                title: "메모리, 쉴 때", unit: "Pss, MiB", cell: \.restingMemory, format: ServerWords.figure),
        ]
}

extension Workload {
    var title: String {
        switch self {
        case .keepAlive: "연결 유지, \(target)"
        case .perConnection: "연결마다 요청 하나, \(target)"
        case .wait: "핸들러가 10 ms 기다림, \(target)"
        case .compute: "핸들러가 CPU를 1 ms 씀, \(target)"
        }
    }
}
