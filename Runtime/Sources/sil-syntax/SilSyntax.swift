import Glibc

/// Answers questions about Swift text, read by the toolchain's own parser. Docs/syntax.md is its protocol.
@main
enum SilSyntax {
    static func main() {
        exit(OnDeepStack.run { answer(Array(CommandLine.arguments.dropFirst())).rawValue })
    }

    private static func answer(_ arguments: [String]) -> ExitStatus {
        do {
            let answer = try Request(arguments).answer()
            return StandardOutput.write(answer.encoded + [UInt8(ascii: "\n")]) ? .answered : .unwritable
        } catch let error as RequestError {
            StandardOutput.complain("sil-syntax: \(error.message)\n")
            return error.status
        } catch {
            StandardOutput.complain("sil-syntax: \(error)\n")
            return .unusableInput
        }
    }
}

/// What a caller can tell without reading a word.
enum ExitStatus: Int32 {
    case answered = 0
    /// A file that is not there or too big, or rules that are not rules.
    case unusableInput = 1
    /// The command line is not one of Docs/syntax.md.
    case usage = 2
    /// Nobody reads the answer.
    case unwritable = 3
}
