import Catalogue
import Clang
import Findings
import Foundation
import Glibc
import Lexing
import Synchronization

/// Reads what the preprocessor skipped: the lexer's view of it, since no parser has one.
struct InactiveText {
  private let names: AmbientNames
  private let glance: NameGlance
  private let profile: Profile
  private let files: ProjectFiles
  private(set) var inactive: [Site] = []
  /// The files that hold ambient names, with the places, in bytes, of those that were compiled.
  private(set) var compiled: [String: [Int]] = [:]

  init(
    _ unit: borrowing TranslationUnit, names: AmbientNames, profile: Profile, files: ProjectFiles
  ) {
    self.names = names
    glance = NameGlance(names.functions.union(names.objects))
    self.profile = profile
    self.files = files
    var inclusions: [String: Int] = [:]
    for (path, count) in unit.inclusions {
      if let file = files.relativePath(of: path) { inclusions[file, default: 0] += count }
    }
    var ranges: [String: [SkippedRange]] = [:]
    for range in unit.skippedRanges {
      if let file = files.relativePath(of: range.path) { ranges[file, default: []].append(range) }
    }
    for (file, count) in inclusions.sorted(by: { $0.key < $1.key }) {
      read(file, inclusions: count, skipped: ranges[file] ?? [])
    }
  }

  private mutating func read(_ file: String, inclusions: Int, skipped: [SkippedRange]) {
    let uses = NameCache.shared.uses(
      in: files.absolutePath(of: file), names: names, glance: glance, profile: profile)
    guard !uses.isEmpty else { return }
    compiled[file] = []
    for use in uses {
      // A file that is read twice was skipped only if it was skipped each time.
      let skips = skipped.count { $0.start <= use.offset && use.offset < $0.end }
      if skips >= inclusions {
        if let site = site(use, in: file) { inactive.append(site) }
      } else {
        compiled[file, default: []].append(use.offset)
      }
    }
  }

  private func site(_ use: NameUse, in file: String) -> Site? {
    guard let row = names.row(of: use.name, firstArgument: use.firstArgument) else { return nil }
    let text = files.text(of: file)
    let identifier = text.identifier(at: use.offset)
    let showsFirst = ArgumentRule.rules(of: row.name).contains {
      $0.subject == .itself && $0.argument == 0
    }
    let literal = use.firstArgument.flatMap { $0.hasPrefix("\"") ? $0 : nil }
    return Site(
      row: row, linkName: use.name, kind: .inactive, level: row.level(in: profile), file: file,
      line: use.line, column: use.column, enclosing: nil,
      conditions: ConditionStack.conditions(around: use.line, in: text),
      normalisedLine: text.normalisedLine(at: use.offset), argument: showsFirst ? literal : nil,
      anatomy: SiteAnatomy(
        file: file, identifier: identifier, call: nil, region: identifier, macro: nil,
        isInMacroArgument: false))
  }
}

/// The names that the lexer sees in each file, kept for the units that read it next.
private final class NameCache: Sendable {
  static let shared = NameCache()

  /// A file that changes is another one.
  private struct Key: Hashable {
    let path: String
    let profile: Profile
    let size: Int
    let seconds: Int
    let nanoseconds: Int
  }

  private let known = Mutex<[Key: [NameUse]]>([:])

  func uses(
    in path: String, names: AmbientNames, glance: NameGlance, profile: Profile
  ) -> [NameUse] {
    var status = stat()
    guard stat(path, &status) == 0 else { return [] }
    let key = Key(
      path: path, profile: profile, size: Int(status.st_size), seconds: status.st_mtim.tv_sec,
      nanoseconds: status.st_mtim.tv_nsec)
    if let uses = known.withLock({ $0[key] }) { return uses }
    let bytes = [UInt8](FileManager.default.contents(atPath: path) ?? Data())
    let uses =
      glance.mayHold(bytes)
      ? NameFinder.uses(
        in: SourceText(bytes), functions: names.functions, objects: names.objects
      ).filter { names.row(of: $0.name, firstArgument: $0.firstArgument) != nil } : []
    known.withLock { $0[key] = uses }
    return uses
  }
}
