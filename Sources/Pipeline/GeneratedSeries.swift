package import Findings
import Foundation
package import Port
import Recipe
package import Series
package import Source
import Tools

/// A port as patches with headers: the same inputs give the same bytes.
package struct GeneratedSeries: Sendable {
  package let result: PortResult
  /// The units of the audit that the port was made from.
  package let units: AuditReport.Units
  package let patches: [PatchFile]
  package let intents: [Intent]

  /// As it is stored.
  package var series: PatchSeries {
    PatchSeries(patches: patches.map(\.text), intents: Intents(intents))
  }

  /// Who made a generated patch, and when: fixed, since the time of generation would make every run
  /// differ. The date is the one that git itself uses for mail without a commit.
  private static let author = "fdport <fdport@fdport.invalid>"
  private static let date = "Mon, 17 Sep 2001 00:00:00 +0000"

  /// Fetches, builds with options left out, audits, generates.
  package static func make(_ project: Project) async throws -> GeneratedSeries {
    try await make(project, source: try await BuildStages(project).source())
  }

  /// The same of a source that is there.
  package static func make(
    _ project: Project, source: SourceTree
  ) async throws -> GeneratedSeries {
    let reduced = try await BuildStages(project).reduced(tree: source, label: "pristine")
    let reply = try await AuditStage(project).run(reduced, label: ", options left out")
    let result = try PortGeneration(project).run(reply, tree: source.path)
    return GeneratedSeries(
      result: result, units: reply.report.units,
      patches: try await patches(of: result, source: source, project: project),
      intents: result.stages.flatMap { $0.intents.map(intent) })
  }

  private static func patches(
    of result: PortResult, source: SourceTree, project: Project
  ) async throws -> [PatchFile] {
    guard !result.stages.isEmpty else { return [] }
    let touched = Set(result.stages.flatMap(\.files.keys)).sorted()
    let base = try touched.compactMap { try PatchApplication.read($0, in: source.path) }
    let executable = Set(base.filter(\.isExecutable).map(\.path))
    let stages = result.stages.map { stage in
      stage.files.sorted { $0.key < $1.key }.map {
        SourceFile(path: $0.key, bytes: $0.value, isExecutable: executable.contains($0.key))
      }
    }
    let bodies: [PatchBody]
    switch try await Worker.git.ask(
      GitRequest.diff(base: base, stages: stages), for: GitReply.self)
    {
    case .diffed(let all): bodies = all
    case .failed(let message): throw PipelineError.worker(message)
    default: throw PipelineError.worker("fdport-git answered another question than it was asked")
    }
    var patches: [PatchFile] = []
    for (index, (stage, body)) in zip(result.stages, bodies).enumerated() {
      let name = PatchFile.fileName(number: index + 1, subject: stage.name)
      let header = try header(of: stage, source: source, project: project)
      patches.append(PatchFile(name: name, header: header, body: body))
    }
    return patches
  }

  private static func header(
    of stage: PortStage, source: SourceTree, project: Project
  ) throws -> PatchHeader {
    let sites = stage.intents.filter { $0.function != nil }.map(\.count).reduce(0, +)
    return try PatchHeader(
      subject: stage.subject, from: author, date: date,
      paragraphs: stage.body.components(separatedBy: "\n\n").map {
        $0.trimmingCharacters(in: .whitespacesAndNewlines).replacing("\n", with: " ")
      },
      trailers: [
        .init(
          "Upstream-Status",
          stage.isDescend ? "Inappropriate [the fd-only platform's own]" : "Pending"),
        .init("Forwarded", stage.isDescend ? "not-needed" : "no"),
        .init("Generated-By", "fdport \(project.toolVersion) sites=\(sites)"),
        .init("Base", "\(project.title) \(source.pin)"),
      ])
  }

  private static func intent(_ intent: PortIntent) -> Intent {
    Intent(
      rule: intent.rule.rawValue, function: intent.function ?? "", file: intent.file,
      enclosing: intent.enclosing ?? "", count: intent.count)
  }
}

extension SourceTree {
  /// What identifies the source in a patch's Base trailer.
  fileprivate var pin: String { "tree:sha256:\(digest)" }
}
