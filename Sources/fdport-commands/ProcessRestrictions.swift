import Foundation
import Tools

/// What a container, a sandbox or a service manager has already taken from this process. None of it
/// is a fault; where it refuses something that fdport needs, the piece in question is missing.
struct ProcessRestrictions: Encodable {
  struct Note: Encodable {
    let name: String
    let finding: String
    /// What that means for fdport.
    let meaning: String
  }

  let notes: [Note]
  /// Whether a seccomp filter is in force, which would explain calls that fail with EPERM.
  let isFiltered: Bool

  /// Reads /proc/self/status (proc_pid_status(5)) and tries a user namespace in a child.
  static func examine() async -> ProcessRestrictions {
    let status = fields(
      of: (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? "")
    let isFiltered = status["Seccomp"] == "2"
    return ProcessRestrictions(
      notes: [
        user(), seccomp(status), privileges(status["NoNewPrivs"]), await namespaces(),
      ], isFiltered: isFiltered)
  }

  static func fields(of status: String) -> [String: String] {
    let pairs = status.split(separator: "\n").compactMap { line -> (String, String)? in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      return (String(line[..<colon]), value)
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  private static func user() -> Note {
    let number = geteuid()
    return Note(
      name: "user", finding: number == 0 ? "root" : "user id \(number)",
      meaning: number == 0
        ? "run drops all capabilities; the user id stays"
        : "run needs no privilege; make setup needs root or sudo to install packages")
  }

  private static func seccomp(_ status: [String: String]) -> Note {
    let count = status["Seccomp_filters"].map { " (\($0))" } ?? ""
    return switch status["Seccomp"] {
    case "0": Note(name: "seccomp", finding: "no filter yet", meaning: "run installs its own")
    case "2":
      Note(
        name: "seccomp", finding: "filtered already\(count)",
        meaning:
          "by a container or a sandbox; run's own comes on top, what theirs refuses is missing")
    case let mode?:
      Note(name: "seccomp", finding: "mode \(mode)", meaning: "run needs to install a filter")
    case nil:
      Note(name: "seccomp", finding: "unknown", meaning: "/proc/self/status does not say")
    }
  }

  private static func privileges(_ value: String?) -> Note {
    switch value {
    case "0": Note(name: "NoNewPrivs", finding: "not set", meaning: "run sets it for its program")
    case "1":
      Note(
        name: "NoNewPrivs", finding: "set",
        meaning: "sudo cannot work here: make setup must be run as root; run is not affected")
    default: Note(name: "NoNewPrivs", finding: "unknown", meaning: "/proc/self/status does not say")
    }
  }

  private static func namespaces() async -> Note {
    let outcome = try? await Tool("unshare", ["--user", "true"]).run()
    let finding =
      switch outcome?.status {
      case nil: "not tried: there is no unshare in PATH"
      case .exited(0): "can be made"
      case .some: "refused"
      }
    return Note(name: "user namespaces", finding: finding, meaning: "fdport uses none")
  }
}
