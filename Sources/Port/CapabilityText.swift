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

  /// What a patch header takes.
  private static let longest = 72

  /// The most telling one that fits; a directory's name may be as long as it likes.
  var subject: String {
    let rule = "the functions that \(capability.purpose)"
    let areas = area.map { ["\($0): ", ""] } ?? [""]
    let names = functions.map { "\($0)()" }
    let objects =
      (functions.count <= Self.listed ? [Self.list(names, last: "and")] : []) + [
        rule, String(rule.dropFirst("the ".count)), "what \(capability.rawValue) needs",
      ]
    let candidates = areas.flatMap { area in objects.map { subject(area, $0) } }
    return candidates.first { $0.count <= Self.longest } ?? subject("", objects[objects.count - 1])
  }

  private func subject(_ prefix: String, _ object: String) -> String {
    let words = "\(sense == .present ? "check for" : "do without") \(object)"
    return prefix.isEmpty ? words.prefix(1).uppercased() + words.dropFirst() : prefix + words
  }

  var body: String {
    """
    \(filesNamed) with \(Self.list(functions.map { "\($0)()" }, last: "and")), \
    \(functions.count == 1 ? "one of the functions that" : "which") \(capability.purpose). \
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
      ? functions.count == 1
        ? "Look for it when the build is configured. Where it is missing,"
        : "Look for each when the build is configured. Where one is missing,"
      : "Let a macro say that \(functions.count == 1 ? "it" : "one") is missing. Where it does,"
  }

  private var unchanged: String {
    sense == .present
      ? "Where \(functions.count == 1 ? "the function exists" : "the functions exist"), nothing changes."
      : "The macros are not defined by default, which leaves the code as it was."
  }

  private static func list(_ words: [String], last: String) -> String {
    guard let end = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " \(last) \(end)"
  }
}
