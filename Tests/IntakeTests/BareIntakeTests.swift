import Compilation
import Findings
import Foundation
import Intake
import Testing

@Suite("A tree without compile commands")
struct BareIntakeTests {
  private func relative(_ intake: Intake) -> [String] {
    intake.units.map { AbsolutePath.relative($0.file, to: intake.root) }
  }

  @Test func everySourceIsAUnitAndTheOthersAreCounted() throws {
    let tree = try ScratchTree()
    for file in [
      "b.c", "a.cc", "sub/deep/c.c", "h.h", "boot.S", "k.cu", "notes.txt", ".git/x.c",
      "build/CMakeCache.txt", "build/gen.c", "CMakeFiles/CompilerIdC.c", "foo.c/inner.c",
    ] {
      try tree.write(to: file)
    }
    let intake = try Intake(tree.path, source: nil)
    #expect(relative(intake) == ["a.cc", "b.c", "foo.c/inner.c", "sub/deep/c.c"])
    #expect(intake.skipped.map(\.file).sorted() == ["boot.S", "k.cu"])
    #expect(intake.failed.isEmpty)
    #expect(
      intake.assumptions.last
        == "left out: 2 build directories (CMakeFiles, build); .git")
    #expect(
      intake.units.map { $0.arguments[1] } == ["-std=gnu++17"]
        + Array(repeating: "-std=gnu17", count: 3))
  }

  @Test func loopsOfLinksPipesAndDeadLinksAreSurvived() throws {
    let tree = try ScratchTree()
    try tree.write(to: "a.c")
    try tree.write(to: "sub/b.c")
    tree.link("sub/loop", to: "..")
    tree.link("sub/self.c", to: "self.c")
    tree.link("dead.c", to: "nowhere.c")
    tree.link("twice.c", to: "a.c")
    tree.link("null.c", to: "/dev/null")
    #expect(mkfifo(tree.path + "/pipe.c", 0o600) == 0)
    #expect(mkfifo(tree.path + "/pipe.h", 0o600) == 0)
    let intake = try Intake(tree.path, source: nil)
    #expect(relative(intake) == ["a.c", "sub/b.c"])
    #expect(intake.failed.map(\.file).sorted() == ["dead.c", "null.c", "pipe.c", "sub/self.c"])
    #expect(intake.failed.first { $0.file == "pipe.c" }?.reason == "it is a pipe, not a file")
    #expect(
      intake.assumptions.last
        == "left out: 1 symbolic link to directories; 1 symbolic link to sources of the tree")
  }

  @Test func headersAreSearchedWhereTheyLie() throws {
    let tree = try ScratchTree()
    try tree.write(
      "#include \"x/api.h\"\n#include \"beside.h\"\n# include <stdio.h>\n", to: "src/a.c")
    try tree.write("#include <x/inner.h>\n", to: "include/x/api.h")
    try tree.write("#include \"common.h\"\n", to: "include/x/inner.h")
    try tree.write(to: "src/beside.h")
    try tree.write(to: "lib/common.h")
    try tree.write(to: "compat/stdio.h")
    try tree.write("#include \"../other/up.h\"\n", to: "src/b.c")
    try tree.write(to: "other/up.h")
    let intake = try Intake(tree.path, source: nil)
    let searched = intake.units.map { unit in
      unit.arguments.filter { $0.hasPrefix("-I") }
        .map { AbsolutePath.relative(String($0.dropFirst(2)), to: tree.path) }
    }
    #expect(searched == [["include", "lib"], []])
  }

  @Test func theNearestHeaderOfANameIsTaken() throws {
    let tree = try ScratchTree()
    for part in ["one", "two"] {
      try tree.write("#include \"conf.h\"\n", to: "\(part)/src/a.c")
      try tree.write(to: "\(part)/include/conf.h")
    }
    let intake = try Intake(tree.path, source: nil)
    let searched = intake.units.flatMap { $0.arguments.filter { $0.hasPrefix("-I") } }
    #expect(searched == ["-I\(tree.path)/one/include", "-I\(tree.path)/two/include"])
  }

  @Test func aConfigurationIsUsedWhereItExistsAndMissedWhereNot() throws {
    let tree = try ScratchTree()
    let text = "#ifdef HAVE_CONFIG_H\n# include <config.h>\n#endif\n"
    try tree.write(text, to: "src/a.c")
    try tree.write("", to: "src/config.h.in")
    let before = try Intake(tree.path, source: nil)
    #expect(before.units.first?.arguments.contains("-DHAVE_CONFIG_H") == false)
    #expect(before.assumptions.contains { $0.hasPrefix("not configured:") })
    try tree.write("", to: "build/CMakeCache.txt")
    try tree.write("", to: "build/config.h")
    let after = try Intake(tree.path, source: nil)
    #expect(
      after.units.first?.arguments.dropFirst(2)
        == [
          "-D_GNU_SOURCE", "-DHAVE_CONFIG_H", "-I\(tree.path)/build", "-c", "\(tree.path)/src/a.c",
        ])
    #expect(
      after.assumptions.contains { $0.contains("-DHAVE_CONFIG_H, as there is build/config.h") })
  }

  @Test func namesThatAreNotUTF8AreListed() throws {
    let tree = try ScratchTree()
    try tree.write(to: "a.c")
    let name = Array((tree.path + "/caf").utf8) + [0xE9, 0x2E, 0x63, 0]
    let descriptor = name.map { CChar(bitPattern: $0) }.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { creat($0, 0o600) } ?? -1
    }
    close(descriptor)
    #expect(descriptor >= 0)
    let intake = try Intake(tree.path, source: nil)
    #expect(relative(intake) == ["a.c"])
    #expect(intake.failed.map(\.reason) == ["its name is not UTF-8; rename it"])
  }
}
