import Glibc

let printer = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
let scanner = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
sem_init(printer, 0, 1)
sem_init(scanner, 0, 1)

func take(_ device: UnsafeMutablePointer<sem_t>) {
    while sem_wait(device) != 0 {}
}

func copy() {
    take(scanner)
    take(printer)
    sem_post(printer)
    sem_post(scanner)
}

func fax() {
    take(scanner)
    take(printer)
    sem_post(scanner)
    sem_post(printer)
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

let office = [start { copy() }, start { fax() }]
for worker in office { pthread_join(worker, nil) }
