import ArgumentParser
import Reporting

/// From arguments to an exit status: parses, runs, and tells what went wrong. The only place that does the last.
struct Program {
    let surroundings: Surroundings
    let output: Output

    func run(_ arguments: [String]) async -> ExitStatus {
        let wantsJSON = Invocation.flags(of: arguments).contains("--json")
        do {
            return try await perform(arguments)
        } catch is Output.Closed {
            // Whoever reads has seen enough (`… | head`).
            return .done
        } catch is Questions.Interrupted {
            return .interrupted
        } catch {
            return tell(Failure(error), asJSON: wantsJSON)
        }
    }

    private func perform(_ arguments: [String]) async throws -> ExitStatus {
        // The parser describes itself by way of JSON, which takes longer than the rest of a quick command, and all
        // commands for the sake of one. A command of that name, asked for no help, needs neither; only when it does not
        // parse are words looked for.
        if let name = arguments.first, let type = CommandGroup.command(named: name),
            !Invocation.asksForHelp(arguments),
            let command = try? type.parseAsRoot(Array(arguments.dropFirst())),
            let action = command as? any Action
        {
            return try await run(action)
        }
        let invocation = Invocation(arguments, tool: try ToolInfo.ofSil())
        if invocation.wantsHelp {
            try output.write(HelpPage(of: invocation.path).lines(width: output.width))
            return .done
        }
        if let unknown = invocation.unknownCommand {
            throw Failure.unknownCommand(unknown, in: invocation.path)
        }
        let command: any ParsableCommand
        do {
            command = try await Sil.asyncParseAsRoot(arguments)
        } catch {
            guard Sil.exitCode(for: error) != .success else {
                // The version, a completion script, the dumped help: asked for, hence results.
                try output.write(text: Sil.message(for: error) + "\n")
                return .done
            }
            throw Failure(ParseFailure(Sil.message(for: error)), in: invocation.path)
        }
        guard let action = command as? any Action else {
            try output.write(HelpPage(of: invocation.path).lines(width: output.width))
            return .done
        }
        return try await run(action)
    }

    private func run(_ action: any Action) async throws -> ExitStatus {
        try await action.run(
            in: Session(options: action.options, surroundings: surroundings, output: output))
    }

    private func tell(_ failure: Failure, asJSON: Bool) -> ExitStatus {
        output.say("sil: \(failure.message)")
        if asJSON {
            // Nothing can be told about an error while an error is told.
            try? output.write(failure.report)
        } else {
            for suggestion in failure.suggestions { output.say("  \(suggestion)") }
        }
        return failure.exitStatus
    }
}
