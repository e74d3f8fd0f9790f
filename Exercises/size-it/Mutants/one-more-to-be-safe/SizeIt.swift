func sizing(rate: Double, wait: Double, cpu: Double, cores: Int) -> (workers: Int, threads: Int) {
    let carried = min(rate, Double(cores) / cpu)
    let workers = min(cores, Int(carried * cpu) + 1)
    let inside = carried * (wait + cpu)
    let threads = Int(inside / Double(workers)) + 1
    return (workers, threads)
}
