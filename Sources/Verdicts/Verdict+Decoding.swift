extension Verdict {
    /// Reads a verdict as it was written down, by this `sil` or by an earlier one, which knew of no findings.
    public init(from decoder: any Decoder) throws {
        let stored = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            course: try stored.decode(String.self, forKey: .course),
            exercise: try stored.decode(String.self, forKey: .exercise),
            outcome: try stored.decode(Outcome.self, forKey: .outcome),
            score: try stored.decode(Double.self, forKey: .score),
            maxScore: try stored.decode(Double.self, forKey: .maxScore),
            tests: try stored.decode([TestResult].self, forKey: .tests),
            diagnostics: try stored.decode([Diagnostic].self, forKey: .diagnostics),
            findings: try stored.decodeIfPresent([Finding].self, forKey: .findings) ?? [],
            reason: try stored.decodeIfPresent(String.self, forKey: .reason),
            timing: try stored.decode(Timing.self, forKey: .timing),
            cached: try stored.decode([String].self, forKey: .cached),
            sandbox: try stored.decode(String.self, forKey: .sandbox),
            compilerOutput: try stored.decodeIfPresent(String.self, forKey: .compilerOutput),
            graderFingerprint: try stored.decode(String.self, forKey: .graderFingerprint))
    }
}
