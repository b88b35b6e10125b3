/// Makes texts of directives, a mark in every stretch between them; the same seed makes the same ones.
struct RandomText {
  private var state: UInt64
  private var mark = 0

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  private mutating func number(below bound: Int) -> Int {
    // xorshift64* (Vigna 2016).
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % bound
  }

  private mutating func one(of choices: [String]) -> String {
    choices[number(below: choices.count)]
  }

  /// A main text and three headers, the second of which is guarded and the third read but once.
  mutating func texts() -> [(name: String, text: String)] {
    // A call of what is no macro would end most of them.
    let macros =
      "#define F(x, y) (x)\n#define G(x, y) ((x) + (y))\n#define P(n) M ## n\n#define J(x, y) x ## y\n"
    let main = macros + lines(headers: ["a.h", "b.h", "c.h"], depth: 0, count: 10)
    let first = lines(headers: ["b.h", "c.h"], depth: 0, count: 5)
    let second = lines(headers: ["c.h"], depth: 0, count: 4)
    let third = lines(headers: [], depth: 0, count: 4)
    return [
      ("main.c", main), ("a.h", first), ("b.h", "#ifndef B_H\n#define B_H\n\(second)#endif\n"),
      ("c.h", "#pragma once\n\(third)"),
    ]
  }

  /// A main text that begins with directives, four headers, of which the last is not guarded, and a lead: names of
  /// headers, and lines.
  mutating func ledTexts() -> (texts: [(name: String, text: String)], lead: [String]) {
    let names = ["a.h", "b.h", "c.h", "d.h"]
    var texts: [(name: String, text: String)] = []
    for (place, name) in names.enumerated() {
      mark += 1
      let body = "mark_\(mark)\n" + lines(headers: Array(names[(place + 1)...]), depth: 2, count: 2)
      let guarded = "#ifndef GUARD_\(place)\n#define GUARD_\(place)\n\(body)#endif\n"
      texts.append((name, place < 2 ? guarded : place == 2 ? "#pragma once\n\(body)" : body))
    }
    let changes = (0..<3).map { _ in "#define M\(number(below: 5)) \(number(below: 2))\n" }
    var head = changes[0]
    for _ in 0..<4 { head += "#include \"\(one(of: names))\"\n" + one(of: ["", "", changes[1]]) }
    let tail = lines(headers: names, depth: 1, count: 4)
    texts.insert(("main.c", head + "mark_0\n" + tail), at: 0)
    let lead = (0..<(1 + number(below: 4))).map { _ in one(of: names) }
    return (texts, number(below: 3) == 0 ? lead : [changes[0]] + lead)
  }

  private mutating func lines(headers: [String], depth: Int, count: Int) -> String {
    (0..<count).map { _ in line(headers: headers, depth: depth) }.joined()
  }

  private mutating func line(headers: [String], depth: Int) -> String {
    mark += 1
    let text = "mark_\(mark) don_t /* mark_0 \n */ \"mark_0\" \n"
    switch number(below: depth > 2 ? 6 : 9) {
    case 0: return "#define \(macro()) \(expression(2))\n" + text
    case 1: return "#undef \(macro())\n" + text
    case 2:
      let name = one(of: ["F", "G"])
      // One that invoked the other and was invoked by it would be left as it is, and end the text.
      let body = one(of: name == "F" ? bodies + ["(G(y, x))", "G (x, 1) + J(0, 7)"] : bodies)
      return "#undef \(name)\n#define \(name)(x, y) \(body) // mark_0\n" + text
    case 3: return "#undef P\n# define P(n) M ## n\n" + text
    case 4:
      guard !headers.isEmpty else { return text }
      return "#include \"\(one(of: headers))\"\n" + text
    case 5: return text
    default: return conditional(headers: headers, depth: depth)
    }
  }

  private let bodies = [
    "((x) + (y))", "(x)", "((x) < (y) ? M1 : (y))", "(defined(M2) && (x))", "(M ## 1 + P(2))",
  ]

  private mutating func conditional(headers: [String], depth: Int) -> String {
    var text =
      switch number(below: 3) {
      case 0: "#ifdef \(macro())\n"
      case 1: "#ifndef \(macro())\n"
      default: "#if \(expression(3))\n"
      }
    text += lines(headers: headers, depth: depth + 1, count: 2)
    for _ in 0..<number(below: 3) {
      text += "#elif \(expression(3)) \\\n  || 0\n"
      text += lines(headers: headers, depth: depth + 1, count: 2)
    }
    if number(below: 2) == 0 {
      text += "#else /* or not */\n" + lines(headers: headers, depth: depth + 1, count: 2)
    }
    return text + "#endif\n"
  }

  private mutating func macro() -> String { "M\(number(below: 5))" }

  private mutating func expression(_ depth: Int) -> String {
    guard depth > 0 else {
      return one(of: [
        "0", "1", "2", "07", "0x10u", "'a'", "'\\xff'", "'\\012'", "-1", macro(), macro(), macro(),
      ])
    }
    let left = expression(depth - 1)
    let right = expression(depth - 1)
    switch number(below: 10) {
    case 0: return "defined \(macro())"
    case 1: return "!defined(\(macro()))"
    case 2: return "!(\(left))"
    case 3: return "(\(left) ? \(right) : \(macro()))"
    case 4: return "F(\(left), \(right))"
    case 5: return "G(\(macro()), \(number(below: 4)))"
    case 6: return number(below: 2) == 0 ? "P(\(number(below: 5)))" : "J(1, \(number(below: 9)))"
    default:
      let signs = [
        "+", "-", "*", "==", "!=", "<", ">=", "&&", "||", "&", "|", "^", "<=", ">",
        number(below: 4) == 0 ? "/" : "-",
      ]
      return "(\(left)) \(one(of: signs)) (\(right))"
    }
  }
}
