/// One thing that the runtime uses of the kernel, tried.
package struct KernelPiece: Codable, Hashable, Sendable {
  package let name: String
  package let isPresent: Bool
  package let neededFor: String
  /// What was found instead, if it is missing.
  package let finding: String?
  /// How the runtime does without it; nil: not at all.
  package let substitute: String?
  /// Whether the broker has to open and examine every file without it.
  package let isServedByBroker: Bool

  package init(
    name: String, isPresent: Bool, neededFor: String, finding: String?, substitute: String? = nil,
    isServedByBroker: Bool = false
  ) {
    self.name = name
    self.isPresent = isPresent
    self.neededFor = neededFor
    self.finding = finding
    self.substitute = substitute
    self.isServedByBroker = isServedByBroker
  }

  /// Whether nothing runs because of it.
  package var isLacking: Bool { !isPresent && substitute == nil }
}
