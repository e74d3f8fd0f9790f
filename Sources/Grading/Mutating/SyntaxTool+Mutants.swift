import Foundation

extension SyntaxTool {
    /// The mutants of the files, as `sil-syntax mutate` makes them; nil when it gave no answer.
    func mutants(of files: [Submission.File]) async -> Mutants? {
        guard let answer: Answer<MutatedFile> = await ask(["mutate"], about: files) else { return nil }
        var mutants = Mutants()
        for (file, mutated) in zip(files, answer.files) {
            mutants.omitted += mutated.omitted
            mutants.all += mutated.mutants.map {
                Mutant(
                    kind: $0.operator, file: file.name, line: $0.line, column: $0.column, edits: $0.edits)
            }
        }
        return mutants
    }

    private struct MutatedFile: Decodable, Sendable {
        struct Change: Decodable {
            var `operator`: String
            var line: Int
            var column: Int
            var edits: [Mutant.Edit]
        }
        var mutants: [Change]
        var omitted: Int
    }
}
