import Glibc
import ServerKit

/// 워커마다 같은 포트에 제 듣는 소켓을 열고 손님을 받게 함.
///
/// - 자식을 꼭 `workers`개 띄움. 자식마다 같은 포트에 듣는 소켓을 **따로** 엶(`SO_REUSEPORT`).
/// - 워커는 손님을 하나씩 받아 `handle`에 건네고, 돌아오면 연결을 닫음. 받는 것이 실패하면 10 ms쯤 쉬었다가 다시 함.
/// - 마스터는 듣는 소켓을 열지 않음: 여는 것만으로 손님이 그 줄에 섬. 끝난 워커를 거두며 기다리다가, 모두 끝나면 돌아옴.
///
/// - Parameter bind: 소켓의 fd를 건네면 포트에 묶음: bind(2)에 주소를 적어 부르는 일임. 묶지 못하면 `SystemError`를 던짐.
/// - Throws: 자식을 만들지 못하면 `SystemError`. 소켓을 열지 못한 워커는 종료 코드 1로 끝남.
public func runReusePort(bind: (Int32) throws -> Void, workers: Int, handle: (Connection) -> Void) throws {
    // 1. 워커를 띄우고, 저마다 openListener로 제 소켓을 열어 손님을 받게 하세요.

    // 2. 모두 끝날 때까지 거두세요.
}

/// 듣는 소켓을 하나 엶.
private func openListener(_ bind: (Int32) throws -> Void) throws -> Listener {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    // 3. bind 하기 전에 SO_REUSEPORT를 켜세요: setsockopt(2).

    try bind(descriptor)
    guard listen(descriptor, 128) == 0 else { throw SystemError(call: "listen", errno: errno) }
    return Listener(descriptor: descriptor)
}
