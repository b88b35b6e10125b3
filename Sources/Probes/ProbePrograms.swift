import Foundation

/// The programs of a probe run, where its user can reach them: root's own directories are closed to others.
struct ProbePrograms {
  let front: String
  let probe: String
  /// What runs confined: the same, or another build.
  let inside: String

  init(front: String, probe: String, inside: String?, copiedTo directory: URL?) throws {
    guard let directory else {
      self.front = front
      self.probe = probe
      self.inside = inside ?? probe
      return
    }
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    let programs = URL(filePath: probe).deletingLastPathComponent()
    let path = { (name: String) in programs.appending(component: name).path }
    for (name, path) in [
      ("fdport", front), ("fdport-commands", path("fdport-commands")),
      ("fdport-launch", path("fdport-launch")), ("fdport-probe", probe),
      ("inside", inside ?? probe),
    ] {
      let copy = directory.appending(component: name)
      if !FileManager.default.fileExists(atPath: copy.path) {
        try FileManager.default.copyItem(at: URL(filePath: path), to: copy)
      }
    }
    self.front = directory.appending(component: "fdport").path
    self.probe = directory.appending(component: "fdport-probe").path
    self.inside = directory.appending(component: "inside").path
  }
}
