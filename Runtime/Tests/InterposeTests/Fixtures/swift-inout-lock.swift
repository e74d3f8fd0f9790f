// BUG: data_race. A mutex in a variable is given to pthread's functions by `&`, and one thread does without it.
import Glibc

final class Box {
    var mutex = pthread_mutex_t()
    var changed = pthread_cond_t()
    var value = 0
}

nonisolated(unsafe) var mutex = pthread_mutex_t()
nonisolated(unsafe) var count = 0
nonisolated(unsafe) let box = Box()
var threads: [pthread_t] = []
for index in 0..<2 {
    var thread = pthread_t()
    pthread_create(
        &thread, nil,
        { argument in
            #if BUG
                let isLocked = argument == nil
            #else
                let isLocked = true
            #endif
            if isLocked { pthread_mutex_lock(&mutex) }
            count += 1
            if isLocked { pthread_mutex_unlock(&mutex) }
            pthread_mutex_lock(&box.mutex)
            box.value += 1
            pthread_cond_signal(&box.changed)
            pthread_mutex_unlock(&box.mutex)
            return nil
        }, UnsafeMutableRawPointer(bitPattern: index))
    threads.append(thread)
}
pthread_mutex_lock(&box.mutex)
while box.value < 2 { pthread_cond_wait(&box.changed, &box.mutex) }
pthread_mutex_unlock(&box.mutex)
for thread in threads { pthread_join(thread, nil) }
