import Cache
import Runtime
import Tools

/// The pieces of the machine that fdport's commands need, each tried, and which commands can do
/// their job with what was found.
struct MachineExamination: Encodable {
  struct Command: Encodable {
    let name: String
    /// The names of the pieces that it lacks.
    let missing: [String]
  }

  let schema = 1
  let pieces: [MachinePiece]
  let restrictions: ProcessRestrictions
  let commands: [Command]
  let mode: RuntimeMode

  var missing: [MachinePiece] { pieces.filter { !$0.isPresent } }

  private static let run = "run"
  private static let auditOfDirectory = "audit DIRECTORY"
  private static let auditOfRecipe = "audit RECIPE"
  private static let debian = "sources from Debian"
  private static let expat = "recipes with autoconf"
  /// What builds the pristine tree and records how.
  private static let hosts = [auditOfRecipe, "port", "check", "build"]
  /// What builds against the view.
  private static let views = ["view", "build", "validate", "check"]
  private static let runs = [run, "validate", "check"]
  private static let all = [
    "check", auditOfDirectory, auditOfRecipe, "port", "build", "view", "validate", run, "explain",
    "series", "cache", debian, expat,
  ]

  static func make() async -> MachineExamination {
    let restrictions = await ProcessRestrictions.examine()
    var pieces: [MachinePiece] = []
    for (name, neededBy) in programs {
      pieces.append(await .program(name, neededBy: neededBy))
    }
    pieces.append(
      await .worker(
        .audit, library: "libclang", neededBy: [auditOfDirectory, auditOfRecipe, "port", "check"]))
    pieces.append(
      await .worker(.git, library: "libgit2", neededBy: ["port"] + views))
    pieces.append(.runtime("fdport-launch", neededBy: runs))
    pieces.append(.runtime("fdport-probe", neededBy: ["validate", "check"]))
    let kernel = KernelPieces.probe()
    pieces += kernel.map {
      .kernel($0, isFiltered: restrictions.isFiltered, neededBy: runs)
    }
    pieces.append(.cache(Cache.standardRoot(), neededBy: Set(hosts + views + ["cache"]).sorted()))
    let commands = all.map { name in
      Command(
        name: name,
        missing: pieces.filter { !$0.isPresent && $0.neededBy.contains(name) }.map(\.name))
    }
    return MachineExamination(
      pieces: pieces, restrictions: restrictions, commands: commands,
      mode: RuntimeMode(pieces: kernel))
  }

  private static let programs: [(String, neededBy: [String])] = [
    ("gcc", Set(hosts + views).sorted()),
    ("make", Set(hosts + views).sorted()),
    ("bear", hosts),
    ("nm", views),
    ("objcopy", views),
    ("ar", views),
    ("apt-get", [debian]),
    ("tar", [debian]),
    ("xz", [debian]),
    ("autoreconf", [expat]),
    ("libtoolize", [expat]),
  ]
}
