import ServerKit

/// 손님마다, 손님이 닫을 때까지 받은 바이트를 그대로 돌려줌. 끝나지 않음.
public func serve(_ listener: Listener) throws {
}
