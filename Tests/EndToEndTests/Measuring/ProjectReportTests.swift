import Foundation
import Testing

extension EndToEnd {
    /// `sil project report`: what it measures depends on the machine, so only what does not is looked at.
    @Suite("서버를 나란히 재기")
    struct ProjectReport {
        struct Figure: Decodable {
            var median: Double?
            var smallest: Double?
            var largest: Double?
            var unmeasured: String?
        }
        struct Document: Decodable {
            struct Workload: Decodable {
                var requestsPerSecond: Figure
                var cpuUsPerRequest: Figure
                var answered: Figure?
            }
            struct Crash: Decodable {
                var held: Figure
                var lost: Figure
                var survived: Int
                var tried: Int
            }
            struct Server: Decodable {
                var exercise: String
                var state: String
                var workloads: [String: Workload]?
                var restingMib: Figure?
                var workingMib: Figure?
                var crash: Crash?
            }
            var schema: Int
            var connections: Int
            var servers: [Server]
            var page: String?
        }

        static let stages = ["tiny-http", "tiny-http-prefork", "tiny-http-pool", "tiny-http-hybrid"]

        /// A learner who has passed these with the first reference solution of each.
        private func learner(passing slugs: [String]) throws -> (learner: Learner, workspace: URL) {
            let learner = try Learner()
            learner.deadline = .seconds(400)
            let made = try learner.sil("init", "w", "--course", Checkout.root.path)
            try #require(made.status == 0, "\(made.stderr)")
            let workspace = learner.desk.appending(path: "w")
            for slug in slugs {
                try #require(try learner.sil("start", slug, in: workspace).status == 0)
                let solutions = Checkout.root.appending(path: "Exercises/\(slug)/Solutions").path
                let name = try #require(
                    try FileManager.default.contentsOfDirectory(atPath: solutions).sorted().first)
                let module = slug.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }
                    .joined()
                for path in try Checkout.files(of: slug, in: "Solutions/\(name)") {
                    let target = workspace.appending(path: "Sources/\(module)").appending(
                        path: URL(filePath: path).lastPathComponent)
                    try Data(contentsOf: URL(filePath: path)).write(to: target)
                }
                let verdict = try learner.sil("submit", slug, in: workspace)
                try #require(verdict.status == 0, "\(verdict.stdout)\(verdict.stderr)")
            }
            return (learner, workspace)
        }

        @Test(
            "the reference solutions: each cell is a figure or says why not, a crash takes what its model says"
        )
        func reference() throws {
            let (learner, workspace) = try learner(passing: Self.stages)
            let page = learner.desk.appending(path: "report.html")
            let result = try learner.sil(
                "project", "report", "--rounds", "1", "--patience", "0", "--json", "--html", page.path,
                in: workspace)
            #expect(result.status == 0, "\(result.stderr)")
            let document: Document = try result.document()
            #expect(document.servers.map(\.exercise) == Self.stages)
            #expect(document.page == page.path)
            let lost = ["tiny-http": 1.0, "tiny-http-prefork": 1, "tiny-http-pool": 8, "tiny-http-hybrid": 4]
            for server in document.servers {
                try #require(server.state == "measured", "\(server.exercise)")
                let workloads = try #require(server.workloads)
                #expect(Set(workloads.keys) == ["keep_alive", "per_connection", "wait", "compute"])
                for workload in workloads.values {
                    let rate = workload.requestsPerSecond
                    #expect((rate.median ?? 0) > 0 || rate.unmeasured != nil)
                    #expect((workload.cpuUsPerRequest.median ?? -1) >= 0)
                }
                // Eight places, each held by who came first: with connections that are kept, the others wait.
                #expect(workloads["keep_alive"]?.answered?.median == 8, "\(server.exercise)")
                #expect(workloads["per_connection"]?.answered == nil)
                #expect((server.restingMib?.median ?? 0) > 0 && (server.workingMib?.median ?? 0) > 0)
                let crash = try #require(server.crash)
                #expect(crash.tried == 1 && crash.held.median == 8)
                #expect(crash.lost.median == lost[server.exercise], "\(server.exercise)")
                #expect(crash.survived == (server.exercise == "tiny-http-pool" ? 0 : 1), "\(server.exercise)")
            }
            let html = try String(contentsOf: page, encoding: .utf8)
            #expect(html.hasPrefix("<!DOCTYPE html>") && html.contains("혼합형") && !html.contains("<script"))
        }

        @Test("a stage that has not passed is named with what to type, and nothing of it runs")
        func unfinished() throws {
            let learner = try Learner()
            try #require(try learner.sil("init", "w", "--course", Checkout.root.path).status == 0)
            let workspace = learner.desk.appending(path: "w")
            try #require(try learner.sil("start", "tiny-http", in: workspace).status == 0)
            let result = try learner.sil("project", "report", in: workspace)
            #expect(result.status == 1)
            #expect(result.stdout.contains("아직 통과하지 못함  sil submit tiny-http\n"))
            #expect(result.stdout.contains("아직 시작하지 않음  sil start tiny-http-prefork\n"))
            let wrong = try learner.sil("project", "report", "--only", "tiny", in: workspace)
            #expect(wrong.status == 64 && wrong.stderr.contains("--only tiny: 그런 서버가 없음"))
        }

        @Test("without wrk: 69, and the command that installs it")
        func noLoad() throws {
            let learner = try Learner()
            try #require(try learner.sil("init", "w", "--course", Checkout.root.path).status == 0)
            learner.environment["PATH"] = learner.desk.path
            let result = try learner.sil("project", "report", in: learner.desk.appending(path: "w"))
            #expect(result.status == 69)
            #expect(result.stderr.contains("apt-get install -y --no-install-recommends wrk"))
        }

        @Test("an interrupt in the midst of a measurement: 130, and neither server nor load is left")
        func interrupt() throws {
            let (learner, workspace) = try learner(passing: ["tiny-http-pool"])
            let result = try learner.shell(
                """
                family() { for child in $(cat /proc/$1/task/*/children 2>/dev/null); do echo $child; family $child; done; }
                env --default-signal=INT "$SIL" project report --seconds 30 --patience 0 &
                sil=$!
                for i in $(seq 1200); do
                    started=$(family $sil)
                    for child in $started; do
                        [[ $(cat /proc/$child/comm 2>/dev/null) == wrk ]] && break 2
                    done
                    sleep 0.1
                done
                echo "started $started" $(family $sil)
                kill -INT $sil; wait $sil
                """, in: workspace)
            #expect(result.status == 130)
            let started = Set(
                result.stdout.split(separator: "\n").drop { !$0.hasPrefix("started") }
                    .joined(separator: " ").split(separator: " ").compactMap { Int($0) })
            // The load, the warden, and the server in its sandbox.
            #expect(started.count >= 3, "\(result)")
            func left() -> Set<Int> { started.filter { kill(pid_t($0), 0) == 0 } }
            for _ in 0..<100 where !left().isEmpty { usleep(100_000) }
            #expect(left() == [])
        }
    }
}
