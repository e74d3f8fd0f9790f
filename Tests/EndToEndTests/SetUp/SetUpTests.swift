import Foundation
import Testing

extension EndToEnd {
    /// `Scripts/sil` on machines of every kind.
    @Suite("Scripts/sil: 기계를 갖추고 sil을 실행함")
    struct SetUp {
        private let machine: StubMachine

        init() throws {
            machine = try StubMachine()
        }

        @Test("Nothing missing, nothing changed: apt and swift are left alone and sil speaks alone")
        func nothingToDo() throws {
            let result = try machine.run("sil", "read", "두 낱말")
            #expect(machine.calls == [])
            #expect(result.stderr == "")
            #expect(result.stdout.contains("with 2: read 두 낱말"))
            #expect(result.status == 3, "sil's own exit status")
        }

        @Test("sil runs in the caller's folder")
        func currentFolder() throws {
            let place = machine.checkout.appending(path: "Sources")
            #expect(try machine.run("sil", from: place).stdout.contains("in \(place.path) with 0"))
        }

        @Test("SIL_COURSE is never set")
        func course() throws {
            #expect(try machine.run("sil").stdout.contains("course unset"))
        }

        @Test("Only what is missing is installed, and named in Korean", arguments: [1, 2, 5])
        func missing(count: Int) throws {
            let missing = Array(StubMachine.packages.suffix(count))
            try machine.install(StubMachine.packages.dropLast(count))
            let result = try machine.run("sil")
            #expect(machine.calls.count == 1)
            #expect(
                machine.calls.first?.hasSuffix(
                    "install -y --no-install-recommends " + missing.joined(separator: " ")) == true)
            #expect(result.speaksKorean && result.stderr.contains(missing.joined(separator: " ")))
            #expect(result.stdout.contains("with 0"), "sil runs afterwards")
        }

        @Test("The package lists are refreshed only when the first try fails")
        func oldLists() throws {
            try machine.install([])
            try machine.makePackageListsOld()
            let result = try machine.run("sil")
            #expect(machine.calls.map { $0.contains(" update") } == [false, true, false])
            #expect(result.status == 3)
        }

        @Test("apt that cannot install: 69 with apt's own words")
        func brokenApt() throws {
            try machine.install([])
            try machine.breakApt()
            let result = try machine.run("sil")
            #expect(result.status == 69)
            #expect(result.speaksKorean && result.stderr.contains("E: broken mirror"))
            #expect(result.stdout == "")
        }

        @Test("An ordinary user with sudo: apt runs through it, without a question")
        func sudo() throws {
            try machine.become(uid: 1000)
            try machine.allowSudo()
            try machine.install([])
            let result = try machine.run("sil")
            #expect(machine.calls.contains { $0.hasPrefix("sudo -n") && $0.contains("apt-get") })
            #expect(machine.calls.filter { $0.hasPrefix("apt-get") }.count == 1)
            #expect(result.status == 3)
        }

        @Test("Neither root nor sudo: 69 and the one command to run")
        func noRights() throws {
            try machine.become(uid: 1000)
            try machine.install([
                "libsqlite3-dev", "libunistring-dev", "libsodium-dev", "zlib1g-dev", "bubblewrap", "wrk",
            ])
            let result = try machine.run("sil")
            #expect(result.status == 69)
            #expect(result.stdout == "")
            #expect(result.speaksKorean)
            let commands = result.stderr.split(separator: "\n").filter { $0.contains("apt-get") }
            #expect(
                commands.map { $0.trimmingCharacters(in: .whitespaces) } == [
                    "sudo apt-get install -y --no-install-recommends libcmark-gfm-dev libcmark-gfm-extensions-dev"
                ])
            #expect(!machine.calls.contains { $0.hasPrefix("apt-get") })
        }

        @Test("No Swift, and sil must be built: 69 and how to get it")
        func noSwift() throws {
            try machine.setSwift(version: nil)
            try machine.forgetBuild()
            let result = try machine.run("sil")
            #expect(result.status == 69)
            #expect(result.speaksKorean && result.stderr.contains("swiftly install --use 6.3"))
        }

        @Test("A Swift too old: 69, naming what is there", arguments: ["5.10.1", "6.2.4"])
        func oldSwift(version: String) throws {
            try machine.setSwift(version: version)
            try machine.forgetBuild()
            let result = try machine.run("sil")
            #expect(result.status == 69)
            #expect(result.stderr.contains(version.split(separator: ".").prefix(2).joined(separator: ".")))
        }

        @Test("An edited source is built once")
        func edited() throws {
            try machine.edit()
            let result = try machine.run("sil")
            #expect(
                machine.calls == [
                    "swift build -c release --static-swift-stdlib --product sil --package-path \(machine.checkout.path)"
                ])
            #expect(result.speaksKorean && result.stdout.contains("with 0"))
            _ = try machine.run("sil")
            #expect(machine.calls.count == 1)
        }

        @Test("A source that went away is a change too")
        func removed() throws {
            try FileManager.default.removeItem(at: machine.checkout.appending(path: "Sources/sil/Sil.swift"))
            _ = try machine.run("sil")
            #expect(machine.calls.count == 1)
        }

        @Test("A build that fails: the compiler's words, 70, and the next run builds again")
        func brokenSources() throws {
            try machine.breakSources()
            let result = try machine.run("sil")
            #expect(result.status == 70)
            #expect(result.speaksKorean && result.stderr.contains("error: no such module"))
            #expect(result.stdout == "", "a stale sil does not run")
            #expect(try machine.run("sil").status == 70)
            #expect(machine.calls.count == 2)
        }

        @Test("Two at once build once")
        func twoAtOnce() throws {
            try machine.edit()
            let result = try machine.runTwice()
            #expect(machine.calls.count == 1)
            #expect(result.stdout.split(separator: "\n").filter { $0.contains("with 0") }.count == 2)
        }

        @Test(
            "A checkout of somebody else's that must be built: 69, and what to do",
            .enabled(if: getuid() != 0))
        func foreignCheckout() throws {
            try machine.forgetBuild()
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o555], ofItemAtPath: machine.checkout.path)
            defer {
                try? FileManager.default.setAttributes(
                    [.posixPermissions: 0o755], ofItemAtPath: machine.checkout.path)
            }
            let result = try machine.run("sil")
            #expect(result.status == 69)
            #expect(result.speaksKorean && result.stderr.contains("cp -r"))
        }
    }
}
