import Glibc

var key = pthread_key_t()
pthread_key_create(&key, nil)

func handle(_ request: Int) {
    pthread_setspecific(key, UnsafeRawPointer(bitPattern: request))
    log(request)
}

func log(_ expected: Int) {
    let request = Int(bitPattern: pthread_getspecific(key))
    precondition(request == expected, "the log names another request")
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

let handlers = (1...2).map { request in
    start { handle(request) }
}
for handler in handlers { pthread_join(handler, nil) }
