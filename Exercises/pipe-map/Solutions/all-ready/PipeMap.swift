import Glibc
import ServerKit

/// 파이프를 여럿 지켜보다가 온 것부터 받음. 느린 자식이 앞에 있어도 뒤의 답이 막히지 않음.
func mapInChildren(_ inputs: [String], _ f: (String) -> String) throws -> [String] {
    var answers = [[UInt8]](repeating: [], count: inputs.count)
    var waits: [pollfd] = []
    var children: [pid_t] = []
    for input in inputs {
        let pipe = try makePipe()
        children.append(
            try forkChild {
                try writeAll(pipe.writeEnd, f(input))
                return 0
            })
        close(pipe.writeEnd)
        waits.append(pollfd(fd: pipe.readEnd, events: Int16(POLLIN), revents: 0))
    }
    while waits.contains(where: { $0.fd >= 0 }) {
        guard poll(&waits, nfds_t(waits.count), -1) > 0 else { continue }
        for i in waits.indices where waits[i].fd >= 0 && waits[i].revents != 0 {
            if let bytes = try readSome(waits[i].fd) {
                answers[i] += bytes
            } else {
                close(waits[i].fd)
                waits[i].fd = -1  // poll은 음수 fd를 건너뜀
            }
        }
    }
    return try zip(children, answers).map { child, answer in
        try waitChild(child) == .exited(0) ? String(decoding: answer, as: UTF8.self) : ""
    }
}
