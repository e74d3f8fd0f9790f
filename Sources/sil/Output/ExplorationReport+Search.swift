import Grading
import Progress
import Reporting

extension ExplorationReport {
    /// Of a search that was done; its findings may be replaced by ones with handles.
    init(_ search: Search, source: SubmissionSource) {
        self.init(strategy: search.strategy, seed: search.seed, source: source)
        schedules = search.schedules
        isExhausted = search.isExhausted
        wasCut = search.wasCut
        gaveUp = search.gaveUp
        limited = search.limited
        seconds = search.compileSeconds + search.searchSeconds
        findings = search.findings
    }
}
