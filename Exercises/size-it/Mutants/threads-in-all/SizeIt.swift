func sizing(rate: Double, wait: Double, cpu: Double, cores: Int) -> (workers: Int, threads: Int) {
    let carried = min(rate, Double(cores) / cpu)
    let workers = max(1, Int((carried * cpu).rounded(.up)))
    let inside = carried * (wait + cpu)
    let threads = max(1, Int(inside.rounded(.up)))
    return (workers, threads)
}
