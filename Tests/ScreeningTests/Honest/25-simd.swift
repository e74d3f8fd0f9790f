// uses: · mode 5 · -O
struct Particle {
    var position: SIMD3<Float>
    var velocity: SIMD3<Float>
    mutating func step(_ seconds: Float) { position += velocity * seconds }
    var speed: Float { (velocity * velocity).sum().squareRoot() }
}

func simulate(_ count: Int) -> [Particle] {
    var particles = (0..<count).map { Particle(position: .zero, velocity: SIMD3(Float($0), 1, -1)) }
    for _ in 0..<10 { for index in particles.indices { particles[index].step(0.1) } }
    return particles
}

func mask() -> SIMD4<Int32> {
    let values = SIMD4<Int32>(1, -2, 3, -4)
    return values.replacing(with: 0, where: values .< 0) &+ SIMD4(repeating: 1)
}
let big: UInt128 = 1 << 100
func divided(_ a: Int128, _ b: Int128) -> Int128 { b == 0 ? 0 : a / b % 7 }
func wide(_ a: UInt64, _ b: UInt64) -> (UInt64, UInt64) { a.multipliedFullWidth(by: b) }
func halfFloat(_ x: Double) -> Float16 { Float16(x) * 2 }
