// uses: processes · mode 5 · -O
import Foundation

struct Capture { var output: String, code: Int32, wasSignalled: Bool }

func capture(_ program: String, _ arguments: [String]) throws -> Capture {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = ["LANG": "C"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    process.waitUntilExit()
    return Capture(
        output: "\(arguments.count)", code: process.terminationStatus,
        wasSignalled: process.terminationReason == .uncaughtSignal)
}
