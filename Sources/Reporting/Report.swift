/// The answer of a command as a value: what `--json` prints.
public protocol Report: Sendable {
    /// The whole document, its shape as `Docs/json.md` has it.
    var json: JSON { get }
}
