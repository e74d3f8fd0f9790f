import Foundation
import Glibc
import Testing

/// Does something while nobody can write into a folder or to what is in it.
///
/// Root writes whatever the mode says, so for root the folder becomes a read-only mount of itself.
func whileReadOnly(_ folder: URL, _ body: () throws -> Void) throws {
    let path = folder.path
    if getuid() == 0 {
        let flags = UInt(MS_BIND)
        try #require(mount(path, path, nil, flags, nil) == 0, "errno \(errno)")
        defer { umount2(path, Int32(MNT_DETACH)) }
        try #require(mount(nil, path, nil, flags | UInt(MS_REMOUNT | MS_RDONLY), nil) == 0)
        try body()
    } else {
        for file in try FileManager.default.contentsOfDirectory(atPath: path) {
            chmod("\(path)/\(file)", 0o444)
        }
        chmod(path, 0o555)
        defer { chmod(path, 0o755) }
        try body()
    }
}
