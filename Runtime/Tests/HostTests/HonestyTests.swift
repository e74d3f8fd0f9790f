import CHost
import Foundation
import Testing

@testable import HostCore

/// What a submission tries in order to pass without being right.
@Suite(.serialized) struct HonestyTests {
    static let canScopeSignals = host_lock_abi() >= 6
    static let canHideFiles = host_lock_abi() >= 1

    @Test("Bytes without the nonce are told as forged, and never pass")
    func forged() throws {
        let tests = ["CheatingTests.testWriteEverywhere", "CheatingTests.testWriteAndLeave"]
        let outcome = try HostProcess.run(tests + ["RightTests.testSum"])
        for test in tests {
            #expect(outcome.status(test) == "crashed")
            #expect(outcome[test]?.values("forged") == ["true"])
            #expect(outcome[test]?.values("exit_code") == ["0"])
        }
        #expect(outcome.status("RightTests.testSum") == "passed")
    }

    @Test("An answer from a forked child does not count")
    func answerFromChild() throws {
        let outcome = try HostProcess.run(["CheatingTests.testAnswerFromChild"])
        #expect(outcome.status("CheatingTests.testAnswerFromChild") == "crashed")
        #expect(outcome["CheatingTests.testAnswerFromChild"]?.values("exit_code") == ["0"])
    }

