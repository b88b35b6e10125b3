import Testing

@testable import Build

/// What upstream tests say of themselves.
@Suite("Counts of upstream tests")
struct TestCountTests {
  @Test(arguments: [
    ("# TOTAL: 33\n# PASS:  33\n# FAIL:  0\n# XPASS: 1\n# ERROR: 2\n", 33, 3),
    ("100%: Checks: 300, Failures: 1, Errors: 2\n", 300, 3),
    ("99%: Checks: 399, Failed: 4\n", 399, 4),
    ("TESTDONE: 1839 tests were considered during 9 seconds.\n", nil, nil),
    ("TESTDONE: 1277 tests out of 1278 reported OK: 99%\n", 1278, 1),
    ("Total tests: run=6,510 (filtered) failures=2 skipped=407\n", 6510, 2),
    ("Total tests: run=12 skipped=1\nTotal test files: run=3/3\n", 12, 0),
    // Two programs of one run.
    ("# TOTAL: 2\n# FAIL:  0\nmake\n# TOTAL: 3\n# FAIL:  1\n", 5, 1), ("all is well\n", nil, nil),
  ])
  func counts(_ output: String, _ total: Int?, _ failed: Int?) {
    let counts = TestOutcome(passed: true, output: output).counts
    #expect(counts?.total == total)
    #expect(counts?.failed == failed)
  }
}
