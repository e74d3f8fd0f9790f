import Glibc
import ServerKit

/// `path`에 있는 프로그램을 인자 `args`로 실행하고, 표준 출력에 쓴 것을 모두 받아 끝날 때까지 기다림.
///
/// - `args`는 프로그램 이름을 뺀 인자임. 인자 하나에 빈칸이 있어도 그대로 하나로 건넴.
/// - `out`: 프로그램이 표준 출력(fd 1)에 쓴 바이트 모두. 얼마나 많든 받음.
/// - `ending`: 프로그램이 끝난 까닭. 프로그램을 실행하지 못하면 `.exited(127)`이거나 이 함수가 오류를 던짐.
///   (`forkChild`의 클로저에서 던진 오류는 부모에게 오지 않음: 그 자식의 종료 코드가 1이 될 뿐임.)
/// - 새 프로그램은 이 함수가 만든 파이프를 fd 1로만 가짐. 다른 번호로 더 갖지 않음.
/// - Foundation의 `Process`는 쓰지 않음: 그것이 하는 일을 여기서 직접 함.
/// - 돌아올 때는 자식을 거뒀고, 연 fd를 모두 닫은 뒤임.
func capture(_ path: String, _ args: [String]) throws -> (out: [UInt8], ending: Ending) {
    // 1. 파이프를 만들고 자식을 띄우세요. 자식은 fd 1을 파이프의 쓰는 끝으로 바꾸고 path를 실행함.
    //    (forkChild, duplicate, execute. 또는 posix_spawn)

    // 2. 부모는 쓰는 끝을 닫고, 끝까지 읽으세요.

    // 3. 자식을 거두세요.
    return (out: [], ending: .exited(127))
}
