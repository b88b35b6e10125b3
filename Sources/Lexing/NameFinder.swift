import Findings

/// A place where raw text uses a name.
package struct NameUse: Hashable, Sendable {
  package let name: String
  /// From 0, in bytes.
  package let offset: Int
  /// From 1.
  package let line: Int
  /// From 1, in bytes.
  package let column: Int
  /// False where the name is only referred to.
  package let isCall: Bool
  /// The first argument, if it is one word or one literal.
  package let firstArgument: String?
}

/// Finds uses of names in raw text: what looks like a call, an address or an entry of a table, and is
/// no member, declaration, comment, literal or directive. The bodies of macros count.
///
/// A parser knows better; this is for text that none reads.
package struct NameFinder {
  private let text: SourceText
  private let glance: NameGlance
  private let functions: Set<String>
  private let objects: Set<String>
  private var uses: [NameUse] = []
  /// Functions that the text defines itself.
  private var own: Set<String> = []

  /// `functions` are of interest where they are called or referred to, `objects` wherever they stand.
  /// `glance` is at all of them.
  package static func uses(
    in text: SourceText, functions: Set<String>, objects: Set<String>, glance: NameGlance
  ) -> [NameUse] {
    var finder = NameFinder(text: text, functions: functions, objects: objects, glance: glance)
    finder.run()
    return finder.uses.filter { !finder.own.contains($0.name) }.sorted { $0.offset < $1.offset }
  }

  private init(
    text: SourceText, functions: Set<String>, objects: Set<String>, glance: NameGlance
  ) {
    self.text = text
    self.glance = glance
    self.functions = functions
    self.objects = objects
  }

  private mutating func run() {
    var code: [SourceToken] = []
    var position = 0
    var line = 1
    for directive in text.directives {
      code += SourceToken.tokens(
        of: text.bytes, from: position, line: line, to: directive.range.start)
      if directive.name == "define" { readBody(of: directive) }
      position = directive.range.end
      line = directive.line + breaks(in: directive.range.start..<directive.range.end)
    }
    code += SourceToken.tokens(of: text.bytes, from: position, line: line, to: text.bytes.count)
    read(code, ignoring: [])
  }

  private func breaks(in range: Range<Int>) -> Int {
    text.bytes[range].count { $0 == UInt8(ascii: "\n") }
  }

  /// Behind `define`, the macro's name and, without a blank between, its parameters.
  private mutating func readBody(of directive: Directive) {
    var tokens = SourceToken.tokens(
      of: text.bytes, from: directive.range.start, line: directive.line, to: directive.range.end)
    guard tokens.count > 3 else { return }
    tokens.removeFirst(2)
    let name = tokens.removeFirst()
    var parameters: Set<String> = []
    if let first = tokens.first, first.start == name.end, spelling(first) == "(" {
      let close = tokens.firstIndex { spelling($0) == ")" } ?? tokens.count - 1
      parameters = Set(tokens[...close].map(spelling))
      tokens.removeFirst(close + 1)
    }
    read(tokens, ignoring: parameters)
  }

  private func spelling(_ token: SourceToken) -> String {
    String(decoding: text.bytes[token.start..<token.end], as: UTF8.self)
  }

  private mutating func read(_ tokens: [SourceToken], ignoring parameters: Set<String>) {
    let stream = TokenStream(tokens: tokens, bytes: text.bytes)
    // Whether each open bracket is a brace of an initial value.
    var brackets: [Bool] = []
    for index in tokens.indices {
      switch tokens[index].kind {
      case .literal: continue
      case .punctuator:
        switch stream.byte(index) {
        case UInt8(ascii: "{"):
          let before = stream.byte(index - 1)
          let isInner = before == UInt8(ascii: "{") || before == UInt8(ascii: ",")
          brackets.append(
            before == UInt8(ascii: "=") || (isInner && brackets.last == true))
        case UInt8(ascii: "("), UInt8(ascii: "["): brackets.append(false)
        case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"): _ = brackets.popLast()
        default: break
        }
      case .word:
        // To make a string of each word takes longer than all else.
        guard glance.mayBe(text.bytes[tokens[index].start..<tokens[index].end]) else { continue }
        let word = spelling(tokens[index])
        let isFunction = functions.contains(word)
        guard isFunction || objects.contains(word), !parameters.contains(word) else { continue }
        judge(
          word, at: index, in: stream, isFunction: isFunction,
          isInInitialValue: brackets.last == true)
      }
    }
  }

  private mutating func judge(
    _ word: String, at index: Int, in stream: TokenStream, isFunction: Bool, isInInitialValue: Bool
  ) {
    guard !stream.isMember(index) else { return }
    if stream.isDeclared(index) {
      if isFunction && stream.opensBody(index) { own.insert(word) }
      return
    }
    let isCall = stream.byte(index + 1) == UInt8(ascii: "(")
    guard !isFunction || isCall || stream.isReferred(index, isInInitialValue: isInInitialValue)
    else { return }
    let token = stream.tokens[index]
    let lineStart =
      text.bytes[..<token.start].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    uses.append(
      NameUse(
        name: word, offset: token.start, line: token.line, column: token.start - lineStart + 1,
        isCall: isCall && isFunction,
        firstArgument: isCall ? stream.onlyToken(of: index + 2) : nil))
  }
}
