package import Runtime

/// Which functions had called each other when a call was refused.
///
/// C libraries are built without frame pointers and often without unwinding tables, so that the stack is
/// read for return addresses: words behind an instruction that calls a function directly. Among them are
/// old ones, in places that no frame has written to yet. So rows of words are looked for in which each
/// calls the very function that the word before lies in, the longest where there are several. Where a function was reached by a jump its
/// predecessor is looked for in the code; where through a pointer, another row is looked for behind. A function can be missing, and
/// a row of one word alone is believed only where nothing better follows the system call.
package struct CallChain: Hashable, Sendable {
  /// Addresses as in the program's file, the innermost first: of the system call, and of each call.
  package let addresses: [UInt64]

  private static let limit = 24

  private struct Candidate {
    let address: UInt64
    let called: UInt64
    let caller: UInt64
    /// The candidates of the row that begins here, by index; and how many there are.
    var next: Int?
    var length = 1
  }

  private struct Jump: Hashable {
    let from: UInt64
    let to: UInt64
  }

  package init(of denial: Denial, bias: UInt64, in image: ProgramImage) {
    let place = denial.address &- bias
    var known: [Jump: Bool] = [:]
    let jumps = { (from: UInt64, to: UInt64?) -> Bool in
      guard let to else { return false }
      if let answer = known[Jump(from: from, to: to)] { return answer }
      let answer = image.jumps(from: from, to: to)
      known[Jump(from: from, to: to)] = answer
      return answer
    }
    let candidates = Self.candidates(denial, bias, image)
    var addresses = [place]
    var position = 0
    var current = image.function(at: place)?.start
    while addresses.count < Self.limit {
      let rest = candidates.indices.filter { $0 >= position }
      let exact = rest.filter { candidates[$0].called == current }
      let jumped = exact.isEmpty ? rest.filter { jumps(candidates[$0].called, current) } : []
      // Otherwise the nearest row of two or more, or right behind the system call the nearest word.
      guard
        let start = Self.longest(exact.isEmpty ? jumped : exact, candidates)
          ?? rest.first(where: { candidates[$0].length > 1 })
          ?? (addresses.count == 1 ? rest.first : nil)
      else { break }
      var at: Int? = start
      while let index = at, addresses.count < Self.limit {
        // The call itself, and not what follows it, which may be another line.
        addresses.append(candidates[index].address - 1)
        current = candidates[index].caller
        position = index + 1
        at = candidates[index].next
      }
    }
    self.addresses = addresses
  }

  /// The first of those with the longest row.
  private static func longest(_ indices: [Int], _ candidates: [Candidate]) -> Int? {
    indices.max {
      candidates[$0].length < candidates[$1].length
        || (candidates[$0].length == candidates[$1].length && $0 > $1)
    }
  }

  /// In the order of the stack, each with the longest row behind it.
  private static func candidates(
    _ denial: Denial, _ bias: UInt64, _ image: ProgramImage
  ) -> [Candidate] {
    var found = denial.stack.compactMap { word -> Candidate? in
      let address = word &- bias
      guard let target = image.target(ofCallBefore: address),
        image.function(at: target)?.start == target, let caller = image.function(at: address)
      else { return nil }
      return Candidate(address: address, called: target, caller: caller.start)
    }
    for index in found.indices.reversed() {
      for later in found.indices.dropFirst(index + 1)
      where found[later].called == found[index].caller && found[later].length >= found[index].length
      {
        found[index].next = later
        found[index].length = found[later].length + 1
      }
    }
    return found
  }
}
