public import Foundation

/// A schedule as the store has it.
public struct KeptSchedule: Sendable, Equatable {
    /// By what `sil replay` finds it.
    public var handle: String
    /// When it was last found.
    public var at: Date
    public var schedule: ExploredSchedule

    public init(handle: String, at: Date, schedule: ExploredSchedule) {
        self.handle = handle
        self.at = at
        self.schedule = schedule
    }
}
