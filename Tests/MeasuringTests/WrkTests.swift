import Testing

@testable import Measuring

@Suite("What wrk says")
struct WrkTests {
    /// As wrk 4.1.0 prints it, the script's line at the end.
    static let output = """
        Running 1s test @ http://127.0.0.1:40001/hello
          1 threads and 32 connections
          Thread Stats   Avg      Stdev     Max   +/- Stdev
            Latency   248.28us   56.81us   1.53ms   87.39%
            Req/Sec    32.31k     1.00k   33.42k    81.82%
          35333 requests in 1.10s, 2.09MB read
        Requests/sec:  32121.07
        Transfer/sec:      1.90MB

        sil-summary duration_us=1100000 requests=35333 status=33 connect=1 read=2 write=3 timeout=4 \
        p50_us=240 p99_us=610

        """

    @Test("the script's line is found, and refusals are no answers")
    func summary() throws {
        let summary = try #require(WrkSummary(output: Self.output))
        #expect(summary.answers == 35_333 && summary.refusals == 33 && summary.durationUS == 1_100_000)
        #expect(summary.brokenConnections == 6 && summary.timeouts == 4)
        #expect(summary.p50US == 240 && summary.p99US == 610)
        #expect(abs(summary.rate - 35_300 / 1.1) < 0.001)
    }

    @Test(
        "what is missing or no number gives no summary",
        arguments: [
            ("", ""), ("sil-summary ", "other "), ("duration_us=1100000", "duration_us=0"),
            ("requests=35333", "requests=x"), ("requests=35333", "requests=-1"),
            ("status=33", "status=35334"),
            (" p99_us=610", ""),
        ])
    func damaged(part: String, other: String) {
        let text = part.isEmpty ? "" : Self.output.replacing(part, with: other)
        #expect(WrkSummary(output: text) == nil)
    }

    private func samples(_ output: String, foreign: Double?) -> RunSamples {
        var samples = RunSamples(failed: "재지 못함")
        samples.take(
            Wrk.Run(summary: WrkSummary(output: output), lastLine: "", processorSeconds: 0.5),
            foreign.map { CoreWatch.Use(foreignShare: $0, serverSeconds: 0.5) }, foreignShareMax: 0.1)
        return samples
    }

    @Test("a figure counts only while the cores were ours")
    func quiet() {
        let own = samples(Self.output, foreign: 0.1)
        #expect(own.p50 == .figure(0.24) && own.p99 == .figure(0.61))
        let shared = samples(Self.output, foreign: 0.11)
        #expect(shared.rate == .busy && shared.p50 == .busy && shared.p99 == .busy)
        // What the server itself needed is its own, whoever else was there.
        #expect(own.cost == .figure(0.5 / 35_333 * 1e6) && shared.cost == own.cost)
        guard case .failed = samples(Self.output, foreign: nil).rate else {
            Issue.record("nobody knows who used the cores, and there is a figure")
            return
        }
    }

    @Test("no summary, and no answer but refusals, are no figure of 0")
    func nothing() {
        for output in ["", Self.output.replacing("requests=35333", with: "requests=33")] {
            guard case .failed = samples(output, foreign: 0).rate else {
                Issue.record("a figure of \(output)")
                continue
            }
        }
    }
}
