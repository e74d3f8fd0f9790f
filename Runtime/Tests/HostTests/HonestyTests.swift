import CHost
import Foundation
import Testing

@testable import sil_host

/// What a submission tries in order to pass without being right.
@Suite(.serialized) struct HonestyTests {
    static let canScopeSignals = {
        var lock = host_lock()
        _ = host_lock_prepare(nil, 0, &lock)
        return lock.abi >= 6
    }()
    static let canHideFiles = {
        var lock = host_lock()
        _ = host_lock_prepare(nil, 0, &lock)
        return lock.abi >= 1
    }()

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
        try FileManager.default.copyItem(at: Toolchain.shared.host, to: copy)
        let host = copy.deletingLastPathComponent().path
        let paths = [job.folder.path, job.grader.path, host, "/usr", "/etc", "/tmp", "/dev/shm"]
        let outcome = try HostProcess.run(
            ["CheatingTests.testPaths"], host: copy,
            environment: ["SIL_TEST_PATHS": paths.joined(separator: ":")])
        let lines = outcome.output("CheatingTests.testPaths").split(separator: "\n").map(String.init)
        #expect(
            lines == [
                "\(job.folder.path) closed fixed", "\(job.grader.path) closed fixed", "\(host) closed fixed",
                "/usr readable fixed", "/etc readable fixed", "/tmp readable writable",
                "/dev/shm readable writable",
            ])
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
