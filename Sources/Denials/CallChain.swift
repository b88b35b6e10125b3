package import Runtime

/// Which functions had called each other when a call was refused.
///
/// C libraries are built without frame pointers and often without unwinding tables, so that the stack is
/// read for return addresses: a word behind a call instruction that calls the function found last.
/// A call that was made by a jump (the last act of a function) is not on the stack; the chain then goes
/// on with the next word behind a call of any function. A function can be missing from it.
package struct CallChain: Hashable, Sendable {
  /// Addresses as in the program's file, the innermost first: of the system call, and of each call.
  package let addresses: [UInt64]

  private static let limit = 16
  /// How many words further an exact caller is looked for before any other is taken.
  private static let reach = 96

  package init(of denial: Denial, bias: UInt64, in image: ProgramImage) {
    var addresses = [denial.address &- bias]
    var position = 0
    while addresses.count < Self.limit, let last = addresses.last {
      let current = image.function(at: last)
      let words = denial.stack[position...]
      let candidates = words.enumerated().lazy.compactMap { offset, word -> (Int, UInt64, Bool)? in
        let address = word &- bias
        guard let target = image.target(ofCallBefore: address),
          let called = image.function(at: target), called.start == target
        else { return nil }
        return (position + offset, address, called == current)
      }
      let near = Array(candidates.prefix { $0.0 < position + Self.reach })
      guard let next = near.first(where: \.2) ?? near.first else { break }
      // The call itself, and not what follows it, which may be another line.
      addresses.append(next.1 - 1)
      position = next.0 + 1
      if image.function(at: next.1)?.name == "main" { break }
    }
    self.addresses = addresses
  }
}
