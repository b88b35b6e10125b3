import Catalogue

/// The names that a view hides, if the library has them: what the profile forbids.
struct HiddenNames: Sendable {
  /// The macro that stands for the working directory where a descriptor is expected. It is no
  /// symbol, so the catalogue's look-ups by link name cannot know it.
  static let workingDirectory = "AT_FDCWD"

  /// What every renamed symbol begins with.
  static let prefix = "__fdport_hidden_"

  /// Hides nothing: the view that other parts of the platform are built with, libstdc++ for one.
  static let none = HiddenNames()

  private let rows: [String: CatalogueRow]
  private let profile: Profile
  private let hidesWorkingDirectory: Bool

  /// With `keepsDescending` the names stay for which the library itself refuses what nobody handed
  /// over: the descending view.
  init(catalogue: Catalogue, profile: Profile, keepsDescending: Bool) {
    self.profile = profile
    hidesWorkingDirectory = !keepsDescending
    var rows: [String: CatalogueRow] = [:]
    let view: ViewKind = keepsDescending ? .descending : .strict
    for row in catalogue.rows where row.presence(in: view, profile: profile) == .absent {
      rows[row.name] = row
      for alias in row.linkAliases where catalogue.row(named: alias) == nil {
        rows[alias] = row
      }
    }
    self.rows = rows
  }

  private init() {
    profile = .fdOnly
    hidesWorkingDirectory = false
    rows = [:]
  }

  /// The canonical names, sorted.
  var canonicalNames: [String] { Set(rows.values.map(\.name)).sorted() }

  /// The row whose name or link alias is `name`.
  func row(_ name: String) -> CatalogueRow? { rows[name] }

  /// The name under which the library knows a renamed symbol, or nil if `name` is none.
  func hidden(_ name: String) -> String? {
    rows[name] == nil ? nil : Self.prefix + name
  }

  /// Whether a header's declaration or macro of this name is to be hidden.
  func hidesMacro(_ name: String) -> Bool {
    if name == Self.workingDirectory { return hidesWorkingDirectory }
    return rows[name] != nil
  }

  /// What the compiler says of a use: `fd-only: no open(); use openat`.
  func message(_ name: String) -> String {
    let head = "\(profile.rawValue): no \(name)"
    guard let row = rows[name] else {
      return head + "; pass the descriptor of a directory"
    }
    let spelled = row.kind == .function ? head + "()" : head
    return row.replacement.map { "\(spelled); use \($0)" } ?? spelled
  }
}
