func sizing(rate: Double, wait: Double, cpu: Double, cores: Int) -> (workers: Int, threads: Int) {
    // 코어보다 많이 띄워 봐야 코어를 나눠 쓸 뿐임.
    let workers = min(cores, max(1, Int((rate * cpu).rounded(.up))))
    return (workers, 1)
}
