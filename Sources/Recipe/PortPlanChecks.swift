extension PortPlan {
  /// Where the checks go that define the guards' macros.
  package struct Checks: Hashable, Sendable {
    /// A build system's top file.
    package enum File: Hashable, Sendable {
      /// The one that is there, unless an insertion of the plan names it.
      case automatic
      /// No check goes into this build system.
      case none
      case path(String)
    }

    package let autoconf: File
    package let cmake: File
    /// Configuration headers that upstream keeps by hand for systems without configure: each gets
    /// `#define HAVE_X 1` for a guard's macro that it does not speak of.
    package let headers: [String]
    /// Functions of which those headers say already whether their systems have them, because upstream
    /// asks: where one has no line, the function is missing.
    package let answered: Set<String>

    package init(
      autoconf: File = .automatic, cmake: File = .automatic, headers: [String] = [],
      answered: Set<String> = []
    ) {
      self.autoconf = autoconf
      self.cmake = cmake
      self.headers = headers
      self.answered = answered
    }
  }
}

/// Reads the key `checks` of a port.
enum PortPlanChecksReader {
  static func checks(_ node: RecipeNode) throws(RecipeError) -> PortPlan.Checks {
    let fields = try node.fields(["autoconf", "cmake", "headers", "answered"])
    return PortPlan.Checks(
      autoconf: try file(fields.optional("autoconf")), cmake: try file(fields.optional("cmake")),
      headers: try fields.list("headers") { item throws(RecipeError) in try item.pathInTree() },
      answered: Set(try fields.texts("answered")))
  }

  private static func file(_ node: RecipeNode?) throws(RecipeError) -> PortPlan.Checks.File {
    guard let node else { return .automatic }
    return try node.text() == "none" ? .none : .path(try node.pathInTree())
  }
}
