import ServerKit

/// 손님을 한 번에 하나씩, 끝없이 받음. 돌아오지 않음.
///
/// - 손님 하나는 요청을 한 줄 보내고, `answer`에 그 줄을 건네 받은 답과 `\n`을 받음. 그다음 연결을 닫음.
/// - 줄 끝 없이 보내기를 그만두면 거기까지가 한 줄임. 한 바이트도 안 보내고 그만두면 `answer`를 부르지 않고 닫음.
/// - 앞 손님이 끝나야 다음 손님을 받음. 스레드도 자식 프로세스도 만들지 않음.
/// - 어떤 손님도 서버를 끝낼 수 없음: 도중에 끊어도, 답을 안 읽고 가도 다음 손님을 받음.
/// - 받는 것이 실패해도(`EMFILE` 같은 것) 끝나지 않음. 곧바로 다시 하면 CPU만 태우니 10 ms쯤 쉬었다가 다시 함.
public func serveForever(_ listener: Listener, answer: (String) -> String) -> Never {
    // 1. 손님을 받는 일과 손님과 이야기하는 일을 나누세요. 실패한 뒤에 할 일이 서로 다름.

    // 2. 손님의 연결은 어느 길로 나가든 닫혀야 함.

    // 지금은 첫 손님만 받음.
    if let client = try? listener.accept(), let request = try? client.readLine() {
        try? client.write(answer(request) + "\n")
    }
    fatalError("서버가 끝남")
}
