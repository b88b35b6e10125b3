package import Port
package import Recipe

/// A recipe for a project that has none, as far as its files and an audit without a build can tell.
package struct RecipeDraft: Sendable {
  package let name: String
  private let source: SourceLocation
  private let identity: ProjectIdentity
  private let systems: [(system: BuildSystem, file: String)]
  private let options: [BuildOption]
  private let steps: DraftSteps
  private let tally: FunctionTally

  /// `source` is where `paths` and `files` are from, and `folder` what its top directory is called, which tells
  /// name and version where nothing else does; `name` is the recipe's, which is to be its file's as well, or
  /// nil for the project's own.
  package init(
    name: String?, source: SourceLocation, folder: String, paths: Set<String>,
    files: [String: [UInt8]], tally: FunctionTally
  ) {
    self.source = source
    self.tally = tally
    systems = BuildSystem.found(in: paths)
    identity = ProjectIdentity(
      system: systems.first?.system, file: systems.first?.file ?? "",
      bytes: systems.first.flatMap { files[$0.file] } ?? [],
      directory: folder)
    self.name = name ?? identity.name
    options = OptionReader.options(in: files)
    steps = DraftSteps(systems.first?.system, paths: paths, files: files, tally: tally)
  }

  /// The files that a draft is made from.
  package static func reads(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    return [
      "configure.ac", "configure.in", "CMakeLists.txt", "meson.build", "meson_options.txt",
      "meson.options", "Makefile.am", "Makefile", "makefile", "GNUmakefile",
    ].contains(name)
  }

  /// The recipe, with what was found as comments. `attempt`: what a port of the tree as it lies would
  /// change and leave, or why there is none.
  package func text(attempt: Attempt?) -> String {
    let lines =
      heading + [
        "name: \(name)", "summary: \(Self.quoted("\(identity.name), drafted; say what it is"))",
      ]
      + ["versions:", "  - version: \"\(identity.version)\"", "    source:"]
      + sourceLines + [""] + optionLines + ["host:"] + steps.host.lines(indent: "  ") + [
        "", "port:", "  profile: fd-only",
      ]
      + reducedLines + steps.convention.map { "  " + $0 } + patchLines
      + ["  build:"] + steps.view.lines(indent: "    ") + attemptLines(attempt) + closing
    return lines.joined(separator: "\n") + "\n"
  }

  /// What a port of the tree without a build came to.
  package struct Attempt: Sendable {
    package let edits: Int
    package let files: Int
    package let leftovers: [Leftover]
    package let notes: [String]

    package init(_ result: PortResult) {
      edits = result.edits.count
      files = Set(result.edits.map(\.file)).count
      leftovers = result.leftovers
      notes = result.notes
    }
  }

  private var heading: [String] {
    let found = systems.map { "\($0.system.rawValue) (\($0.file))" }.joined(separator: ", ")
    return Self.comment(
      """
      A draft. What it says was read from the files of the project: nothing was built. \
      Build system: \(found.isEmpty ? "none that fdport knows" : found).
      """) + Self.comment("Then: fdport port ./\(name).yaml shows the patches and what is left.")
      + [""]
  }

  private var optionLines: [String] {
    let telling = options.filter(\.isTelling)
    let rest = options.count - telling.count
    guard !options.isEmpty else { return Self.comment("The build has no options.") }
    var lines = Self.comment(
      """
      Options of the build. What one of them leaves out needs no patch: prefer it, give it to the builds \
      below, and name it under port: omissions. \(telling.isEmpty ? "" : "Those to look at first:")
      """)
    lines += (telling.isEmpty ? Array(options.prefix(20)) : Array(telling.prefix(40))).map {
      option in
      "#   \(option.spelling)  \(option.file):\(option.line)"
        + (option.help.isEmpty ? "" : "  \(option.help.prefix(70))")
    }
    if rest > 0, !telling.isEmpty { lines.append("#   and \(rest) more") }
    return lines
  }

  private var sourceLines: [String] {
    let fields: [(String, String)] =
      switch source {
      case .debian(let package, let version, let suite, let sha256):
        [("debian", package), ("version", version), ("suite", suite), ("sha256", sha256)]
      case .git(let url, let commit): [("git", url), ("commit", commit)]
      case .directory(let path, let sha256):
        [("directory", path)] + (sha256.map { [("sha256", $0)] } ?? [])
      }
    return fields.map { "      \($0): \(Self.quoted($1))" }
  }

  private var reducedLines: [String] {
    ["  # omissions: what an option leaves out, with the files that are not compiled then:"]
      + [
        "  #   - { name: --disable-cli, files: [src/cli.c], reason: the library is what is ported }"
      ]
      + ["  # reduced: host's steps with those options; what the port audits."]
  }

  private var patchLines: [String] {
    let counts = tally.guarded.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
    let lines = Self.comment(
      tally.guarded.isEmpty
        ? "The audit of the tree as it lies found nothing to guard."
        : "Sites: \(counts). Without `patches` there is one for each capability.", indent: "  ")
    return tally.canDescend && !steps.isDefinedWhereMissing
      ? lines
        + Self.comment(
          "The last patch: names beneath descriptors, by <descend.h>.", indent: "  ")
        + ["  descend: {}"]
      : lines
  }

  private func attemptLines(_ attempt: Attempt?) -> [String] {
    var lines = [""]
    if !tally.others.isEmpty {
      let counts = tally.others.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
      lines += Self.comment("Forbidden, with no call to guard: \(counts)")
    }
    guard let attempt else { return lines }
    lines += Self.comment(
      """
      A port of the tree as it lies makes \(attempt.edits) edits in \(attempt.files) files and leaves \
      \(attempt.leftovers.count) sites\(attempt.leftovers.isEmpty ? "." : ":")
      """)
    lines += attempt.leftovers.prefix(40).map {
      "#   \($0.file):\($0.line): \($0.function): \($0.reason)"
    }
    if attempt.leftovers.count > 40 { lines.append("#   and \(attempt.leftovers.count - 40) more") }
    return lines + attempt.notes.flatMap { Self.comment($0) }
  }

  private var closing: [String] {
    Self.comment(
      "validation: cases that show the ported program at work; see the recipes that come with fdport."
    )
  }

  /// A YAML scalar in double quotes.
  static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  static func comment(_ text: String, indent: String = "") -> [String] {
    wrapped(text).map { "\(indent)# \($0)" }
  }

  static func wrapped(_ text: String) -> [String] {
    var lines = [""]
    for word in text.split(whereSeparator: \.isWhitespace) {
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] = String(word)
      } else if last.count + word.count < 90 {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
