// uses: · mode 5 · -O
import Foundation

enum Command { case add(Double), show, quit, unknown(String) }

func command(_ line: String) -> Command {
    let words = line.components(separatedBy: .whitespaces).filter { !$0.isEmpty }
    switch (words.first, words.dropFirst().first.flatMap(Double.init)) {
    case ("add", let value?): return .add(value)
    case ("show", nil): return .show
    case ("quit", _), (nil, _): return .quit
    default: return .unknown(line)
    }
}

func repl() {
    var total = 0.0
    print("> ", terminator: "")
    while let line = readLine(strippingNewline: true) {
        switch command(line) {
        case .add(let value): total += value
        case .show:
            print(String(format: "%.2f", total), sqrt(abs(total)).rounded(.up), pow(total, 2), sin(total))
        case .quit: return
        case .unknown(let text): fputs("모르는 명령: \(text)\n", stderr)
        }
    }
    debugPrint(total, CommandLine.arguments.count, ProcessInfo.processInfo.activeProcessorCount)
}
