import Glibc
import Synchronization

/// 기록장 하나에 넘어온 줄.
private final class Archive: Sendable {
    let lines = Mutex<[String]>([])
}

/// 한 스레드가 한 기록장에 적은 줄. 스레드가 끝날 때 넘어감.
private final class Page {
    let archive: Archive
    var lines: [String] = []

    init(_ archive: Archive) {
        self.archive = archive
    }

    func deliver() {
        archive.lines.withLock { $0 += lines }
    }
}

/// 한 스레드의 책상: 적고 있는 기록장마다 한 장.
private final class Desk {
    var pages: [ObjectIdentifier: Page] = [:]

    func page(of archive: Archive) -> Page {
        if let page = pages[ObjectIdentifier(archive)] { return page }
        let page = Page(archive)
        pages[ObjectIdentifier(archive)] = page
        return page
    }

    /// 부른 스레드의 책상.
    static var mine: Desk {
        if let place = pthread_getspecific(key) {
            return Unmanaged<Desk>.fromOpaque(place).takeUnretainedValue()
        }
        let desk = Desk()
        pthread_setspecific(key, Unmanaged.passRetained(desk).toOpaque())
        return desk
    }

    /// 모든 기록장이 함께 쓰는 열쇠. 스레드가 끝날 때 책상의 장을 모두 넘김.
    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        pthread_key_create(&key) { place in
            guard let place else { return }
            for page in Unmanaged<Desk>.fromOpaque(place).takeRetainedValue().pages.values { page.deliver() }
        }
        return key
    }()
}

final class ThreadLog: @unchecked Sendable {
    private let archive = Archive()

    init() {}

    func add(_ line: String) {
        Desk.mine.page(of: archive).lines.append(line)
    }

    func merged() -> [String] {
        archive.lines.withLock { $0 }
    }
}
