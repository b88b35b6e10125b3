import Foundation
import Tools

/// The directories and files of one run, made anew each time: what is granted, and what lies just
/// outside of it.
struct Fixture {
  /// Holds `secret`, `victim` and `movable`, and the two granted directories.
  let outside: String

  /// Granted as descriptor 3, read-only.
  var scripts: String { outside + "/scripts" }
  /// Granted as descriptor 4, read-write.
  var output: String { outside + "/out" }

  /// Copies `scripts` into a new directory below `parent`, some of its files beneath the output as well,
  /// and plants `links` there.
  ///
  /// The targets of links may hold `{outside}`.
  init(
    parent: String, name: String, scripts source: String, links: [String: String],
    copies: [String] = []
  ) throws(ValidationError) {
    outside = parent + "/" + name
    do {
      let manager = FileManager.default
      if manager.fileExists(atPath: outside) {
        try manager.removeItem(atPath: outside)
      }
      try manager.createDirectory(atPath: outside, withIntermediateDirectories: true)
      try TreeCopy.copy(source, to: scripts)
      try manager.createDirectory(atPath: output, withIntermediateDirectories: false)
      for file in ["secret", "victim", "movable"] {
        // A Lua chunk and a text at once, so that loading and reading it both succeed outside.
        try Data("return 'not granted'\n".utf8).write(to: URL(filePath: outside + "/" + file))
      }
      for file in copies {
        try TreeCopy.copy(scripts + "/" + file, to: output + "/" + file)
      }
      for (link, target) in links {
        try manager.createSymbolicLink(
          atPath: output + "/" + link,
          withDestinationPath: target.replacing("{outside}", with: outside))
      }
    } catch {
      throw .fixture(path: outside, reason: SystemReason.text(error))
    }
  }
}