    @Test("Closing every descriptor silences the test, and a silent test has crashed")
    func closed() throws {
        let outcome = try HostProcess.run(["CheatingTests.testCloseEverything"])
        #expect(outcome.status("CheatingTests.testCloseEverything") == "crashed")
        #expect(
            outcome["CheatingTests.testCloseEverything"]?.values("exit_code") == [
                "\(HOST_EXIT_RECORD_CLOSED)"
            ])
    }

    @Test("A test cannot signal the host", .enabled(if: canScopeSignals))
    func killHost() throws {
        let outcome = try HostProcess.run(["CheatingTests.testKillHost", "RightTests.testSum"])
        #expect(outcome.output("CheatingTests.testKillHost") == "kill [1, 1]\n")
        #expect(outcome.status("RightTests.testSum") == "passed")
        #expect(outcome.exitCode == 0)
    }

    @Test("Descriptors, arguments and environment lead to nothing of the grader's")
    func surroundings() throws {
        let outcome = try HostProcess.run(["CheatingTests.testSurroundings"])
        let output = outcome.output("CheatingTests.testSurroundings")
        let job = try Job.mode6.get()
        #expect(output.contains("PATH="), "\(output)")
        #expect(!output.contains(job.folder.lastPathComponent))
        #expect(!output.contains("Grade"))
        let descriptors = output.split(separator: "\n").compactMap { Int($0.prefix { $0.isNumber }) }
        #expect(descriptors == [0, 1, 2, Int(HOST_RECORD_DESCRIPTOR)], "\(output)")
    }

    @Test(
        "The job's and the host's folders are closed; /tmp can be written, the rest only read",
        .enabled(if: canHideFiles))
    func paths() throws {
        let job = try Job.mode6.get()
        // Not where the package is built: were that below /tmp, hiding it would close /tmp with it.
        let copy = try Job.emptyFolder("sil-host-copy").appending(path: "sil-host")
        try UnprivilegedHost.copy(Toolchain.shared.host, to: copy)
        let host = copy.deletingLastPathComponent().path
        let paths = [
            job.folder.path, job.grader.path, host, "/var/tmp", "/usr", "/etc", "/tmp", "/dev/shm",
            "/proc/self/status", "/proc/self/fd", "/proc/meminfo", "/proc/self/mem", "/proc/self/maps",
            "/proc/self/environ", "/proc/self/cmdline", "/proc/self/exe", "/proc/self/task/self/mem",
        ]
        let outcome = try HostProcess.run(
            ["CheatingTests.testPaths"], host: copy,
            environment: ["SIL_TEST_PATHS": paths.joined(separator: ":")])
        let lines = outcome.output("CheatingTests.testPaths").split(separator: "\n").map(String.init)
        #expect(
            lines == [
                "\(job.folder.path) closed fixed", "\(job.grader.path) closed fixed", "\(host) closed fixed",
                "/var/tmp closed fixed", "/usr readable fixed", "/etc readable fixed",
                "/tmp readable writable", "/dev/shm readable writable", "/proc/self/status readable fixed",
                "/proc/self/fd readable fixed", "/proc/meminfo readable fixed", "/proc/self/mem closed fixed",
                "/proc/self/maps closed fixed", "/proc/self/environ closed fixed",
                "/proc/self/cmdline closed fixed", "/proc/self/exe closed fixed",
                "/proc/self/task/self/mem closed fixed",
            ])
    }

    @Test("A scratch folder named by TMPDIR can be written", .enabled(if: canHideFiles))
    func scratch() throws {
        let folder = try Job.emptyFolder("sil-host-scratch").path
        let outcome = try HostProcess.run(
            ["CheatingTests.testPaths"], environment: ["SIL_TEST_PATHS": folder, "TMPDIR": folder])
        #expect(outcome.output("CheatingTests.testPaths") == "\(folder) readable writable\n")
    }

    @Test(
        "Code that runs while the library is loaded runs, but finds nothing open", .enabled(if: canHideFiles))
    func early() throws {
        let grader = try Job.mode6.get().grader.path
        let outcome = try HostProcess.run(
            ["CheatingTests.testEarly"], environment: ["SIL_TEST_GRADER": grader])
        #expect(outcome.output("CheatingTests.testEarly") == "[0, -1, -1]\n")
    }

    @Test("Other processes' files are closed unless the order opens /proc", .enabled(if: canHideFiles))
    func proc() throws {
        let shut = try HostProcess.run(["CheatingTests.testParent"])
        #expect(
            shut.output("CheatingTests.testParent")
                == "status closed\nenviron closed\nmem closed\nmaps closed\n")
        let open = try HostProcess.run(["CheatingTests.testParent"], more: [("proc", "all")])
        #expect(open.output("CheatingTests.testParent").hasPrefix("status readable\n"))
        #expect(open.output("CheatingTests.testParent").contains("mem closed\n"))
    }

    @Test(
        "What the order takes from tests is refused, threads never",
        arguments: [
            ([], "fork 0 socket 0 spawn 0 thread 0"),
            ([("exec", "no")], "fork 1 socket 0 spawn 1 thread 0"),
            ([("sockets", "no")], "fork 0 socket 1 spawn 0 thread 0"),
            ([("exec", "no"), ("sockets", "no")], "fork 1 socket 1 spawn 1 thread 0"),
        ])
    func capabilities(more: [(String, String)], expected: String) throws {
        let outcome = try HostProcess.run(
            ["CheatingTests.testCapabilities", "RightTests.testAsync"], more: more)
        #expect(outcome.output("CheatingTests.testCapabilities") == expected + "\n")
        #expect(outcome.status("RightTests.testAsync") == "passed")
    }

    @Test(
        "Everything the runtime offers is found in the host, used by it or not",
        arguments: ["GraderKit", "ServerKit"])
    func exports(module: String) throws {
        let folder = Toolchain.shared.products.appending(path: "\(module).build")
        let objects = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "o" }
        let offered = try objects.flatMap { try visibleSymbols(of: $0, "-s") }
            .filter { $0.hasPrefix("$s\(module.count)\(module)") }
        let exported = Set(try visibleSymbols(of: Toolchain.shared.host, "--dyn-syms"))
        #expect(!objects.isEmpty)
        #expect(offered.filter { !exported.contains($0) }.isEmpty)
    }

    @Test("Of the host's own C functions only the marked one is found")
    func hidden() throws {
        let exported = try visibleSymbols(of: Toolchain.shared.host, "--dyn-syms")
        #expect(exported.filter { $0.hasPrefix("host_") } == ["host_record_version"])
    }

    /// Names that a file defines for others.
    private func visibleSymbols(of file: URL, _ table: String) throws -> [String] {
        let text = try Toolchain.shared.run(
            URL(fileURLWithPath: "/usr/bin/readelf"), ["-W", table, file.path])
        return text.split(separator: "\n").compactMap { line in
            let columns = line.split(separator: " ")
            guard columns.count >= 8, columns[4] == "GLOBAL", columns[5] != "HIDDEN", columns[6] != "UND"
            else {
                return nil
            }
            return String(columns[7])
        }
    }
}
