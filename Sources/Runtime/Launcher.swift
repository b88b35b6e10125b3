import Foundation

/// Where fdport-launch and the probes are: beside the running program, or in `../libexec/fdport`.
package enum Launcher {
  package static func path(of name: String = "fdport-launch") throws(RuntimeError) -> String {
    let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    let directory = program.deletingLastPathComponent()
    let places = [
      directory.appending(component: name).path,
      directory.deletingLastPathComponent().appending(components: "libexec", "fdport", name).path,
    ]
    for place in places where FileManager.default.isExecutableFile(atPath: place) {
      return place
    }
    throw .launcherNotFound(searched: places)
  }
}
