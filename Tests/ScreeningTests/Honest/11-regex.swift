// uses: · mode 6 · -Onone
import Foundation
import RegexBuilder

struct Entry { var host: Substring, status: Int, size: Int }

func parse(_ line: String) -> Entry? {
    let pattern = /^(?<host>\S+) .*"(?:GET|POST) [^"]+" (?<status>\d{3}) (?<size>\d+|-)$/
    guard let match = line.wholeMatch(of: pattern) else { return nil }
    return Entry(host: match.host, status: Int(match.status) ?? 0, size: Int(match.size) ?? 0)
}

func quotes(_ text: String) -> [Substring] { text.matches(of: /"[^"]*"/).map(\.0) }
func halves(_ a: Double, _ b: Double) -> Double { a / b / 2 + (a / b) }
func slashes(_ text: String) -> Int { text.split(separator: #/\/+/#).count }

func date(_ text: String) -> Int? {
    let year = Reference(Int.self)
    let pattern = Regex {
        Anchor.startOfSubject
        TryCapture(as: year) {
            Repeat(.digit, count: 4)
        } transform: {
            Int($0)
        }
        "-"
        OneOrMore(.digit)
        Optionally {
            ChoiceOf {
                "Z"; "KST"
            }
        }
    }
    return text.firstMatch(of: pattern).map { $0[year] }
}

func cleaned(_ text: String) -> String {
    text.replacing(/\s+/, with: " ").replacing(/unsafe \w+/) { "‹\($0.output)›" }
}
