/// 리틀의 법칙 L = λW를 두 번 씀: 코어를 쓰는 요청의 수(λ × cpu)와 함께 있는 요청의 수(λ × (wait + cpu)).
func sizing(rate: Double, wait: Double, cpu: Double, cores: Int) -> (workers: Int, threads: Int) {
    let carried = min(rate, Double(cores) / cpu)
    let busyCores = carried * cpu
    let workers = max(1, Int(busyCores.rounded(.up)))
    let inside = carried * (wait + cpu)
    let threads = max(1, Int((inside / Double(workers)).rounded(.up)))
    return (workers, threads)
}
