// uses: · mode 5 · -O
public struct Matrix: Sendable, Equatable {
    @usableFromInline var cells: [Double]
    public let rows: Int, columns: Int
    @inlinable public init(rows: Int, columns: Int, fill: Double = 0) {
        self.rows = rows
        self.columns = columns
        cells = Array(repeating: fill, count: rows * columns)
    }
    @inlinable @inline(__always) public subscript(row: Int, column: Int) -> Double {
        get { cells[row * columns + column] }
        set { cells[row * columns + column] = newValue }
    }
    @inlinable public static func * (a: Matrix, b: Matrix) -> Matrix {
        var product = Matrix(rows: a.rows, columns: b.columns)
        for i in 0..<a.rows {
            for j in 0..<b.columns { for k in 0..<a.columns { product[i, j] += a[i, k] * b[k, j] } }
        }
        return product
    }
}
@frozen public enum Direction: Int, CaseIterable, Sendable { case up = 1, down, left, right }
@available(*, deprecated, renamed: "turned") @discardableResult public func turn(_ d: Direction) -> Direction
{ turned(d) }
@inline(never) public func turned(_ d: Direction) -> Direction {
    Direction(rawValue: d.rawValue % 4 + 1) ?? .up
}
