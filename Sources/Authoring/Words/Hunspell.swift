import Foundation

/// Debian's spelling checker with its Korean dictionary, asked about single words.
struct Hunspell: Sendable {
    private let program: String
    /// Names program and dictionary in keys of what is remembered.
    let identity: String

    private static let dictionary = "/usr/share/hunspell/ko_KR"
    /// A chapter takes half a second, nearly all of it to read the dictionary.
    private static let secondsMax = 60.0
    private static let wordsMax = 200_000

    /// nil where program or dictionary is not installed.
    static func find(path: String) -> Hunspell? {
        let programs = path.split(separator: ":").map { "\($0)/hunspell" }
        guard let program = programs.first(where: FileManager.default.isExecutableFile) else { return nil }
        let stamps = [program, dictionary + ".dic", dictionary + ".aff"].map(stamp)
        guard stamps.allSatisfy({ $0 != nil }) else { return nil }
        return Hunspell(program: program, identity: stamps.compactMap(\.self).joined(separator: "\n"))
    }

    private static func stamp(_ path: String) -> String? {
        let file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: file),
            let size = attributes[.size] as? Int, let date = attributes[.modificationDate] as? Date
        else { return nil }
        return "\(file) \(size) \(date.timeIntervalSince1970)"
    }

    /// Of the words, those it does not know; nil when it gave no answer.
    func unknown(_ words: [String]) -> Set<String>? {
        guard words.count <= Self.wordsMax else { return nil }
        guard !words.isEmpty else { return [] }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["-d", "ko_KR", "-i", "UTF-8", "-l"]
        process.environment = ["LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let deadline = Thread {
            Thread.sleep(forTimeInterval: Self.secondsMax)
            if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        }
        deadline.start()
        // It answers while it reads: a pipe that nobody empties would stop both.
        let text = Data((words.joined(separator: "\n") + "\n").utf8)
        let writer = Thread {
            try? input.fileHandleForWriting.write(contentsOf: text)
            try? input.fileHandleForWriting.close()
        }
        writer.start()
        let answer = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0, process.terminationReason == .exit else { return nil }
        return Set(String(decoding: answer, as: UTF8.self).split(separator: "\n").map(String.init))
    }
}
