import Foundation

/// The programs that fdport is made of: beside the running one, or in `../libexec/fdport` of an
/// installation.
package enum InstalledProgram {
  /// The running program, absolute and without symbolic links.
  ///
  /// The kernel's own answer, since argv[0] is the caller's word. It marks a program that was
  /// replaced since its start (proc(5), /proc/pid/exe); then the new one is meant.
  package static var running: String {
    let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let deleted = " (deleted)"
    let path = link ?? CommandLine.arguments.first ?? ""
    return path.hasSuffix(deleted) ? String(path.dropLast(deleted.count)) : path
  }

  /// Where the program `name` may be, the nearest place first.
  package static func places(of name: String) -> [String] {
    let directory = URL(filePath: running).deletingLastPathComponent()
    return [
      directory.appending(component: name).path,
      directory.deletingLastPathComponent().appending(components: "libexec", "fdport", name).path,
    ]
  }

  /// The first of the places that holds it; nil if none does.
  package static func path(of name: String) -> String? {
    places(of: name).first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
