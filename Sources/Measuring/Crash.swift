/// Lets a worker crash while clients are being served, and counts whom it takes along.
///
/// Every client has been answered once before, so each is held by whoever serves it; which requests are lost depends on
/// how the clients are shared among processes, and on no moment.
struct Crash: Equatable {
    /// Clients that got a first answer.
    var held: Int
    var lost: Int
    /// A new client is answered afterwards.
    var survived: Bool

    /// For what comes at once from a server that lives, beside busy cores too.
    private static let patienceSeconds = 5

    /// nil where not even one client is answered.
    static func happens(port: UInt16, clients: Int) -> Crash? {
        var held: [HTTPClient] = []
        while held.count < clients, let client = HTTPClient(port: port, patienceSeconds: patienceSeconds),
            client.ask("/hello"), case .status = client.answer()
        {
            held.append(client)
        }
        guard let victim = held.first, victim.ask("/crash") else { return nil }
        // A handler that answers has not crashed, and nobody is lost.
        var lost = if case .status = victim.answer() { 0 } else { 1 }
        for client in held.dropFirst() {
            guard client.ask("/hello"), case .status = client.answer() else {
                lost += 1
                continue
            }
        }
        let count = held.count
        // Who goes on holding a place would keep a new client waiting.
        held = []
        guard let next = HTTPClient(port: port, patienceSeconds: patienceSeconds), next.ask("/hello"),
            case .status = next.answer()
        else { return Crash(held: count, lost: lost, survived: false) }
        return Crash(held: count, lost: lost, survived: true)
    }
}
