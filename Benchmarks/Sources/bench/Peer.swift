/// What others took for a verdict after a one-line edit, as ratios to `swift test` in the same interleaved run of theirs.
///
/// They cannot be run from here: they need accounts, a registry, or do not build on this system. Measured on Debian 12,
/// two cores, Swift 6.3.1: rustlings 6.5 (its sequence of cargo commands), swiftlings (mended to build on Linux),
/// check50 `--dev`, Exercism's Swift test runner over its warm-up build, nbgrader 0.9.
struct Peer {
    let name: String
    /// Times the wall and the CPU of `swift test`; nil where it was not measured.
    let wall: Double
    let cpu: Double?

    static let all = [
        Peer(name: "rustlings (Rust)", wall: 0.70, cpu: 0.69),
        Peer(name: "swiftlings", wall: 0.96, cpu: 0.80),
        Peer(name: "check50", wall: 1.66, cpu: 0.87),
        Peer(name: "Exercism runner", wall: 4.78, cpu: 5.73),
        Peer(name: "nbgrader (Python)", wall: 6.1, cpu: nil),
    ]

    static var text: String {
        (["others on the same work, measured elsewhere: × swift test wall, CPU; none of them confines"]
            + all.map { peer in
                let name = peer.name + String(repeating: " ", count: max(1, 24 - peer.name.count))
                return "  \(name)\(peer.wall)    \(peer.cpu.map { "\($0)" } ?? "–")"
            }).joined(separator: "\n")
    }
}
