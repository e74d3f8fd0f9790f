import Glibc

@main
enum Main {
    static func main() async {
        // A closed pipe shall be an error of write(2), which ends quietly, and no death.
        signal(SIGPIPE, SIG_IGN)
        endOnInterrupt()
        let surroundings = Surroundings.ofProcess()
        let program = Program(surroundings: surroundings, output: .standard(in: surroundings))
        let status = await program.run(Array(CommandLine.arguments.dropFirst()))
        exit(status.rawValue)
    }

    /// Ctrl-C ends with 130, whoever asks: a shell makes that number itself, another parent would see a signal. What was
    /// being graded dies with us; nothing is recorded half. A parent that had us ignore it (nohup) is obeyed.
    private static func endOnInterrupt() {
        let before = signal(SIGINT, SIG_IGN)
        guard unsafeBitCast(before, to: Int.self) != unsafeBitCast(SIG_IGN, to: Int.self) else { return }
        signal(SIGINT) { _ in _exit(ExitStatus.interrupted.rawValue) }
    }
}
