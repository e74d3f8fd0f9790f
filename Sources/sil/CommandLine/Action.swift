import ArgumentParser

/// A command of `sil`: what was parsed, and what it does in the world that it is given.
protocol Action: AsyncParsableCommand {
    var options: GlobalOptions { get }
    func run(in session: Session) async throws -> ExitStatus
}
