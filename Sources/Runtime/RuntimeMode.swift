/// How programs open and examine files on a kernel.
package enum RuntimeMode: Hashable, Sendable, Encodable {
  /// By themselves, with the sealed table.
  case sealedTable
  /// By the broker, as the kernel lacks these pieces.
  case brokered(lacking: [String])
  /// Not at all: nothing runs.
  case refused(lacking: [String])

  package init(pieces: [KernelPiece]) {
    let missing = pieces.filter { !$0.isPresent }
    let lacking = missing.filter(\.isLacking).map(\.name)
    let served = missing.filter(\.isServedByBroker).map(\.name)
    self =
      !lacking.isEmpty
      ? .refused(lacking: lacking) : !served.isEmpty ? .brokered(lacking: served) : .sealedTable
  }

  package var isBrokered: Bool {
    if case .brokered = self { true } else { false }
  }

  /// The word for it: the pieces say the rest.
  package func encode(to encoder: any Encoder) throws {
    let word =
      switch self {
      case .sealedTable: "sealed table"
      case .brokered: "brokered"
      case .refused: "refused"
      }
    var container = encoder.singleValueContainer()
    try container.encode(word)
  }

  /// What is said of it where the kernel is described.
  package var text: String {
    switch self {
    case .sealedTable: "programs open and examine files themselves, by the sealed table"
    case .brokered(let lacking):
      "the broker opens and examines every file, which is slower: this kernel lacks "
        + lacking.joined(separator: ", ")
    case .refused(let lacking):
      "nothing runs: this kernel lacks \(lacking.joined(separator: ", "))"
    }
  }
}
