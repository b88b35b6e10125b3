/// The grant that stands for the working directory, for programs that insist on relative paths.
///
/// Never the caller's own and never silent: it is a directory that the program is granted anyway. Only the
/// sealed C library knows of it; docs/descending.md says what it means there.
struct WorkingDirectory {
  /// A grant's name, or its number.
  let grant: String
  let place: GrantPlace

  func number(among grants: [Grant]) throws(RuntimeError) -> Int32 {
    let named = grants.first { $0.name == grant }
    guard let found = named ?? grants.first(where: { "\($0.number)" == grant }) else {
      throw .grant(place, reason: "there is no grant \(grant): name one, or its number")
    }
    guard case .directory = found.resource else {
      throw .grant(place, reason: "\(grant) is no directory")
    }
    return found.number
  }
}
