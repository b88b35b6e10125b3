import Foundation
import Testing
import Tools

@testable import View

/// A project with real configure checks, by each build system, against a library in the prefix.
@Suite(
  .enabled(if: SealedLibrary.archive != nil, SealedLibrary.whyNot),
  .enabled(if: ConfinedProgram.isPossible, "fdport and fdport-launch are not built"))
struct ToolchainTests {
  private static let systems = [
    ("autoreconf -fi && ./configure --host=\"$HOST\" && make && make install", "autoconf"),
    ("cmake -B build && cmake --build build && cmake --install build", "CMake"),
    (
      """
      meson setup --cross-file "$MESON_CROSS_FILE" --prefix "$PREFIX" build &&
      meson compile -C build && meson install -C build
      """, "Meson"
    ),
    ("make && make install", "make"),
  ]

  /// The program runs in the runtime, so it is static and sealed; what it says is what configure
  /// found; it was linked with the prefix's library, and nothing of the host was found on the way.
  @Test(arguments: systems)
  func buildsAProgramThatRunsConfined(script: String, system: String) async throws {
    let project = try await ToolchainProject.shared.value
    let directory = try project.copy("program")
    let bin = project.prefix.path + "/bin/counter"
    // Each build system installs into a directory of its own: the tests run side by side.
    let root = try TestLibrary.directory()
    let build = try await project.shell("export DESTDIR=\(root)\n" + script, in: directory)
    try #require(build.isSuccess, "\(system): \(build.tail(lines: 30))")
    let program = system == "make" ? directory + "/counter" : root + bin
    try "one two  three\nfour".write(
      toFile: root + "/words.txt", atomically: false, encoding: .utf8)
    let run = try await ConfinedProgram.run(program, directory: root)
    #expect(run.errorText == "")
    #expect(
      run.text == "4 words\nfdopen links\nopenat links\nfdopen is declared\n", "\(system)")
    let interpreter = try await Tool("readelf", ["-lW", program]).succeed()
    #expect(!interpreter.text.contains("INTERP"))
  }

  @Test func pkgConfigFindsThePrefixAndNothingOfTheHost() async throws {
    let project = try await ToolchainProject.shared.value
    let directory = try TestLibrary.directory()
    let host = try await Tool("pkg-config", ["--exists", "libgit2"]).run()
    try #require(host.isSuccess, "the control: libgit2-dev is installed")
    for command in ["$PKG_CONFIG", "pkg-config", "fdport-pkg-config"] {
      let found = try await project.shell("\(command) --exists libgit2 && echo yes", in: directory)
      #expect(found.text == "")
      #expect(!found.isSuccess)
      let tally = try await project.shell("\(command) --modversion tally", in: directory)
      #expect(tally.text == "1.0\n", "\(command): \(tally.errorText)")
    }
    let flags = try await project.shell("$PKG_CONFIG --cflags --libs tally", in: directory)
    let prefix = project.prefix.path
    #expect(
      flags.text.trimmingCharacters(in: .whitespacesAndNewlines)
        == "-I\(prefix)/include -L\(prefix)/lib -ltally -ltallysource")
  }

  /// CMake may be run again by make, in a shell that knows nothing of the view.
  @Test func cmakeKeepsThePrefix() async throws {
    let project = try await ToolchainProject.shared.value
    let directory = try project.copy("program")
    let first = try await project.shell("cmake -B build", in: directory)
    try #require(first.isSuccess, "\(first.tail())")
    let second = try await Tool(
      "sh",
      [
        "-c",
        """
        echo 'pkg_check_modules(AGAIN REQUIRED tally>=0.9)' >>CMakeLists.txt
        unset FDPORT_PREFIX PKG_CONFIG_LIBDIR && cmake --build build
        """,
      ], directory: directory
    ).run()
    #expect(second.isSuccess, "\(second.tail())")
    let cache = try String(contentsOfFile: directory + "/build/CMakeCache.txt", encoding: .utf8)
    #expect(cache.contains("CMAKE_INSTALL_PREFIX:PATH=\(project.prefix.path)\n"))
  }

  /// Nothing in a view says where it lies: a moved one serves CMake and Meson too.
  @Test func aMovedViewServes() async throws {
    let project = try await ToolchainProject.shared.value
    let moved = try TestLibrary.directory() + "/moved"
    try FileManager.default.copyItem(atPath: project.view.directory, toPath: moved)
    let copy = ToolchainProject(view: try View(directory: moved), prefix: project.prefix)
    for (script, system) in Self.systems where ["CMake", "Meson"].contains(system) {
      let directory = try copy.copy("program")
      let root = try TestLibrary.directory()
      let build = try await copy.shell("export DESTDIR=\(root)\n" + script, in: directory)
      #expect(build.isSuccess, "\(system): \(build.tail())")
    }
    let texts = try FileManager.default.subpathsOfDirectory(atPath: moved)
      .filter { $0.hasPrefix("bin/") || $0.hasPrefix("share/") || $0.hasSuffix(".specs") }
      .filter { FileManager.default.contents(atPath: "\(moved)/\($0)") != nil }
    #expect(texts.count >= 7)
    for text in texts {
      let content = try String(contentsOfFile: moved + "/" + text, encoding: .utf8)
      #expect(!content.contains(project.view.directory), "\(text)")
    }
  }
}
