import ServerKit

/// 손님마다 자식 프로세스 하나. 끝난 자식은 다음 손님이 올 때 거둠.
public func serve(_ listener: Listener) throws {
    while true {
        let connection = try listener.accept()
        while try reapAnyChild() != nil {}
        _ = try forkChild {
            while let name = try connection.readLine() { try connection.write("안녕, \(name)\n") }
            return 0
        }
        // 자식이 따로 쥐고 있음.
        connection.close()
    }
}
