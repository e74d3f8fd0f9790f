/// 차례를 받는 두 스레드.
enum Worker {
    case a, b
}

// 이번에는 스케줄러가 되어 봄. 차례를 하나 주면 그 스레드가 한 줄만 실행하고 멈춤.
//
// 첫 번째 프로그램: 두 스레드가 똑같이 아래 여덟 줄을 위에서 아래로 한 번 실행함.
// count는 0에서 시작하고, request와 old는 스레드마다 따로 있는 지역 변수임.
//
//     1  let request = accept()
//     2  lock.lock()
//     3  let old = count
//     4  lock.unlock()
//     5  lock.lock()
//     6  count = old + 1
//     7  lock.unlock()
//     8  reply(request)
//
// 남이 쥔 락에서 lock()을 실행할 차례는 줄 수 없음. 다 끝난 스레드에도 줄 수 없음.

/// 갱신 하나가 사라져 `count`가 1로 끝나는 순서. 두 스레드가 모두 여덟 줄을 마쳐야 함.
func losingOrder() -> [Worker] {
    // 1. count를 읽은 줄과 쓰는 줄 사이, 락이 풀린 틈을 찾으세요.
    Array(repeating: .a, count: 8) + Array(repeating: .b, count: 8)
}

/// 두 스레드가 섞이는데도 `count`가 2로 끝나는 순서. 두 스레드가 모두 여덟 줄을 마쳐야 함.
///
/// 섞인다는 것은, 먼저 시작한 스레드가 여덟 줄을 다 마치기 전에 다른 스레드가 한 줄이라도 실행한다는 뜻임.
func savingOrder() -> [Worker] {
    // 2. 한쪽이 쓴 뒤에 다른 쪽이 읽으면 됨. 그러고도 섞일 수 있는 줄은 어디일까요?
    Array(repeating: .a, count: 8) + Array(repeating: .b, count: 8)
}

// 두 번째 프로그램: 락이 둘이고, 두 스레드가 서로 다른 순서로 쥠.
//
//        A                     B
//     1  left.lock()           right.lock()
//     2  right.lock()          left.lock()
//     3  count = count + 1     count = count + 1
//     4  right.unlock()        left.unlock()
//     5  left.unlock()         right.unlock()

/// 두 번째 프로그램에서 둘 다 더는 나아갈 수 없게 되는 순서(데드락). 마지막 차례를 준 뒤에는
/// A에도 B에도 차례를 줄 수 없고, 둘 다 끝나지 않았어야 함.
func stuckOrder() -> [Worker] {
    // 3. 둘이 하나씩 쥐고 서로의 것을 기다리게 하세요.
    Array(repeating: .a, count: 5) + Array(repeating: .b, count: 5)
}
