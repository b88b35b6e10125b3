package import Build
package import Compilation
import Tools

/// Law 2: with every feature present, the patches change nothing on the host.
package struct HostNoOpLaw: Sendable {
  /// One of the two trees, built by its own build system.
  package struct Side: Sendable {
    package let root: String
    package let commands: [CompileCommand]
    /// How upstream's own tests ended; nil if the recipe names none.
    package let tests: TestOutcome?

    package init(root: String, commands: [CompileCommand], tests: TestOutcome?) {
      self.root = root
      self.commands = commands
      self.tests = tests
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
    let tests = TestComparison(pristine: pristine.tests, patched: patched.tests)
    breaches += tests.breaches
    return LawVerdict(
      law: .hostNoOp, figure: "\(after.count) units, \(total) tokens, \(tests.figure)",
      breaches: breaches)
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
