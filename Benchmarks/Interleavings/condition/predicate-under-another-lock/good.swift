import Glibc
import Synchronization

let doorLock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
let roomLock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
let opened = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
pthread_mutex_init(doorLock, nil)
pthread_mutex_init(roomLock, nil)
pthread_cond_init(opened, nil)

/// Whether the door is open, and how many have been in the room.
final class House: Sendable {
    let isOpen = Atomic(false)
    let visits = Atomic(0)
}
let house = House()

func visit() {
    pthread_mutex_lock(roomLock)
    while !house.isOpen.load(ordering: .acquiring) { pthread_cond_wait(opened, roomLock) }
    house.visits.wrappingAdd(1, ordering: .relaxed)
    pthread_mutex_unlock(roomLock)
}

func open() {
    pthread_mutex_lock(roomLock)
    house.isOpen.store(true, ordering: .releasing)
    pthread_cond_broadcast(opened)
    pthread_mutex_unlock(roomLock)
}

/// Starts a thread that runs `body`.
func start(_ body: @escaping @Sendable () -> Void) -> pthread_t {
    final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }
    var thread = pthread_t()
    let body = Unmanaged.passRetained(Body(body)).toOpaque()
    let failed = pthread_create(
        &thread, nil,
        { argument in
            Unmanaged<Body>.fromOpaque(argument!).takeRetainedValue().run()
            return nil
        }, body)
    precondition(failed == 0)
    return thread
}

let visitors = [start { visit() }, start { visit() }]
let porter = start { open() }
for thread in visitors + [porter] { pthread_join(thread, nil) }
precondition(house.visits.load(ordering: .relaxed) == 2)
