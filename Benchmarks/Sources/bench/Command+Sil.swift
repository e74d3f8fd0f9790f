import Foundation

extension Command {
    /// A `sil` with a home of its own below `folder`; its cache is the one that `SIL_BENCH_CACHE` names, or lies there too.
    static func sil(_ program: String, _ words: [String], in folder: URL) -> Command {
        var command = Command(words: [program] + words, folder: folder)
        command.environment["SIL_HOME"] = folder.appending(path: "home").path
        command.environment["SIL_CACHE"] =
            command.environment["SIL_BENCH_CACHE"] ?? folder.appending(path: "cache").path
        return command
    }
}
