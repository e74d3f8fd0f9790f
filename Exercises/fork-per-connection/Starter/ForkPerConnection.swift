import ServerKit

/// 손님마다 자식 프로세스를 하나 띄워 맡김. 돌아오지 않음.
///
/// - 자식은 `handle`을 한 번 부르고, 돌아오면 연결을 닫고 끝남. 듣는 소켓은 자식에게 필요 없으니 닫음.
/// - 부모는 손님과 이야기하지 않음. 자식에게 맡긴 연결은 곧바로 닫고 다음 손님을 받음.
/// - 끝난 자식은 늦어도 그다음 손님을 받을 때 모두 거둠: 좀비가 쌓이지 않음.
/// - 자식을 못 만들면 그 손님의 연결만 닫고 다음 손님을 받음.
/// - 받는 것이 실패하면(`EMFILE` 같은 것) 10 ms쯤 쉬었다가 다시 함.
public func runForking(_ listener: Listener, handle: (Connection) -> Void) throws {
    while true {
        let client = try listener.accept()
        // 1. 자식이 할 일

        // 2. 부모가 할 일

        // 지금은 부모가 한 명씩 맡음.
        handle(client)
        client.close()
    }
}
