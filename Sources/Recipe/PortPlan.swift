/// How the port of one upstream is generated: knowledge of the upstream's own idiom, as data.
package struct PortPlan: Hashable, Sendable {
  /// How a guard of this upstream is spelled.
  package struct Guard: Hashable, Sendable {
    /// Whether the macro is defined where the function exists (`HAVE_OPEN`) or where it does not
    /// (`LUA_NO_FOPEN`).
    package enum Sense: String, Hashable, Sendable {
      case present
      case absent
    }

    /// `{NAME}` stands for the function's name in upper case.
    package let macro: String
    package let sense: Sense
    /// The macros of functions whose usual one means something else in this upstream: curl's
    /// HAVE_SOCKET says that there are sockets at all.
    package let exceptions: [String: String]

    package init(macro: String, sense: Sense, exceptions: [String: String] = [:]) {
      self.macro = macro
      self.sense = sense
      self.exceptions = exceptions
    }

    package func macro(for function: String) -> String {
      exceptions[function] ?? macro.replacing("{NAME}", with: function.uppercased())
    }
  }

  /// Text put into a file of the build system or a configuration header.
  package struct Insertion: Hashable, Sendable {
    package let file: String
    /// A whole line that occurs exactly once in the file; the text goes after it.
    package let after: String
    /// `{names}`: the patch's functions, sorted, separated by a space. A line that holds `{name}` or
    /// `{NAME}` is repeated for each function.
    package let text: String
    /// Whether some releases lack the file: nothing is inserted there then. Without it that is an error.
    package let isOptional: Bool

    package init(file: String, after: String, text: String, isOptional: Bool = false) {
      self.file = file
      self.after = after
      self.text = text
      self.isOptional = isOptional
    }
  }

  /// One patch: a capability that a reviewer can take or refuse.
  package struct Patch: Hashable, Sendable {
    /// Becomes the file name: `NNNN-name.patch`.
    package let name: String
    package let subject: String
    /// What, why, what stays the same: one or more paragraphs for a maintainer.
    package let body: String
    /// The catalogue names whose sites it guards.
    package let functions: [String]
    package let insertions: [Insertion]
    /// The directory whose sites it guards, without a slash at its end; nil: all of the tree.
    package let area: String?

    package init(
      name: String, subject: String, body: String, functions: [String], insertions: [Insertion],
      area: String? = nil
    ) {
      self.name = name
      self.subject = subject
      self.body = body
      self.functions = functions
      self.insertions = insertions
      self.area = area
    }

    /// Whether a site of `function` in `file` is this patch's.
    package func guards(_ function: String, in file: String) -> Bool {
      functions.contains(function) && (area.map { file.hasPrefix($0 + "/") } ?? true)
    }
  }

  /// The last patch, the platform's own: sends guarded calls to `<descend.h>`.
  package struct Descend: Hashable, Sendable {
    package let name: String
    package let subject: String
    package let body: String
    /// The condition under which `<descend.h>` is there, as in `#if CONDITION`; may hold `{NAME}`.
    package let condition: String
    /// The condition around `#include <descend.h>` in files that use it.
    package let includeCondition: String
    package let functions: [String]
    package let insertions: [Insertion]

    package init(
      name: String, subject: String, body: String, condition: String, includeCondition: String,
      functions: [String], insertions: [Insertion]
    ) {
      self.name = name
      self.subject = subject
      self.body = body
      self.condition = condition
      self.includeCondition = includeCondition
      self.functions = functions
      self.insertions = insertions
    }
  }

  /// What a call of one function becomes where the catalogue's convention would be untrue in this
  /// upstream's use: `system(NULL)` asks whether there is a shell.
  package struct Failure: Hashable, Sendable {
    package let function: String
    /// A C expression; `{1}` stands for the call's first argument, and so on.
    package let expression: String
    package let reason: String

    package init(function: String, expression: String, reason: String) {
      self.function = function
      self.expression = expression
      self.reason = reason
    }
  }

  /// Something that upstream itself lets a build leave out.
  package struct Omission: Hashable, Sendable {
    /// An option (`LUA_USE_POSIX`) or a program (`luac`).
    package let name: String
    /// The files that are not built then, relative to the root; their sites need no guard.
    package let files: [String]
    package let reason: String

    package init(name: String, files: [String], reason: String) {
      self.name = name
      self.files = files
      self.reason = reason
    }
  }

  /// The profile's raw value: `fd-only`.
  package let profile: String
  package let omissions: [Omission]
  /// The host configuration with the existing options left out: the compile commands that the port
  /// audits, so that no site needs a guard that an option already removes. Nil: the host build's own.
  package let reduced: BuildSteps?
  package let sites: Guard
  package let failures: [Failure]
  package let dispositions: [Disposition]
  package let checks: Checks
  /// Empty: one for each capability and area of the tree that has sites, with texts of fdport's own.
  package let patches: [Patch]
  package let descend: Descend?
  /// The recipes whose libraries the build against the view is made with: each built against the same
  /// view, with something installed.
  package let needs: [RecipeReference]
  /// Whether that build uses the host build, whose root HOST_BUILD is then.
  package let usesHostBuild: Bool
  /// The build against the view: CC, AR, RANLIB and HOST are set in its environment; with `needs`
  /// PREFIX, CPPFLAGS, LDFLAGS and the pkg-config variables too.
  package let build: BuildSteps
  /// The directory of the built tree that holds `include/`, `lib/` ... for recipes that need this
  /// one; nil: none may.
  package let installs: String?

  package init(
    profile: String, omissions: [Omission], reduced: BuildSteps?, sites: Guard,
    failures: [Failure] = [], dispositions: [Disposition] = [], checks: Checks = Checks(),
    patches: [Patch], descend: Descend?, needs: [RecipeReference] = [],
    usesHostBuild: Bool = false, build: BuildSteps, installs: String? = nil
  ) {
    self.profile = profile
    self.omissions = omissions
    self.reduced = reduced
    self.sites = sites
    self.failures = failures
    self.dispositions = dispositions
    self.checks = checks
    self.patches = patches
    self.descend = descend
    self.needs = needs
    self.usesHostBuild = usesHostBuild
    self.build = build
    self.installs = installs
  }

  /// The same with these patches.
  package func with(patches: [Patch], descend: Descend?) -> PortPlan {
    PortPlan(
      profile: profile, omissions: omissions, reduced: reduced, sites: sites, failures: failures,
      dispositions: dispositions, checks: checks, patches: patches, descend: descend, needs: needs,
      usesHostBuild: usesHostBuild, build: build,
      installs: installs)
  }
}
