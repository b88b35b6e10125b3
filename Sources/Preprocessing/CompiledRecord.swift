/// What was compiled in a stretch of a run.
struct CompiledRecord {
  var marks: [Int32] = []
  /// Two stretches that compile the same lines of the same texts, as often, in whatever order, have the same; others
  /// hardly ever.
  var path: UInt64 = 0
  /// The inclusions of the text that runs of which something was compiled, in their order.
  var inclusions: [InclusionTrace.Inclusion] = []

  /// Takes what an inclusion compiled.
  mutating func add(_ inner: CompiledRecord) {
    marks += inner.marks
    path &+= inner.path
  }

  /// What is no file's does not count.
  mutating func notePath(text: Int, instruction: Int) {
    guard text >= 0 else { return }
    path &+= CompiledRecord.scattered(
      UInt64(bitPattern: Int64(text)) << 24 ^ UInt64(instruction + 2))
  }

  /// SplitMix64's last steps (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).
  static func scattered(_ number: UInt64) -> UInt64 {
    var mixed = number &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
