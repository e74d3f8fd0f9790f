import Foundation
import Sandbox

/// The toolchain as a confined job needs it.
extension Toolchain {
    /// /usr is part of every sandbox.
    var mounts: [Mount] {
        root == "/usr" || root.hasPrefix("/usr/") ? [] : [.readOnly(root)]
    }

    /// Those of its libraries that a program may use; a program finds no host around it.
    var programLibraries: [String] {
        [
            "swiftCore", "swiftSwiftOnoneSupport", "swift_Concurrency", "swift_StringProcessing",
            "swift_RegexParser", "swiftSynchronization", "swiftGlibc", "swiftDispatch", "dispatch",
            "BlocksRuntime", "Foundation", "FoundationEssentials", "FoundationInternationalization",
            "swiftRegexBuilder", "swiftObservation",
        ].filter { FileManager.default.fileExists(atPath: "\(libraries)/lib\($0).so") }
    }
}
