/// Whether output may hold escape sequences.
public enum ColorMode: Sendable, Equatable {
    /// Not a single escape sequence, links included.
    case plain
    case color

    /// What a person asks for with `--color`.
    public enum Flag: String, Sendable, CaseIterable { case auto, always, never }

    /// Decides for one output.
    ///
    /// The flag wins. Then, first found: `NO_COLOR` (not empty), `CLICOLOR_FORCE` or `FORCE_COLOR` (not empty; `0` or
    /// `false` says no), `CLICOLOR=0`, `TERM` missing or `dumb`, and at last whether the output is a terminal.
    public static func choose(flag: Flag = .auto, environment: [String: String], isTerminal: Bool)
        -> ColorMode
    {
        switch flag {
        case .always: return .color
        case .never: return .plain
        case .auto: break
        }
        if let value = environment["NO_COLOR"], !value.isEmpty { return .plain }
        if let value = environment["CLICOLOR_FORCE"], !value.isEmpty, value != "0" { return .color }
        if let value = environment["FORCE_COLOR"], !value.isEmpty {
            return value == "0" || value == "false" ? .plain : .color
        }
        if environment["CLICOLOR"] == "0" { return .plain }
        let terminal = environment["TERM"] ?? ""
        guard !terminal.isEmpty, terminal != "dumb" else { return .plain }
        return isTerminal ? .color : .plain
    }
}
