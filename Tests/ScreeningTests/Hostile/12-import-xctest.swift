// S3 tampered 3 import XCTest
/* 시험을 먼저 바꿈 */
import class XCTest.XCTestCase
