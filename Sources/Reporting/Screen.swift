public import Text

/// A report that a person reads too.
public protocol Screen: Report {
    /// The lines of the report, none wider than `width` cells (40 or more).
    func lines(width: Int) -> [StyledLine]
}
