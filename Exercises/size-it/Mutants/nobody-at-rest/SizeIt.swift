func sizing(rate: Double, wait: Double, cpu: Double, cores: Int) -> (workers: Int, threads: Int) {
    let carried = min(rate, Double(cores) / cpu)
    let workers = Int((carried * cpu).rounded(.up))
    let inside = carried * (wait + cpu)
    let threads = workers == 0 ? 0 : Int((inside / Double(workers)).rounded(.up))
    return (workers, threads)
}
