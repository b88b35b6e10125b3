/// The directives of one text that decide what of it is compiled, ready to be followed.
package struct DirectiveProgram: Sendable {
  package enum Kind: UInt8, Sendable {
    case ifdef, ifndef, condition
    case elifdef, elifndef, elseCondition
    case otherwise, end
    case define, undefine
    case include, includeNext
    /// `#pragma once`.
    case once
    /// One whose effect is not followed here.
    case unknown
  }

  package struct Instruction: Sendable {
    package let kind: Kind
    /// From the `#` to the end of the directive's last line, in bytes.
    package let start: Int32
    package var end: Int32
    /// The macro's spelling, or what ``Kind/define`` and the inclusions number.
    package let operand: Int32
    /// Its tokens among the program's.
    package let tokens: Range<Int>
    /// The next directive of the same conditional.
    package fileprivate(set) var next: Int32 = -1
  }

  package typealias Inclusion = TextSummary.Inclusion

  package private(set) var instructions: [Instruction] = []
  package var tokens: [PreprocessingToken] = []
  package var definitions: [MacroDefinition] = []
  package var inclusions: [Inclusion] = []
  /// False if conditionals are not balanced, or the text is written as no lexer here follows it.
  package var isReadable = true
  /// Where the first thing stands that is neither a comment nor a directive that is followed here, in bytes;
  /// the end of the text if there is none.
  package var firstCode = 0
  /// True if all stands in one conditional that is not true a second time (`#ifndef`), or the text says so
  /// itself (`#pragma once`).
  package private(set) var isGuarded = false
  /// True as long as nothing but directives and comments stands outside of conditionals.
  var hasCodeOutside = false
  private var open: [Int] = []

  package init() {}

  mutating func append(
    _ kind: Kind, start: Int, end: Int, operand: Int32 = -1, tokens: Range<Int> = 0..<0
  ) {
    let number = instructions.count
    instructions.append(
      Instruction(
        kind: kind, start: Int32(start), end: Int32(end), operand: operand, tokens: tokens))
    switch kind {
    case .ifdef, .ifndef, .condition: open.append(number)
    case .elifdef, .elifndef, .elseCondition, .otherwise, .end:
      guard let before = open.popLast(), instructions[before].kind != .otherwise || kind == .end
      else {
        isReadable = false
        return
      }
      instructions[before].next = Int32(number)
      if kind != .end { open.append(number) }
    default: break
    }
  }

  /// True where no conditional is open.
  var isOutside: Bool { open.isEmpty }

  mutating func finish() {
    if !open.isEmpty { isReadable = false }
    open = []
    guard let first = instructions.first else { return }
    let isOneConditional =
      first.kind == .ifndef && Int(first.next) == instructions.count - 1 && !hasCodeOutside
    isGuarded = isReadable && (isOneConditional || first.kind == .once)
  }
}
