import Randomness

/// Makes functions of blocks, conditionals and macros, with variables that are called like functions; they
/// compile whichever branches are taken.
struct RandomFunctions {
  private var numbers: SeededNumbers
  private static let names = ["open", "environ", "n"]

  init(seed: UInt64) {
    numbers = SeededNumbers(seed: seed)
  }

  private mutating func next(_ bound: Int) -> Int { numbers.number(below: bound) }

  mutating func text() -> String {
    let parameters = ["void", "long open", "int n, char *environ", "long a, char open[]"][next(4)]
    let own = Set(Self.names.filter { parameters.contains($0) })
    return "#define YES 1\nint n;\nvoid f(\(parameters))\n{\n\(block(3, declared: own))}\n"
  }

  /// The lines of a block; `declared` is what it must not declare again itself.
  private mutating func block(_ depth: Int, declared: Set<String> = []) -> String {
    var declared = declared
    var lines = ""
    for _ in 0..<(1 + next(4)) { lines += statement(depth, &declared) }
    return lines
  }

  private mutating func statement(_ depth: Int, _ declared: inout Set<String>) -> String {
    let name = Self.names[next(3)]
    switch next(depth > 0 ? 9 : 4) {
    case 0, 1: return "take((long)\(name));\n"
    case 2, 3:
      guard declared.insert(name).inserted else { return "take(0);\n" }
      return [
        "long \(name) = 0;\n", "char *\(name) = 0;\n", "HOLD int \(name);\n",
        "unsigned int k\(numbers.next()), \(name) = 1;\n", "extern char **environ;\n",
      ][name == "environ" ? next(5) : next(4)]
    case 4: return "{\n\(block(depth - 1))}\n"
    case 5: return "BEGIN\n\(block(depth - 1))END\n"
    case 6: return "WRAP(take((long)\(name)))\n"
    case 7: return "for (;;) {\n\(block(depth - 1))break;\n}\n"
    default:
      // What one branch declares is in sight behind it, or not.
      let first = block(depth - 1, declared: declared)
      let condition = ["YES", "!YES", "defined NO"][next(3)]
      let second = block(depth - 1, declared: declared)
      declared.formUnion(Self.names)
      return "#if \(condition)\n\(first)#else\n\(second)#endif\n"
    }
  }
}
