import Foundation

/// The headers that a compiler finds by itself.
struct SystemHeaders {
  private let directories: [String]

  /// GCC manual, "Search Path": /usr/local/include, the compiler's own, the machine's, /usr/include.
  init() {
    let machines = ["/usr/include", "/usr/lib/gcc"].flatMap { base in
      ((try? FileManager.default.contentsOfDirectory(atPath: base)) ?? [])
        .filter { $0.contains("-linux-") }.sorted().map { base + "/" + $0 }
    }
    let own = machines.filter { $0.hasPrefix("/usr/lib") }.flatMap { machine in
      ((try? FileManager.default.contentsOfDirectory(atPath: machine)) ?? []).sorted()
        .map { machine + "/" + $0 + "/include" }
    }
    let plusPlus =
      ((try? FileManager.default.contentsOfDirectory(atPath: "/usr/include/c++")) ?? [])
      .sorted().map { "/usr/include/c++/" + $0 }
    directories =
      ["/usr/local/include"] + own + machines.filter { $0.hasPrefix("/usr/include") }
      + ["/usr/include"] + plusPlus
  }

  func holds(_ name: String) -> Bool {
    directories.contains { access($0 + "/" + name, F_OK) == 0 }
  }
}
