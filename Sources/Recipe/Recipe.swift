/// What to fetch, how to build it, how to port it and how to validate it: one upstream.
package struct Recipe: Hashable, Sendable {
  package let name: String
  /// One line for people.
  package let summary: String
  /// Newest first; the first is the default.
  package let versions: [RecipeVersion]
  /// The build with everything that the host offers.
  package let host: BuildSteps
  /// Nil if the recipe has no port, only an audit or a build.
  package let port: PortPlan?
  /// Nil where there is a port, or nothing to be built against a view.
  package let unpatched: UnpatchedBuild?
  package let validation: ValidationPlan?
  /// Nil where upstream's tests are not run in the runtime.
  package let upstream: UpstreamSuite?
  /// What is known not to be analysed, patched or enforced, each with its reason.
  package let excuses: [Excuse]

  package init(
    name: String, summary: String, versions: [RecipeVersion], host: BuildSteps, port: PortPlan?,
    unpatched: UnpatchedBuild? = nil, validation: ValidationPlan?,
    upstream: UpstreamSuite? = nil, excuses: [Excuse]
  ) {
    self.name = name
    self.summary = summary
    self.versions = versions
    self.host = host
    self.port = port
    self.unpatched = unpatched
    self.validation = validation
    self.upstream = upstream
    self.excuses = excuses
  }
}

/// How the build against the view is made, whether the source is ported for it or not.
extension Recipe {
  /// The recipes whose libraries it is made with.
  package var needs: [RecipeReference] { unpatched?.needs ?? port?.needs ?? [] }

  /// Whether its steps use the host build.
  package var usesHostBuild: Bool { unpatched?.usesHostBuild ?? port?.usesHostBuild ?? false }

  package var isDescending: Bool { unpatched?.isDescending ?? false }

  /// What other recipes get of it, in the built tree.
  package var installs: String? { unpatched?.installs ?? port?.installs }
}

/// One upstream release of a recipe.
package struct RecipeVersion: Hashable, Sendable {
  package let version: String
  package let source: SourceLocation
  /// The directory inside the unpacked source that is the project's root; `.` for its top.
  package let root: String

  package init(version: String, source: SourceLocation, root: String) {
    self.version = version
    self.source = source
    self.root = root
  }
}

/// Where a source tree comes from and what pins it.
package enum SourceLocation: Hashable, Sendable {
  /// The upstream tarball of a Debian source package. `version` is the exact Debian version,
  /// `suite` a stable suite, `sha256` the digest of the .orig tarball in lower-case hex.
  case debian(package: String, version: String, suite: String, sha256: String)
  /// A commit of a git repository, as 40 hex digits.
  case git(url: String, commit: String)
  /// A directory of this machine, absolute or relative to the recipe's; pinned by the digest of its
  /// files if `sha256` is given.
  case directory(path: String, sha256: String?)
}

/// How one tree is built. Every step is a line for `sh -eu`, started in the tree's root.
package struct BuildSteps: Hashable, Sendable {
  package let environment: [String: String]
  package let configure: [String]
  package let build: [String]
  package let test: [String]
  /// What the build leaves behind that later stages use, relative to the tree's root.
  package let products: [String]

  package init(
    environment: [String: String], configure: [String], build: [String], test: [String],
    products: [String]
  ) {
    self.environment = environment
    self.configure = configure
    self.build = build
    self.test = test
    self.products = products
  }
}

/// A name that may stay unanalysed, unpatched or unenforced, with the reason that a reader sees.
package struct Excuse: Hashable, Sendable {
  /// A file (relative to the root) or a function, as `what` says.
  package enum Subject: Hashable, Sendable {
    case file(String)
    case function(String)
  }

  package let subject: Subject
  package let reason: String

  package init(subject: Subject, reason: String) {
    self.subject = subject
    self.reason = reason
  }
}
