import Foundation
import Testing

@testable import sil

@Suite("Saves of a folder")
struct SourceWatchTests {
    private let world: TestWorld
    private let watch: SourceWatch

    init() throws {
        world = try TestWorld()
        try world.write("a", to: "w/A.swift")
        watch = SourceWatch(of: world.path("w"))
    }

    /// How many saves are told, waiting as a screen does: until one is, and then so long that a second would be.
    private func saves(waiting seconds: Double = 20) -> Int {
        var end = Date(timeIntervalSinceNow: seconds)
        var count = 0
        while Date() < end {
            var polled = watch.descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            poll(&polled, nfds_t(polled.count), 250)
            guard watch.takeSave() else { continue }
            count += 1
            end = Date(timeIntervalSinceNow: 0.8)
        }
        return count
    }

    @Test("nothing saved, nothing told")
    func quiet() {
        #expect(saves(waiting: 0.8) == 0)
    }

    @Test("a file written again is one save")
    func written() throws {
        try world.write("b", to: "w/A.swift")
        #expect(saves() == 1)
    }

    @Test("an editor that writes aside and renames, and one that moves the old file away, are one save each")
    func renamed() throws {
        try world.write("b", to: "w/.A.swift.swp")
        #expect(rename(world.path("w/.A.swift.swp"), world.path("w/A.swift")) == 0)
        #expect(saves() == 1)
        #expect(rename(world.path("w/A.swift"), world.path("w/A.swift~")) == 0)
        try world.write("c", to: "w/A.swift")
        #expect(saves() == 1)
    }

    @Test("many writes in a row are told together")
    func burst() throws {
        for number in 0..<20 { try world.write("\(number)", to: "w/A.swift") }
        #expect(saves() == 1)
    }

    @Test("a folder that goes away and comes again is watched again")
    func folder() throws {
        #expect(rename(world.path("w"), world.path("away")) == 0)
        #expect(saves() == 1)
        try world.write("new", to: "w/B.swift")
        #expect(saves() == 1)
        try world.write("newer", to: "w/B.swift")
        #expect(saves() == 1)
    }

    @Test("files that are no source are passed over")
    func others() throws {
        try world.write("x", to: "w/notes.txt")
        try world.write("x", to: "w/.hidden.swift")
        #expect(saves(waiting: 0.8) == 0)
    }
}
