import Foundation
import Runtime
import Tools

/// One thing that fdport's commands need of the machine, tried.
struct MachinePiece: Encodable {
  /// The heading under which it is shown.
  enum Group: String, Encodable, CaseIterable {
    case programs
    case workers
    case kernel
    case files
  }

  let name: String
  let group: Group
  let isPresent: Bool
  /// What was found, or what is wrong.
  let finding: String
  /// The commands that cannot do their job without it.
  let neededBy: [String]
  /// What to do if it is missing.
  let remedy: String

  /// Runs a program of PATH once, since a name there that does not start is of no use.
  static func program(_ name: String, neededBy: [String]) async -> MachinePiece {
    let outcome = try? await Tool(name, ["--version"]).run()
    let line = outcome?.text.split(separator: "\n").first.map(String.init)
    let finding =
      switch outcome?.status {
      case nil: "not found in PATH"
      case .exited(0): line ?? "found"
      case .some: "found, but does not start: \(outcome?.statusText ?? "")"
      }
    return MachinePiece(
      name: name, group: .programs, isPresent: outcome?.isSuccess ?? false, finding: finding,
      neededBy: neededBy, remedy: "make setup installs it")
  }

  /// Starts a worker, which fails if its library cannot be loaded.
  static func worker(_ worker: Worker, library: String, neededBy: [String]) async -> MachinePiece {
    var isPresent = false
    var finding: String
    do {
      let outcome = try await Tool(worker.path, ["--version"]).run()
      isPresent = outcome.isSuccess
      let text = isPresent ? outcome.text : outcome.errorText
      finding = text.split(separator: "\n").last.map(String.init) ?? outcome.statusText
    } catch {
      finding = "\(error)"
    }
    return MachinePiece(
      name: "\(worker.name) (\(library))", group: .workers, isPresent: isPresent, finding: finding,
      neededBy: neededBy, remedy: "make setup installs the library, make build the worker")
  }

  /// A program of the runtime, which is looked up beside fdport.
  static func runtime(_ name: String, neededBy: [String]) -> MachinePiece {
    let path = try? Launcher.path(of: name)
    return MachinePiece(
      name: name, group: .workers, isPresent: path != nil, finding: path ?? "not beside fdport",
      neededBy: neededBy, remedy: "make build makes it")
  }

  /// A piece of the kernel. Errno tells an old kernel from a container that refuses.
  static func kernel(_ piece: KernelPiece, isFiltered: Bool, neededBy: [String]) -> MachinePiece {
    let isRefused = piece.finding == String(cString: strerror(EPERM))
    return MachinePiece(
      name: piece.name, group: .kernel, isPresent: piece.isPresent,
      finding: piece.isPresent
        ? "for \(piece.neededFor)"
        : "\(piece.finding ?? "not there"); it is for \(piece.neededFor)"
          + (piece.substitute.map { "; in its place: \($0)" } ?? ""),
      neededBy: piece.substitute == nil ? neededBy : [],
      remedy: isRefused && isFiltered
        ? "the container's seccomp filter refuses it: allow the call in its profile"
        : "it takes a newer kernel, or one configured with it")
  }

  /// The nearest directory above the cache that exists must be writable; nothing is made here.
  static func cache(_ root: String, neededBy: [String]) -> MachinePiece {
    var place = URL(filePath: root).standardizedFileURL
    while !FileManager.default.fileExists(atPath: place.path), place.path != "/" {
      place.deleteLastPathComponent()
    }
    let isWritable = access(place.path, W_OK | X_OK) == 0
    return MachinePiece(
      name: "cache", group: .files, isPresent: isWritable,
      finding: isWritable ? root : "\(place.path): \(String(cString: strerror(errno)))",
      neededBy: neededBy, remedy: "set XDG_CACHE_HOME to a directory that can be written")
  }
}
