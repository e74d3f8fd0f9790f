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

    /// How many saves are told within `seconds`, waiting as a screen does.
    private func saves(within seconds: Double) -> Int {
        let end = Date(timeIntervalSinceNow: seconds)
        var count = 0
        while Date() < end {
            var polled = watch.descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            poll(&polled, nfds_t(polled.count), 250)
            if watch.takeSave() { count += 1 }
        }
        return count
    }

    @Test("nothing saved, nothing told")
    func quiet() {
        #expect(saves(within: 0.6) == 0)
    }

    @Test("a file written again is one save")
    func written() throws {
        try world.write("b", to: "w/A.swift")
        #expect(saves(within: 1) == 1)
    }

    @Test("an editor that writes aside and renames, and one that moves the old file away, are one save each")
    func renamed() throws {
        try world.write("b", to: "w/.A.swift.swp")
        #expect(rename(world.path("w/.A.swift.swp"), world.path("w/A.swift")) == 0)
        #expect(saves(within: 1) == 1)
        #expect(rename(world.path("w/A.swift"), world.path("w/A.swift~")) == 0)
        try world.write("c", to: "w/A.swift")
        #expect(saves(within: 1) == 1)
    }

    @Test("many writes in a row are told together")
    func burst() throws {
        for number in 0..<20 { try world.write("\(number)", to: "w/A.swift") }
        #expect(saves(within: 1) == 1)
    }

    @Test("a folder that goes away and comes again is watched again")
    func folder() throws {
        #expect(rename(world.path("w"), world.path("away")) == 0)
        #expect(saves(within: 1) == 1)
        try world.write("new", to: "w/B.swift")
        #expect(saves(within: 1) == 1)
        try world.write("newer", to: "w/B.swift")
        #expect(saves(within: 1) == 1)
    }

    @Test("files that are no source are passed over")
    func others() throws {
        try world.write("x", to: "w/notes.txt")
        try world.write("x", to: "w/.hidden.swift")
        #expect(saves(within: 0.6) == 0)
    }
}
