final class HeldSumTests {
    func testSmall() {}
    func testNegative() {}
    func testSlow() async {}
    func testCounter() {}
}
