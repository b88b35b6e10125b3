/// Which parts of a removed call's arguments must stay: those whose evaluation does something, and
/// the variables that nothing else uses, so that the compiler does not warn of them.
struct ArgumentUse {
  let source: SourceText
  /// What does not count as a use: calls that are guarded too, and the other branches of guards
  /// that stand already, so that a second run decides as the first did.
  let ignored: [Range<Int>]

  /// The texts to put behind `(void)`, in the order of the arguments; nil if an argument that must
  /// be evaluated holds a guarded call itself. `lines` are those of the call's guard.
  func discarded(of call: CallText, form: FailureForm, lines: Range<Int>) -> [String]? {
    let uncertain = source.conditionals.filter {
      lines.contains(source.directives[$0.branches[0].directive].hash)
    }
    .flatMap { $0.branches.map(\.body) }
    let nested = ignored.filter { $0 != call.range && call.range.contains($0.lowerBound) }
    var result: [String] = []
    for (position, argument) in call.arguments.enumerated()
    where !form.evaluates(argument: position) {
      if hasEffect(argument, besides: nested) {
        let range = self.range(of: argument)
        guard !nested.contains(where: { range.overlaps($0) }), !source.holdsDirective(range) else {
          return nil
        }
        result.append(isCall(range) ? source.text(range) : "(\(source.text(range)))")
        continue
      }
      for index in argument where isVariable(index) && !isUsedElsewhere(index, call, uncertain) {
        let name = word(index)
        let isKept = call.arguments.enumerated().contains { position, other in
          form.evaluates(argument: position) && other.contains { word($0) == name }
        }
        if !isKept, !result.contains(name) { result.append(name) }
      }
    }
    return result
  }

  /// The parameters of a function-like macro that only the call uses.
  func discarded(
    of call: CallText, form: FailureForm, parameters: [String], body: Range<Int>
  ) -> [String] {
    let kept = call.arguments.enumerated().filter { form.evaluates(argument: $0.offset) }
      .flatMap(\.element).map(word)
    var result: [String] = []
    for index in call.arguments.joined() where !kept.contains(word(index)) {
      let name = word(index)
      guard parameters.contains(name), !result.contains("(\(name))") else { continue }
      let isUsed = tokens(in: body).contains {
        !call.range.contains(source.tokens[$0].start) && source.text(of: source.tokens[$0]) == name
      }
      if !isUsed { result.append("(\(name))") }
    }
    return result
  }

  private func range(of argument: [Int]) -> Range<Int> {
    guard let first = argument.first, let last = argument.last else { return 0..<0 }
    return source.tokens[first].start..<source.tokens[last].end
  }

  /// `next(name)`: needs no parentheses behind a cast.
  private func isCall(_ range: Range<Int>) -> Bool {
    let first = source.tokens[source.tokenIndex(at: range.lowerBound)]
    guard first.kind == .identifier else { return false }
    let call = CallText(
      in: source, start: first.start, identifierEnd: first.end, limit: range.upperBound)
    return call?.range == range
  }

  private func word(_ index: Int) -> String {
    index >= 0 && index < source.tokens.count ? source.text(of: source.tokens[index]) : ""
  }

  /// The nearest token before or after that is not a comment.
  private func neighbour(_ index: Int, step: Int) -> Int {
    var next = index + step
    while next >= 0, next < source.tokens.count, source.tokens[next].kind == .comment {
      next += step
    }
    return next
  }

  /// A call that is not itself guarded, an assignment, an increment.
  private func hasEffect(_ argument: [Int], besides nested: [Range<Int>]) -> Bool {
    argument.contains { index in
      let start = source.tokens[index].start
      guard !nested.contains(where: { $0.contains(start) }) else { return false }
      let after = neighbour(index, step: 1)
      switch (source.tokens[index].kind, word(index)) {
      case (.identifier, let name): return word(after) == "(" && name != "sizeof"
      case (.punctuator, "+"), (.punctuator, "-"):
        return word(after) == word(index) && source.tokens[after].start == source.tokens[index].end
      case (.punctuator, "="):
        let before = word(neighbour(index, step: -1))
        return word(after) != "=" && !["=", "!", "<", ">"].contains(before)
      default: return false
      }
    }
  }

  private func isIgnored(_ offset: Int) -> Bool {
    ignored.contains { $0.contains(offset) }
  }

  /// A name that is neither a member nor a tag nor called.
  private func isVariable(_ index: Int) -> Bool {
    guard source.tokens[index].kind == .identifier else { return false }
    let before = word(neighbour(index, step: -1))
    return ![".", ">", "struct", "union", "enum"].contains(before)
      && word(neighbour(index, step: 1)) != "("
  }

  /// True unless the function declares the name and then uses it nowhere but in ignored places.
  ///
  /// What another configuration of the same lines uses, in `uncertain`, counts for nothing.
  private func isUsedElsewhere(
    _ index: Int, _ call: CallText, _ uncertain: [Range<Int>]
  ) -> Bool {
    let name = word(index)
    var isDeclared = false
    for candidate in tokens(in: functionExtent(around: call.range.lowerBound))
    where word(candidate) == name && source.tokens[candidate].kind == .identifier {
      let start = source.tokens[candidate].start
      if call.range.contains(start) || isIgnored(start) || !isVariable(candidate)
        || uncertain.contains(where: { $0.contains(start) })
      {
        continue
      }
      if start < call.range.lowerBound, !isDeclared, isDeclaration(candidate) {
        isDeclared = true
      } else if !isAssigned(candidate) {
        return true
      }
    }
    return !isDeclared
  }

  /// `int flags`, `const char *name`: a type's last word or a `*` stands before the name.
  private func isDeclaration(_ index: Int) -> Bool {
    let before = neighbour(index, step: -1)
    guard before >= 0 else { return false }
    if word(before) == "*" { return true }
    let statements = ["return", "else", "case", "goto", "do", "sizeof"]
    return source.tokens[before].kind == .identifier && !statements.contains(word(before))
  }

  private func isAssigned(_ index: Int) -> Bool {
    let after = neighbour(index, step: 1)
    return word(after) == "=" && word(neighbour(after, step: 1)) != "="
  }

  private func tokens(in range: Range<Int>) -> Range<Int> {
    let first = source.tokenIndex(at: range.lowerBound)
    return first..<max(first, source.tokenIndex(at: range.upperBound))
  }

  /// From after the `}` in the first column before `offset` to the next one: C code closes its
  /// functions there in every common style.
  private func functionExtent(around offset: Int) -> Range<Int> {
    var start = source.lineStart(of: offset)
    while start > 0, source.bytes[start] != UInt8(ascii: "}") {
      start = source.lineStart(of: start - 1)
    }
    var end = source.lineEnd(of: offset)
    while end < source.bytes.count, source.bytes[end] != UInt8(ascii: "}") {
      end = source.lineEnd(of: end)
    }
    return start..<end
  }
}
