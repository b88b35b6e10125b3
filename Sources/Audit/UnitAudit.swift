package import Catalogue
import Clang
import Compilation
package import Findings
import Foundation
import Inactive

/// Parses units of one audit, one after the other, and collects what each shows.
package struct UnitAudit: Sendable {
  private let catalogue: Catalogue
  private let resolvedPaths = ResolvedPaths()

  package init(catalogue: Catalogue) {
    self.catalogue = catalogue
  }

  package func result(_ request: UnitRequest) -> UnitResult {
    let command = request.unit
    if let reason = command.reasonToSkip {
      return UnitResult(file: command.file, standing: .skipped(reason))
    }
    if let name = command.responseFiles.first {
      let reason =
        "its command reads the response file '\(name)', which is missing; run the build again"
      return UnitResult(file: command.file, standing: .failed(reason))
    }
    if let reason = MainFile.refusal(of: command.file) {
      return UnitResult(file: command.file, standing: .failed(reason))
    }
    do throws(ClangError) {
      return try parsed(request, arguments: command.analysisArguments)
    } catch .refused {
      return withoutMachine(request)
    } catch {
      return UnitResult(file: command.file, standing: .failed(error.description))
    }
  }

  /// A second attempt without what only another compiler or machine understands: the unit is analysed
  /// as far as it goes, and said to have failed.
  private func withoutMachine(_ request: UnitRequest) -> UnitResult {
    let command = request.unit
    let (arguments, leftOut) = command.hostAnalysisArguments
    do throws(ClangError) {
      guard !leftOut.isEmpty else { throw .refused }
      let reason =
        "libclang does not take \(leftOut.joined(separator: " ")); analysed without, as for this "
        + "machine"
      return try parsed(request, arguments: arguments, failure: reason)
    } catch {
      return UnitResult(file: command.file, standing: .failed(error.description))
    }
  }

  private func parsed(
    _ request: UnitRequest, arguments: [String], failure: String? = nil
  ) throws(ClangError) -> UnitResult {
    let unit = try Index().parse(file: request.unit.file, arguments: arguments)
    return result(request, of: unit, failure: failure)
  }

  /// What the tree of a unit shows.
  func result(
    _ request: UnitRequest, of unit: borrowing TranslationUnit, failure: String? = nil
  ) -> UnitResult {
    let command = request.unit
    let files = ProjectFiles(
      root: request.root, directory: command.directory, resolvedPaths: resolvedPaths)
    let inclusions = unit.inclusions
    let interest = FilesOfInterest(request, inclusions: inclusions)
    let collector = collector(of: unit, request, files: files, interest)
    var inactive = InactiveText(
      names: AmbientNames(catalogue, profile: request.profile), profile: request.profile,
      files: files)
    inactive.add(unit, inclusions: inclusions, files: files)
    let error = failure ?? UnitAudit.firstError(unit.diagnostics, files: files)
    return UnitResult(
      file: command.file, standing: error.map { .failed($0) } ?? .analysed,
      sites: collector.sites, linkNames: collector.uses.linkNames.sorted(),
      withoutCode: collector.uses.withoutCode.mapValues { $0.sorted() },
      definitions: collector.definitions.sorted(), inactive: inactive.inactive,
      compiled: inactive.compiled,
      traces: request.traced.map {
        TraceCollector.traces(of: Set($0), in: unit, files: files)
      })
  }

  private func collector(
    of unit: borrowing TranslationUnit, _ request: UnitRequest, files: ProjectFiles,
    _ interest: FilesOfInterest?
  ) -> UseCollector {
    let classifier = UseClassifier(
      catalogue: catalogue, profile: request.profile,
      knowsSystemCalls: unit.targetTriple.hasPrefix("x86_64"))
    func walked(isQuick: Bool) -> UseCollector {
      var collector = UseCollector(
        classifier: classifier, files: files, interest: interest,
        hasGNU89Inline: UnitAudit.hasGNU89Inline(request.unit), isQuick: isQuick)
      unit.walk { (visit: borrowing Visit) in collector.visit(visit) }
      return collector
    }
    let quick = walked(isQuick: true)
    return quick.isConclusive ? quick : walked(isQuick: false)
  }

  private static func hasGNU89Inline(_ command: CompileCommand) -> Bool {
    let old: Set = [
      "-std=gnu89", "-std=gnu90", "-std=c89", "-std=c90", "-std=iso9899:1990", "-ansi",
      "-fgnu89-inline", "-std=iso9899:199409",
    ]
    return command.arguments.contains(where: old.contains)
  }

  /// `file:line: message` of the first error.
  private static func firstError(_ diagnostics: [Diagnostic], files: ProjectFiles) -> String? {
    // Options that gcc knows and clang does not are ignored and have no place; what is in the
    // text has one.
    let error = diagnostics.first {
      $0.severity >= .error && ($0.place != nil || !$0.message.hasPrefix("unknown argument"))
    }
    guard let error else { return nil }
    guard let place = error.place else { return error.message }
    let path = files.relativePath(of: place.path) ?? place.path
    return "\(path):\(place.line): \(error.message)"
  }
}
