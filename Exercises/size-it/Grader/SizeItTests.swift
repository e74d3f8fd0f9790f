import XCTest

@testable import SizeIt

final class SizeItTests: XCTestCase {
    /// 기다리기만 하는 요청이면, 코어보다 훨씬 많은 스레드가 있어야 함
    func testMostlyWaiting() {
        check(rate: 64, wait: 0.5, cpu: 0.015625, cores: 8, workers: 1, threads: 33)
        check(rate: 1024, wait: 0.25, cpu: 0.0078125, cores: 8, workers: 8, threads: 33)
        check(rate: 512, wait: 2, cpu: 0.0078125, cores: 16, workers: 4, threads: 257)
    }

    /// 계산만 하는 요청이면, 바쁜 코어의 수만큼이면 됨
    func testOnlyComputing() {
        check(rate: 16, wait: 0, cpu: 0.125, cores: 4, workers: 2, threads: 1)
        check(rate: 8, wait: 0, cpu: 0.125, cores: 4, workers: 1, threads: 1)
        check(rate: 96, wait: 0, cpu: 0.03125, cores: 8, workers: 3, threads: 1)
    }

    /// 계산하는 동안에도 스레드를 차지함
    func testBothCount() {
        check(rate: 32, wait: 0.125, cpu: 0.125, cores: 8, workers: 4, threads: 2)
        check(rate: 8, wait: 0.25, cpu: 0.125, cores: 8, workers: 1, threads: 3)
        check(rate: 64, wait: 0.375, cpu: 0.125, cores: 8, workers: 8, threads: 4)
    }

    /// 딱 나누어떨어지지 않으면 하나 더 둠
    func testRoundsUp() {
        check(rate: 9, wait: 0, cpu: 0.125, cores: 8, workers: 2, threads: 1)
        check(rate: 33, wait: 0.25, cpu: 0.0078125, cores: 4, workers: 1, threads: 9)
        check(rate: 17, wait: 0.5, cpu: 0.125, cores: 8, workers: 3, threads: 4)
    }

    /// 딱 나누어떨어지면 더 두지 않음
    func testExact() {
        check(rate: 24, wait: 0.375, cpu: 0.125, cores: 8, workers: 3, threads: 4)
        check(rate: 64, wait: 0.25, cpu: 0.03125, cores: 2, workers: 2, threads: 9)
    }

    /// 코어가 모자라면 코어 수만큼만 띄우고, 처리할 수 있는 만큼에 맞춤
    func testOverload() {
        check(rate: 100, wait: 0, cpu: 0.125, cores: 4, workers: 4, threads: 1)
        check(rate: 1000, wait: 0.875, cpu: 0.125, cores: 4, workers: 4, threads: 8)
        check(rate: 33, wait: 0.375, cpu: 0.125, cores: 4, workers: 4, threads: 4)
        check(rate: 1_000_000, wait: 0.75, cpu: 0.25, cores: 1, workers: 1, threads: 4)
    }

    /// 딱 코어를 다 쓰는 만큼까지는 감당함
    func testJustEnough() {
        check(rate: 32, wait: 0.375, cpu: 0.125, cores: 4, workers: 4, threads: 4)
        check(rate: 31, wait: 0.125, cpu: 0.125, cores: 4, workers: 4, threads: 2)
    }

    /// 요청이 없거나 아주 적어도 하나씩은 있음
    func testQuiet() {
        check(rate: 0, wait: 0.5, cpu: 0.125, cores: 8, workers: 1, threads: 1)
        check(rate: 0.5, wait: 0.25, cpu: 0.125, cores: 8, workers: 1, threads: 1)
        check(rate: 0.5, wait: 8, cpu: 0.25, cores: 8, workers: 1, threads: 5)
    }

    /// 어떤 서버라도: 그 크기면 감당하고, 워커나 스레드를 하나 줄이면 밀림
    func testSmallestThatCarries() {
        let cpus = (0...6).map { 1 / Double(1 << $0) }
        let waits = [0, 0.125, 0.3125, 0.5, 1, 2.75]
        let rates = [0.25, 1, 3, 7, 10, 28, 64, 100, 333, 5000]
        for cores in [1, 2, 3, 6, 16] {
            for cpu in cpus {
                for wait in waits {
                    for rate in rates {
                        let server = Server(rate: rate, wait: wait, cpu: cpu, cores: cores)
                        let size = sizing(rate: rate, wait: wait, cpu: cpu, cores: cores)
                        if let fault = server.fault(of: size) {
                            return XCTFail("\(server.call) == (\(size.workers), \(size.threads)): \(fault)")
                        }
                    }
                }
            }
        }
    }

    private func check(
        rate: Double, wait: Double, cpu: Double, cores: Int, workers: Int, threads: Int, line: UInt = #line
    ) {
        let size = sizing(rate: rate, wait: wait, cpu: cpu, cores: cores)
        let server = Server(rate: rate, wait: wait, cpu: cpu, cores: cores)
        XCTAssertEqual(
            size.workers, workers, "\(server.call)의 workers (바쁜 코어 \(short(server.busyCores))개)", line: line)
        XCTAssertEqual(
            size.threads, threads,
            "\(server.call)의 threads (함께 있는 요청 \(short(server.inside))개, 워커 \(workers)개)", line: line)
    }
}

/// Not how the numbers are found, but what must hold of them.
private struct Server {
    let rate: Double
    let wait: Double
    let cpu: Double
    let cores: Int

    var call: String {
        "sizing(rate: \(short(rate)), wait: \(short(wait)), cpu: \(short(cpu)), cores: \(cores))"
    }
    /// Requests a second, as many as the cores can compute.
    var carried: Double { min(rate, Double(cores) / cpu) }
    var busyCores: Double { carried * cpu }
    /// Little's law.
    var inside: Double { carried * (wait + cpu) }

    /// Why this size is not the one, nil if it is.
    func fault(of size: (workers: Int, threads: Int)) -> String? {
        let (workers, threads) = size
        if workers < 1 || workers > cores { return "workers는 1 이상 \(cores) 이하여야 함" }
        if threads < 1 { return "threads는 1 이상이어야 함" }
        let isUneven = !(carried / Double(workers)).isShort
        if Double(workers) < busyCores {
            return "1초에 \(short(carried))개를 처리하려면 코어 \(short(busyCores))개가 바쁨. 워커가 모자람"
        }
        if workers > 1, Double(workers - 1) >= busyCores {
            return "1초에 \(short(carried))개를 처리하는 데 바쁜 코어는 \(short(busyCores))개임. 워커가 남음"
        }
        if Double(workers * threads) < inside {
            return "함께 있는 요청이 \(short(inside))개인데 스레드는 모두 \(workers * threads)개임"
        }
        // Whoever divides first may be off by the last bit, and so by one where it would come out even.
        let spare = isUneven && Double(workers * (threads - 1)) == inside ? threads - 2 : threads - 1
        if threads > 1, spare > 0, Double(workers * spare) >= inside {
            return "함께 있는 요청은 \(short(inside))개뿐임. 워커마다 스레드를 하나 줄여도 됨"
        }
        return nil
    }
}

private func short(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : String(value)
}

extension Double {
    /// Written with few binary digits, so that multiplying by another such number is exact.
    fileprivate var isShort: Bool { (self * 4096).rounded() == self * 4096 }
}
