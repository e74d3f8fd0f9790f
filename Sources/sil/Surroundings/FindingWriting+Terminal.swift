import Authoring
import Reporting

extension FindingWriting {
    /// As the terminal shows findings, without colour.
    static let terminal = FindingWriting(
        lines: FindingText.lines(of:),
        nothing: { schedules in
            let short = FindingText.lines(ofNothingIn: nil)
            return schedules == nil ? [short] : [short, FindingText.lines(ofNothingIn: schedules)]
        })
}
