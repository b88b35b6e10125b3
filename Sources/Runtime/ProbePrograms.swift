import Foundation

/// The programs of a probe run, where its user can reach them: root's own directories are closed to others.
struct ProbePrograms {
  let front: String
  let probe: String

  init(front: String, probe: String, copiedTo directory: URL?) throws {
    guard let directory else {
      self.front = front
      self.probe = probe
      return
    }
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    let launcher = URL(filePath: probe).deletingLastPathComponent().appending(
      component: "fdport-launch")
    for (name, path) in [
      ("fdport", front), ("fdport-launch", launcher.path), ("fdport-probe", probe),
    ] {
      let copy = directory.appending(component: name)
      if !FileManager.default.fileExists(atPath: copy.path) {
        try FileManager.default.copyItem(at: URL(filePath: path), to: copy)
      }
    }
    self.front = directory.appending(component: "fdport").path
    self.probe = directory.appending(component: "fdport-probe").path
  }
}
