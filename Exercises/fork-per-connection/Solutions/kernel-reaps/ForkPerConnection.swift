import Glibc
import ServerKit

public func runForking(_ listener: Listener, handle: (Connection) -> Void) throws {
    // 자식이 어떻게 끝나든 상관없다고 하면 커널이 거둠: wait(2)의 NOTES.
    signal(SIGCHLD, SIG_IGN)
    while true {
        let client = accept(listener.descriptor, nil, nil)
        fflush(nil)
        if client == -1 {
            usleep(10_000)
        } else if fork() == 0 {
            close(listener.descriptor)
            handle(Connection(descriptor: client))
            _exit(0)
        }
        close(client)
    }
}
