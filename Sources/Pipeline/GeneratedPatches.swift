import Foundation
import Port
import Recipe
import Series
import Source
import Tools

/// What a generator's result looks like as patches: the same inputs give the same bytes.
struct GeneratedPatches {
  /// Who made a generated patch, and when: fixed, since the time of generation would make every run
  /// differ. The date is the one that git itself uses for mail without a commit.
  private static let author = "fdport <fdport@fdport.invalid>"
  private static let date = "Mon, 17 Sep 2001 00:00:00 +0000"

  let project: Project

  init(_ project: Project) {
    self.project = project
  }

  func patches(
    of result: PortResult, source: SourceTree
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
      let header = try header(of: stage, source: source)
      patches.append(PatchFile(name: name, header: header, body: body))
    }
    return patches
  }

  private func header(
    of stage: PortStage, source: SourceTree
  ) throws -> PatchHeader {
    let sites = stage.intents.filter { $0.function != nil && $0.rule != .check }.map(\.count)
      .reduce(0, +)
    return try PatchHeader(
      subject: stage.subject, from: Self.author, date: Self.date,
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
}

extension SourceTree {
  /// What identifies the source in a patch's Base trailer.
  fileprivate var pin: String { "tree:sha256:\(digest)" }
}
