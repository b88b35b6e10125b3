import Recipe

/// What a generated patch says of itself: what it touches, why, and what stays the same.
struct CapabilityText {
  let capability: Capability
  /// The directory that it is limited to.
  let area: String?
  let functions: [String]
  let files: [String]
  let sense: PortPlan.Guard.Sense

  /// So many names are listed one by one.
  private static let listed = 3

  var subject: String {
    let prefix = area.map { "\($0): " } ?? ""
    let verb = sense == .present ? "heck for" : "o without"
    let start = (prefix.isEmpty ? (sense == .present ? "C" : "D") : (sense == .present ? "c" : "d"))
    let names =
      functions.count <= Self.listed
      ? Self.list(functions.map { "\($0)()" }, last: "and")
      : "the functions that \(capability.purpose)"
    return "\(prefix)\(start)\(verb) \(names)"
  }

  var body: String {
    """
    \(filesNamed) with \(Self.list(functions.map { "\($0)()" }, last: "and")), which \
    \(capability.purpose). \
    The C library of a platform where a program has nothing but the descriptors that it was handed \
    lacks \(functions.count == 1 ? "this function" : "these functions"), and the code does not \
    build there.

    \(decision) a call of it evaluates to the function's own error value, with errno set to ENOSYS \
    where the function sets errno, so that its caller reports what it reports for any other failure.

    \(unchanged)
    """
  }

  private var filesNamed: String {
    let shown =
      files.count <= Self.listed
      ? Self.list(files, last: "and")
      : Self.list(Array(files.prefix(2)) + ["\(files.count - 2) more files"], last: "and")
    return "\(shown) \(files.count == 1 ? "works" : "work")"
  }

  private var decision: String {
    sense == .present
      ? "Look for \(functions.count == 1 ? "it" : "each") when the build is configured. Where one is missing,"
      : "Let a macro say that one is missing. Where it does,"
  }

  private var unchanged: String {
    sense == .present
      ? "Where the functions exist, nothing changes."
      : "The macros are not defined by default, which leaves the code as it was."
  }

  private static func list(_ words: [String], last: String) -> String {
    guard let end = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(last) \(end)"
  }
}
