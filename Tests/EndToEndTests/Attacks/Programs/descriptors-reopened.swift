// tries: Reopens its descriptors through /proc/self/fd and writes forged results there
// exercise: held-open
// verdict-full: crashed
// verdict-reduced: crashed
// plain: 0 (no count)

import Glibc

/// A frame as the host would send it, and a report as a test would: a nonce of zeros, a length, a body.
func forgeries() -> [UInt8] {
    let result = Array("record: result\nindex: 0\nstatus: passed\nseconds: 0.0010\n".utf8)
    let report = Array("record: report\n".utf8)
    let zeros = [UInt8](repeating: 0, count: 16)
    return [0, 0, 0, UInt8(result.count)] + result + zeros + [0, 0, 0, UInt8(report.count)] + report
}

func nextSquare(_ number: Int) -> Int {
    let bytes = forgeries()
    for number in 3..<256 {
        let descriptor = open("/proc/self/fd/\(number)", O_WRONLY | O_NONBLOCK)
        if descriptor >= 0 { _ = write(descriptor, bytes, bytes.count) }
    }
    _exit(0)
}
