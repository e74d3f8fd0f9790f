import Glibc
import ServerKit

public func runEcho(_ listener: Listener) throws {
    while true {
        guard let client = try? listener.accept() else {
            usleep(10_000)
            continue
        }
        let thread = try? startThread {
            do {
                while let bytes = try client.read() { try client.write(bytes) }
            } catch {}
            client.close()
        }
        thread?.detach()
    }
}
