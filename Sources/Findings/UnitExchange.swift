package import Catalogue
package import Compilation

/// What the front asks of an `fdport-audit` worker: one unit, as one line of JSON on its standard input.
package struct UnitRequest: Codable, Sendable {
  /// The source root, absolute; what lies outside it is not the project's.
  package let root: String
  package let profile: Profile
  package let unit: CompileCommand
  /// Names of the project to be followed; nil if none are.
  package let traced: [String]?
  /// What the unit begins with, if others begin so too. The result is the same without.
  package private(set) var lead: UnitLead?
  /// The only files of the unit that can hold a site or a catalogue's name; nil if that is not known. The
  /// result is the same without, but for what others' inline functions refer to.
  package private(set) var filesOfInterest: [FileReference]?

  package init(
    root: String, profile: Profile, unit: CompileCommand, traced: [String]? = nil
  ) {
    self.root = root
    self.profile = profile
    self.unit = unit
    self.traced = traced
  }

  package func led(by lead: UnitLead) -> UnitRequest {
    var led = self
    led.lead = lead
    return led
  }

  package func looking(in files: [FileReference]?) -> UnitRequest {
    var looking = self
    looking.filesOfInterest = files
    return looking
  }
}

/// What the worker answers: all that one unit shows, as one line of JSON on its standard output.
///
/// Its sites depend on the unit's texts, its command, the root and the profile alone, so that it can be kept; the front
/// merges the results of all units.
package struct UnitResult: Codable, Hashable, Sendable {
  package enum Standing: Codable, Hashable, Sendable {
    case analysed
    case skipped(String)
    /// Not analysed, or only as far as it could be read.
    case failed(String)
  }

  /// Absolute, as in the compile command.
  package let file: String
  package let standing: Standing
  package let sites: [Site]
  /// The link names used where the object file must refer to them; sorted.
  package let linkNames: [String]
  /// Those used only where no object code results, by the class of the reason; sorted.
  package let withoutCode: [String: [String]]
  /// Link names of the catalogue with a definition in the project; sorted.
  package let definitions: [String]
  /// Ambient names in text that the preprocessor skipped; other units may compile it.
  package let inactive: [Site]
  /// The project's files that were read, each with the places, in bytes, of the ambient names that
  /// the lexer sees there and the unit did compile.
  package let compiled: [String: [Int]]
  /// What was seen of the names that were to be followed; nil if there were none.
  package let traces: [NameTrace]?
  private let previewed: Bool?

  package init(
    file: String, standing: Standing, sites: [Site] = [], linkNames: [String] = [],
    withoutCode: [String: [String]] = [:], definitions: [String] = [], inactive: [Site] = [],
    compiled: [String: [Int]] = [:], traces: [NameTrace]? = nil, isPreviewed: Bool = false
  ) {
    self.file = file
    self.standing = standing
    self.sites = sites
    self.linkNames = linkNames
    self.withoutCode = withoutCode
    self.definitions = definitions
    self.inactive = inactive
    self.compiled = compiled
    self.traces = traces
    previewed = isPreviewed ? true : nil
  }

  /// True if nothing was parsed for it: the unit compiles nothing that could make a site.
  package var isPreviewed: Bool { previewed ?? false }
}
