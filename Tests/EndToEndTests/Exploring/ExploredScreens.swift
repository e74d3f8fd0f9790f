import Foundation
import Testing

/// What `sil explore` shows, whole, as it was looked at and found right. The seconds and the handle vary.
extension ExploredSource {
    /// With the source that gives it.
    static let screens: [(source: ExploredSource, screen: String)] = [
        (
            .counter,
            """
            counter.c · 깨진 조건, 데이터 레이스를 찾음                       0.00초

              ✗ 갱신을 하나 잃음: 스레드 A가 count를 읽고 쓰는 사이에 스레드 B가 씀
                Assertion `count == 2' failed.

                   메인 스레드       스레드 A      스레드 B      count
                1                    읽기 → 0  :7                    0
                2                                  읽기 → 0  :7      0
                3                                  쓰기 ← 1  :7      1
                4                    쓰기 ← 1  :7                    1
                5  읽기 → 1  :17                                     1
                6  여기서 멈춤  :17                                  1  2여야 함
                이 밖의 걸음 10개는 줄임 (--json에는 모두 있음)

                counter.c
                      6 │ static void *hit(void *unused) {
                A B   7 │     count++;
                      8 │     return unused;
                     ⋮
                     16 │     pthread_join(second, NULL);
                메인 17 │     assert(count == 2);
                     18 │ }

                되짚기     sil replay 0000  (4번째 실행 순서, 앞지름 1번(최소))

              ✗ 데이터 레이스: 스레드 A가 쓰는 count를 스레드 B가 읽는데 순서를 정하는 것이
                없음

                   스레드 A      스레드 B      count
                1  읽기 → 0  :7                    0
                2  쓰기 ← 1  :7                    1
                3                읽기 → 1  :7      1
                이 밖의 걸음 7개는 줄임 (--json에는 모두 있음)

                counter.c
                    6 │ static void *hit(void *unused) {
                A B 7 │     count++;
                    8 │     return unused;

                되짚기     sil replay 0000  (1번째 실행 순서)

              실행 순서 4개를 봄 (전략 mix, 씨앗 1)
              앞지름: 더 갈 수 있는 스레드를 세워 두고 다른 스레드가 먼저 간 횟수.

            """
        ),
        (
            .deadlock,
            """
            dead lock.c · 데드락을 찾음                                       0.00초

              ✗ 데드락(교착 상태): 스레드 A와 스레드 B가 서로를 기다림, 아무도 나아갈 수
                없음

                스레드 A     left를 쥠 (dead lock.c:6) ─ 기다림 ▶ right (:7)
                스레드 B     right를 쥠 (dead lock.c:14) ─ 기다림 ▶ left (:15)
                메인 스레드  스레드 A가 끝나기를 기다림 (dead lock.c:25)

                   스레드 A       스레드 B
                1  left를 쥠  :6
                2                 right를 쥠  :14
                이 밖의 걸음 6개는 줄임 (--json에는 모두 있음)

                dead lock.c
                      5 │ static void *one(void *unused) {
                A     6 │     pthread_mutex_lock(&left);
                A     7 │     pthread_mutex_lock(&right);
                      8 │     pthread_mutex_unlock(&right);
                     ⋮
                     13 │ static void *other(void *unused) {
                B    14 │     pthread_mutex_lock(&right);
                B    15 │     pthread_mutex_lock(&left);
                     16 │     pthread_mutex_unlock(&left);
                     ⋮
                     24 │     pthread_create(&second, NULL, other, NULL);
                메인 25 │     pthread_join(first, NULL);
                     26 │     pthread_join(second, NULL);

                되짚기     sil replay 0000  (4번째 실행 순서, 앞지름 1번(최소))

              실행 순서 4개를 봄 (전략 mix, 씨앗 1)
              앞지름: 더 갈 수 있는 스레드를 세워 두고 다른 스레드가 먼저 간 횟수.

            """
        ),
        (
            .lostWakeup,
            """
            wakeup.c · 놓친 깨움을 찾음                                       0.00초

              ✗ 놓친 깨움: 메인 스레드가 ready에서 기다리는데 깨워 줄 스레드가 없음

                메인 스레드  ready에서 깨워 주기를 기다림 (wakeup.c:17)

                   메인 스레드          스레드 A
                1                       m을 쥠  :7
                2                       ready 깨우기: 자는 스레드 없음  :8
                3                       m을 놓음  :9
                4  m을 쥠  :16
                5  ready에서 잠듦  :17
                이 밖의 걸음 4개는 줄임 (--json에는 모두 있음)

                wakeup.c
                      6 │ static void *wake(void *unused) {
                A     7 │     pthread_mutex_lock(&m);
                A     8 │     pthread_cond_signal(&ready);
                A     9 │     pthread_mutex_unlock(&m);
                     10 │     return unused;
                     ⋮
                     15 │     pthread_create(&thread, NULL, wake, NULL);
                메인 16 │     pthread_mutex_lock(&m);
                메인 17 │     pthread_cond_wait(&ready, &m);
                     18 │     pthread_mutex_unlock(&m);

                되짚기     sil replay 0000  (5번째 실행 순서, 앞지름 1번(최소))

              실행 순서 5개를 봄 (전략 mix, 씨앗 1)
              앞지름: 더 갈 수 있는 스레드를 세워 두고 다른 스레드가 먼저 간 횟수.

            """
        ),
    ]
}

extension EndToEnd {
    @Suite("탐색한 화면")
    struct ExploredScreens {
        @Test("80 columns: the same to the letter", arguments: ExploredSource.screens)
        func screen(source: ExploredSource, screen: String) throws {
            let learner = try Learner()
            try Data(source.text.utf8).write(to: learner.desk.appending(path: source.file))
            let shown = try learner.sil("explore", source.file).stdout
                .replacing(#/[0-9]\.[0-9]{2}초/#, with: "0.00초")
                .replacing(#/sil replay [0-9a-z]{4}/#, with: "sil replay 0000")
            #expect(shown == screen)
        }
    }
}
