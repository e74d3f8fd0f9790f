func sizing(rate: Double, wait: Double, cpu: Double, cores: Int) -> (workers: Int, threads: Int) {
    let workers = max(1, Int((rate * cpu).rounded(.up)))
    let inside = rate * (wait + cpu)
    let threads = max(1, Int((inside / Double(workers)).rounded(.up)))
    return (workers, threads)
}
