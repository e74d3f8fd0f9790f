/// 하나씩 늘려 보며 처음으로 감당되는 수에서 멈춤. 워커마다 몇을 처리하는지로 견줌.
func sizing(rate: Double, wait: Double, cpu: Double, cores: Int) -> (workers: Int, threads: Int) {
    let perWorker = 1 / cpu
    var workers = 1
    while workers < cores && Double(workers) * perWorker < rate { workers += 1 }

    // 워커가 다 있어도 모자라면, 처리할 수 있는 만큼만 들어오는 것으로 봄.
    let rate = min(rate, Double(workers) * perWorker)
    let waitingAndWorking = rate * wait + rate * cpu
    var threads = 1
    while Double(threads * workers) < waitingAndWorking { threads += 1 }
    return (workers, threads)
}
