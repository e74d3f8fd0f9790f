import Glibc
import ServerKit

/// 건네받을 것이 없음: 상대가 닫음.
struct NothingLent: Error {}

/// `fd`가 가리키는 것을 `channel` 건너편 프로세스에 건넴. `channel`은 `makeSocketPair()`로 만든 소켓의 한쪽임.
///
/// - 건네고 나면 이 프로세스의 `fd`는 닫혀 있음: 상대는 자기 것을 따로 받음.
/// - 건네지 못하면 오류를 던지고 `fd`는 열린 채로 둠.
/// - `channel`은 닫지 않음. 하나 건넬 때 보통의 데이터는 한 바이트만 보내세요.
func lend(_ fd: Int32, over channel: Int32) throws {
    // 1. 번호가 아니라 fd를 건네세요.

    // 2. 건넨 뒤에 닫으세요.
}

/// 건너편에서 `lend`로 건넨 것을 하나 받아 이 프로세스의 fd로 돌려줌. 올 때까지 기다림.
///
/// - 여럿이 와 있어도 하나만 받음. 나머지는 다음에 부를 때 받음.
/// - 읽던 자리는 그대로임: 건넨 쪽이 읽던 파일이면 이어서 읽힘.
/// - 상대가 건네지 않고 닫았으면 `NothingLent`를 던짐.
func borrow(from channel: Int32) throws -> Int32 {
    // 3. 하나를 받아 돌려주세요.
    throw NothingLent()
}
