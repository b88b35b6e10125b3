import Build
package import Compilation
import Tools

/// Law 2: with every feature present, the patches change nothing on the host.
package struct HostNoOpLaw: Sendable {
  /// One of the two trees, built by its own build system.
  package struct Side: Sendable {
    package let root: String
    package let commands: [CompileCommand]
    /// Whether upstream's own tests pass; nil if the recipe names none.
    package let testsPass: Bool?

    package init(root: String, commands: [CompileCommand], testsPass: Bool?) {
      self.root = root
      self.commands = commands
      self.testsPass = testsPass
    }
  }

  package let pristine: Side
  package let patched: Side
  /// The macros that the port's guards test, and the pristine lines that already mention them: where
  /// upstream never defined such a macro, the guard would switch on code that nobody compiled.
  package let alreadyMentioned: [String]

  package init(pristine: Side, patched: Side, alreadyMentioned: [String]) {
    self.pristine = pristine
    self.patched = patched
    self.alreadyMentioned = alreadyMentioned
  }

  package func judge() async throws -> LawVerdict {
    var breaches = alreadyMentioned
    let before = try await Self.tokens(of: pristine)
    let after = try await Self.tokens(of: patched)
    for file in Set(before.keys).symmetricDifference(after.keys).sorted() {
      breaches.append("\(file): compiled in one of the two trees only")
    }
    if after.isEmpty {
      breaches.append("no unit was compared")
    }
    var total = 0
    for (file, tokens) in after.sorted(by: { $0.key < $1.key }) {
      total += tokens.tokens.count
      if let difference = before[file].flatMap({ tokens.firstDifference(from: $0) }) {
        breaches.append("\(file): \(difference)")
      }
    }
    let tests: String
    switch (pristine.testsPass, patched.testsPass) {
    case (true, true): tests = "upstream's tests pass in both"
    case (nil, nil): tests = "no upstream tests named"
    case (false, false):
      tests = "upstream's tests fail in both"
      breaches.append("upstream's tests fail in the pristine tree too, so that they show nothing")
    default:
      tests = "upstream's tests differ"
      breaches.append(
        "upstream's tests: pristine \(Self.word(pristine.testsPass)), patched \(Self.word(patched.testsPass))"
      )
    }
    return LawVerdict(
      law: .hostNoOp, figure: "\(after.count) units, \(total) tokens, \(tests)",
      breaches: breaches)
  }

  private static func word(_ passed: Bool?) -> String {
    passed.map { $0 ? "pass" : "fail" } ?? "not run"
  }

  /// Two units of one file (a library built twice, say) are told apart by a number.
  private static func tokens(of side: Side) async throws -> [String: PreprocessedTokens] {
    var tokens: [String: PreprocessedTokens] = [:]
    for command in side.commands {
      let unit = try await PreprocessedTokens.of(command, root: side.root)
      var name = unit.file
      var number = 2
      while tokens[name] != nil {
        name = "\(unit.file) #\(number)"
        number += 1
      }
      tokens[name] = unit
    }
    return tokens
  }
}
