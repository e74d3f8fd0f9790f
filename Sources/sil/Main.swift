import Glibc

@main
enum Main {
    static func main() async {
        // A closed pipe shall be an error of write(2), which ends quietly, and no death.
        signal(SIGPIPE, SIG_IGN)
        let surroundings = Surroundings.ofProcess()
        let program = Program(surroundings: surroundings, output: .standard(in: surroundings))
        let status = await program.run(Array(CommandLine.arguments.dropFirst()))
        exit(status.rawValue)
    }
}
