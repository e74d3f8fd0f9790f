// uses: · mode 6 · -Onone
enum Trace {
    @TaskLocal static var id: String?
    @TaskLocal static var depth = 0
}

func log(_ message: String) -> String { "[\(Trace.id ?? "-")/\(Trace.depth)] \(message)" }

func handle(_ request: String) async -> [String] {
    await Trace.$id.withValue(request) {
        var lines = [log("시작")]
        await Trace.$depth.withValue(Trace.depth + 1) {
            lines.append(log("안쪽"))
            let child = Task { log("물려받음") }
            lines.append(await child.value)
            lines.append(await Task.detached { log("안 물려받음") }.value)
        }
        return lines
    }
}
