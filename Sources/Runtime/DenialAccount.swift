import CLinux

/// What the broker told of one run; its form is that of Sources/launch/account.h.
package struct DenialAccount: Hashable, Sendable {
  package private(set) var denials: [Denial] = []
  /// What was added to the addresses in the program's file; nil if the program never started.
  package private(set) var bias: UInt64?
  /// Opens that the broker carried out.
  package private(set) var opens: UInt64 = 0
  /// Refusals that were not told apart, as there were too many kinds.
  package private(set) var lost: UInt64 = 0
  /// Whether the account ends as it should: it does not if the broker was killed.
  package private(set) var isComplete = false

  /// Reads all records; what is damaged ends the account, as its writer may have been killed.
  package init(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while let record = Self.take(&rest) {
      add(record, &rest)
    }
  }

  private static func take(_ bytes: inout ArraySlice<UInt8>) -> witness_record? {
    let size = MemoryLayout<witness_record>.size
    guard bytes.count >= size else { return nil }
    defer { bytes = bytes.dropFirst(size) }
    return bytes.withUnsafeBytes { $0.loadUnaligned(as: witness_record.self) }
  }

  private mutating func add(_ record: witness_record, _ rest: inout ArraySlice<UInt8>) {
    switch witness_kind(rawValue: record.kind) {
    case WITNESS_PROGRAM: bias = record.address
    case WITNESS_REFUSAL: addRefusal(record, &rest)
    case WITNESS_COUNT:
      if denials.indices.contains(Int(record.index)) {
        denials[Int(record.index)].count = record.count
      }
    case WITNESS_OPENS:
      opens = record.count
      isComplete = true
    case WITNESS_LOST: lost = record.count
    default: rest = []
    }
  }

  private mutating func addRefusal(_ record: witness_record, _ rest: inout ArraySlice<UInt8>) {
    let (textSize, stackSize) = (Int(record.text_size), Int(record.stack_size))
    guard rest.count >= textSize + stackSize else { return rest = [] }
    let text = rest.prefix(textSize)
    let stack = rest.dropFirst(textSize).prefix(stackSize)
    rest = rest.dropFirst(textSize + stackSize)
    let words = stride(from: stack.startIndex, to: stack.endIndex - 7, by: 8).map { at in
      stack[at..<at + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }
    let given = record.arguments
    denials.append(
      Denial(
        call: record.call, error: record.error,
        arguments: [given.0, given.1, given.2, given.3, given.4, given.5],
        subject: Self.subject(record.text_kind, text), address: record.address, stack: words,
        count: record.count))
  }

  private static func subject(_ kind: UInt32, _ text: ArraySlice<UInt8>) -> Denial.Subject? {
    switch witness_text(rawValue: kind) {
    case WITNESS_PATH: .path(String(decoding: text, as: UTF8.self))
    case WITNESS_ADDRESS: .address(Array(text))
    default: nil
    }
  }
}
