import ServerKit

/// 스레드 하나가 적는 자리. 그 스레드만 쓰고, 부른 쪽은 join 뒤에만 읽음.
private final class Place: @unchecked Sendable {
    var stack: Range<UInt>?
}

func stackRanges(threads: Int, _ visit: @escaping @Sendable (Int) -> Void) throws -> [Range<UInt>] {
    // 마친 스레드는 한 바이트를 쓰고, 부른 쪽이 문의 쓰는 끝을 닫을 때까지 읽는 끝에서 기다림.
    let finished = try makePipe()
    let gate = try makePipe()
    let places = (0..<threads).map { _ in Place() }
    let running = try (0..<threads).map { number in
        try startThread {
            visit(number)
            places[number].stack = try? currentStack()
            try? writeAll(finished.writeEnd, "!")
            _ = try? readToEnd(gate.readEnd)
        }
    }
    var missing = threads
    while missing > 0 { missing -= try readSome(finished.readEnd, upTo: missing)?.count ?? missing }
    closeDescriptor(gate.writeEnd)
    running.forEach { $0.join() }
    [gate.readEnd, finished.readEnd, finished.writeEnd].forEach(closeDescriptor)
    return places.compactMap(\.stack)
}
