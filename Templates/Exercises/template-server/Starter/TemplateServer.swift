import ServerKit

/// 손님마다, 이름을 한 줄 받을 때마다 `안녕, 이름`을 한 줄 보냄. 끝나지 않음.
///
/// - 손님 하나가 가만히 있어도 다른 손님은 답을 받음.
/// - 손님이 가면 그 연결을 닫음.
public func serve(_ listener: Listener) throws {
    // 1. 손님을 받으세요. (listener.accept)

    // 2. 이름을 읽고 인사를 보내세요. (connection.readLine, connection.write)
}
