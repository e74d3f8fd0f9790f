import Foundation

/// What the parser could not make sense of. It keeps its errors to itself and hands out English sentences, so those are
/// taken apart here: one case for each of its sentences.
enum ParseFailure: Equatable {
    case unknownOption(String, suggestion: String?)
    case missingValue(option: String)
    case unexpectedValue(option: String, value: String)
    case unexpectedArguments([String])
    case conflict(String, with: String)
    case missingArgument([String])
    case invalidValue(String, of: String?, allowed: [String])
    case invalidOption(String)
    case missingCommand
    case unsupportedShell(String?)
    /// Words of our own validation, Korean already.
    case invalid(String)
    /// A sentence that no version of the parser known to us says.
    case other(String)

    /// - Parameter message: the parser's sentence, without `Error: `.
    init(_ message: String) {
        let quoted = ParseFailure.quoted(in: message)
        let first = quoted.first ?? ""
        if message.hasPrefix("Unknown option ") {
            self = .unknownOption(first, suggestion: message.contains("Did you mean") ? quoted.last : nil)
        } else if message.hasPrefix("Missing value for ") {
            self = .missingValue(option: ParseFailure.option(first))
        } else if message.hasPrefix("The option "), message.contains(" does not take any value") {
            self = .unexpectedValue(option: first, value: quoted.dropFirst().first ?? "")
        } else if message.hasPrefix("Unexpected argument ") || message.contains(" unexpected arguments: ") {
            self = .unexpectedArguments(quoted)
        } else if message.hasPrefix("Value to be set with ") {
            self = .conflict(first, with: quoted.last ?? "")
        } else if message.hasPrefix("Missing expected argument ") || message.hasPrefix("Missing one of: ") {
            self = .missingArgument(quoted)
        } else if message.hasPrefix("The value "), message.contains(" is invalid") {
            let names = message.contains(" is invalid for ") ? quoted.dropFirst() : []
            self = .invalidValue(
                first, of: names.first.map { ParseFailure.option($0) },
                allowed: ParseFailure.allowed(in: message))
        } else if message.hasPrefix("Invalid option: ") {
            self = .invalidOption(String(message.dropFirst("Invalid option: ".count)))
        } else if message == "Missing required subcommand." {
            self = .missingCommand
        } else if message.hasPrefix("Can't autodetect a supported shell") {
            self = .unsupportedShell(nil)
        } else if message.hasPrefix("Can't generate completion scripts for ") {
            self = .unsupportedShell(
                message.split(separator: "'", maxSplits: 2).last.flatMap { rest in
                    rest.split(separator: "'").first.map(String.init)
                })
        } else if message.unicodeScalars.contains(where: { (0xAC00...0xD7A3).contains($0.value) }) {
            self = .invalid(message)
        } else {
            self = .other(message)
        }
    }

    /// Texts between quotes that open after a blank or a bracket and close before a blank, a mark or the end, so that an
    /// apostrophe within does no harm.
    private static func quoted(in message: String) -> [String] {
        let characters = Array(message)
        var found: [String] = []
        var start: Int?
        for (index, character) in characters.enumerated() where character == "'" {
            let before = index == 0 ? " " : characters[index - 1]
            let after = index + 1 == characters.count ? " " : characters[index + 1]
            if let opened = start {
                guard after.isWhitespace || ".,:?".contains(after) else { continue }
                found.append(String(characters[(opened + 1)..<index]))
                start = nil
            } else if before.isWhitespace || before == "(" {
                start = index
            }
        }
        return found
    }

    /// `--name <value>` without its value.
    private static func option(_ text: String) -> String {
        text.hasPrefix("-") ? String(text.prefix { $0 != " " }) : text
    }

    private static func allowed(in message: String) -> [String] {
        if let list = message.range(of: "Please provide one of the following:") {
            return message[list.upperBound...].split(separator: "\n").map {
                String($0.drop { " -".contains($0) })
            }
        }
        guard let list = message.range(of: "Please provide one of ") else { return [] }
        return quoted(in: String(message[list.upperBound...]))
    }
}
