import Glibc
import ServerKit

struct NoAnswer: Error {}

/// 값은 크니 주소만 보냄.
func childSays(_ work: () -> Int) throws -> (child: Int, parent: Int) {
    let place = UnsafeMutablePointer<Int>.allocate(capacity: 1)
    place.initialize(to: 0)
    defer { place.deallocate() }
    let pipe = try makePipe()
    defer { close(pipe.readEnd) }
    let child = try forkChild {
        place.pointee = work()
        try writeAll(pipe.writeEnd, "\(UInt(bitPattern: place))")
        return 0
    }
    close(pipe.writeEnd)
    let said = String(decoding: try readToEnd(pipe.readEnd), as: UTF8.self)
    _ = try waitChild(child)
    guard let address = UInt(said), let value = UnsafePointer<Int>(bitPattern: address) else {
        throw NoAnswer()
    }
    return (child: value.pointee, parent: work())
}
