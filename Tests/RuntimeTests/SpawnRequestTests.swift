@testable import Runtime
import Testing
import Randomness

/// Messages as a program sends them, and as none should.
@Suite struct SpawnRequestTests {
  private func words(_ words: UInt32...) -> [UInt8] {
    words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
  }

  @Test("Arguments, descriptors and names are found in their order")
  func whole() throws {
    let bytes = words(1, 2, 3, 7, 0, 0, 1, 1023, 0) + Array("-a\0\0data\0".utf8)
    let request = try SpawnRequest(bytes, sentCount: 2)
    #expect(request.arguments == ["-a", ""])
    #expect(
      request.handed == [
        SpawnRequest.Handed(number: 7, source: .sent(0)),
        SpawnRequest.Handed(number: 0, source: .named("data")),
        SpawnRequest.Handed(number: 1023, source: .sent(1)),
      ])
  }

  @Test("Counts are checked before anything of that size is made")
  func counts() {
    #expect(throws: SpawnRefusal.tooMuch) {
      try SpawnRequest(words(1, .max, 0), sentCount: 0)
    }
    #expect(throws: SpawnRefusal.tooMuch) {
      try SpawnRequest(words(1, 0, 253), sentCount: 0)
    }
    #expect(throws: SpawnRefusal.tooMuch) {
      try SpawnRequest([UInt8](repeating: 0, count: 1 << 17), sentCount: 0)
    }
  }

  @Test("Whatever bytes come, what is taken keeps its bounds")
  func fuzz() {
    var generator = SeededNumbers(seed: Fuzzing.seed)
    let good = words(1, 2, 3, 7, 0, 0, 1, 9, 0) + Array("-a\0b\0data\0".utf8)
    var taken = 0
    var rounds = 0
    let end = ContinuousClock.now + .seconds(Fuzzing.seconds)
    while rounds < 20000 || ContinuousClock.now < end {
      rounds += 1
      var bytes = good
      for _ in 0..<Int.random(in: 0...3, using: &generator) {
        let index = Int.random(in: bytes.indices, using: &generator)
        bytes[index] = UInt8.random(in: 0...12, using: &generator)
      }
      if Bool.random(using: &generator) {
        bytes.removeLast(Int.random(in: 0...4, using: &generator))
      }
      let sent = Int.random(in: 1...3, using: &generator)
      guard let request = try? SpawnRequest(bytes, sentCount: sent) else { continue }
      taken += 1
      let indices = request.handed.compactMap { handed -> Int? in
        if case .sent(let index) = handed.source { index } else { nil }
      }
      #expect(indices == Array(0..<sent))
      #expect(Set(request.handed.map(\.number)).count == request.handed.count)
      #expect(request.handed.allSatisfy { (0...1023).contains($0.number) })
      #expect(request.arguments.count <= 1024)
    }
    #expect(taken > 100)
  }

  @Test("Each refusal is told apart by its errno")
  func errors() {
    #expect(Set(SpawnRefusal.allCases.map { $0.errno }).count == SpawnRefusal.allCases.count)
  }
}
