import ServerKit

/// 느린 손님이 있어도 다른 손님을 맡는 서버. 돌아오지 않음.
///
/// - 많아야 `threads`명을 함께 맡음. 손님마다 한 스레드가 처음부터 끝까지 맡고, 그다음 손님은 끊지 않고 기다리게 둠.
///   맡는 스레드 말고 새 스레드는 하나까지 더 띄워도 됨.
/// - 요청은 `\n`으로 끝나는 한 줄임. 여러 조각으로 나뉘어 오기도 함. `\n`을 뺀 줄을 `handle`에 건네고, 그 답을 그대로
///   쓴 다음 연결을 닫음. 연결마다 요청은 하나임.
/// - 요청이 **다 오기까지** `timeout`초만 줌. 스레드가 손님을 맡은 때부터 세고, 조각이 와도 다시 세지 않음. 시간이 다 되면
///   그때 곧바로, `handle`을 부르지도 무엇을 쓰지도 않고 연결을 닫음. `handle`이 쓰는 시간은 세지 않음.
/// - 줄이 끝나기 전에 손님이 보내기를 닫거나 연결이 끊기면, 그때 곧바로 `handle`을 부르지 않고 닫음.
/// - 손님이 어떻게 떠나든 그 스레드는 다음 손님을 맡음. 받는 것이 실패하면(`EMFILE` 같은 것) 10 ms쯤 쉬었다가 다시 함.
///
/// - Parameters:
///   - now: 지금의 시각(초). 아무 스레드에서나 불러도 됨.
///   - wait: 그 연결에서 읽을 것이 있을 때까지 많아야 그만큼(초) 기다림. 읽기가 기다리지 않게 되면(온 것이 있거나, 상대가
///     닫았거나 끊겼으면) true, 시간이 다 되면 false. 0이나 음수면 보기만 함. 요청을 기다리는 일은 모두 이것으로 하세요.
public func runPatient(
    _ listener: Listener, threads: Int, timeout: Double,
    now: @escaping @Sendable () -> Double, wait: @escaping @Sendable (Connection, Double) -> Bool,
    handle: @escaping @Sendable (String) -> String
) throws {
    while true {
        // 1. 지금은 한 명씩 맡음. 손님을 맡을 스레드를 두세요.
        let client = try listener.accept()

        // 2. 지금은 줄이 끝날 때까지 얼마든지 기다림. 마감 시각을 정하고, 남은 시간만큼만 기다리세요.
        if let line = try client.readLine() { try client.write(handle(line)) }
        client.close()
    }
}
