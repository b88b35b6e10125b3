/// One thing that the runtime needs of the kernel, tried.
package struct KernelPiece: Codable, Hashable, Sendable {
  package let name: String
  package let isPresent: Bool
  package let neededFor: String
  /// What was found instead, if it is missing.
  package let finding: String?

  package init(name: String, isPresent: Bool, neededFor: String, finding: String?) {
    self.name = name
    self.isPresent = isPresent
    self.neededFor = neededFor
    self.finding = finding
  }
}
