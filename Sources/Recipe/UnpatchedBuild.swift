/// The pristine source against a view: what needs no port.
package struct UnpatchedBuild: Hashable, Sendable {
  /// Whether the view is the descending one, which keeps open() and its kin for the paths
  /// `/dev/fd/N` and `/dev/fd/N/rest`; else the strict one.
  package let isDescending: Bool
  /// Whether the view needs a C++ library, which takes a minute and a half to build, once.
  package let hasCPlusPlus: Bool
  /// The recipes whose libraries it is built with: each unpatched, against the same view, and with
  /// something installed.
  package let needs: [RecipeReference]
  /// Whether its steps use the host build, as a cross build of an interpreter does: HOST_BUILD is
  /// the root of that tree then.
  package let usesHostBuild: Bool
  /// A directory beside the recipe whose files the tree gets as `fdport/` before it is built.
  package let adds: String?
  /// Whether a series that was written by hand, in patches/NAME/VERSION, is applied first: for what an
  /// upstream has no option for. Nothing of it is generated or judged.
  package let hasPatches: Bool
  /// CC, CXX, AR, RANLIB and HOST are set in its environment; with `needs` PREFIX, CPPFLAGS, LDFLAGS and
  /// the pkg-config variables too.
  package let build: BuildSteps
  /// The directory of the built tree that holds `include/`, `lib/` ... for recipes that need this
  /// one; nil: none may.
  package let installs: String?

  package init(
    isDescending: Bool, hasCPlusPlus: Bool = false, needs: [RecipeReference] = [],
    usesHostBuild: Bool = false, adds: String? = nil, hasPatches: Bool = false, build: BuildSteps,
    installs: String? = nil
  ) {
    self.isDescending = isDescending
    self.hasCPlusPlus = hasCPlusPlus
    self.needs = needs
    self.usesHostBuild = usesHostBuild
    self.adds = adds
    self.hasPatches = hasPatches
    self.build = build
    self.installs = installs
  }

  static func read(_ node: RecipeNode) throws(RecipeError) -> UnpatchedBuild {
    let fields = try node.fields([
      "view", "c++", "needs", "host-build", "adds", "patches", "build", "installs",
    ])
    return UnpatchedBuild(
      isDescending: try fields.optional("view").map(isDescending) ?? false,
      hasCPlusPlus: try fields.optional("c++")?.truth() ?? false,
      needs: try fields.list("needs", need),
      usesHostBuild: try fields.optional("host-build")?.truth() ?? false,
      adds: try fields.optional("adds")?.pathInTree(),
      hasPatches: try fields.optional("patches")?.truth() ?? false,
      build: try BuildStepsReader.steps(fields.required("build")),
      installs: try fields.optional("installs")?.pathInTree())
  }

  private static func isDescending(_ node: RecipeNode) throws(RecipeError) -> Bool {
    switch try node.text() {
    case "strict": return false
    case "descending": return true
    case let other: throw node.failure("expected 'strict' or 'descending', found '\(other)'")
    }
  }

  static func need(_ node: RecipeNode) throws(RecipeError) -> RecipeReference {
    let reference = try RecipeReference(parsing: node.nonEmptyText())
    guard case .named = reference.place else {
      throw node.failure("expected a recipe's name, as zlib or zlib@1.3.1, found a path")
    }
    return reference
  }
}
