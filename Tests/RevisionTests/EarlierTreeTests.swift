import Compilation
import Foundation
import Revision
import Testing
import Tools

/// A revision beside a checkout, as the compiler would meet it.
@Suite struct EarlierTreeTests {
  private final class Repository {
    let path: String

    init(_ name: String = #function) async throws {
      let safe = name.filter { $0.isLetter || $0.isNumber }
      path =
        FileManager.default.temporaryDirectory
        .appending(path: "fdport-\(safe)-\(UInt32.random(in: 0...UInt32.max))").path
      try FileManager.default.createDirectory(
        atPath: path + "/work/build", withIntermediateDirectories: true)
      try FileManager.default.createDirectory(
        atPath: path + "/place", withIntermediateDirectories: true)
      try await git("init", "-q")
      try await git("config", "user.name", "A")
      try await git("config", "user.email", "a@example.org")
    }

    deinit {
      try? FileManager.default.removeItem(atPath: path)
    }

    func git(_ arguments: String...) async throws {
      let outcome = try await Tool("git", ["-C", path + "/work"] + arguments).run()
      #expect(outcome.isSuccess, "\(outcome.errorText)")
    }

    func write(_ text: String, to name: String) throws {
      try Data(text.utf8).write(to: URL(filePath: "\(path)/work/\(name)"))
    }

    func earlier(_ revision: String, _ files: [String]) async throws -> EarlierTree {
      let top = path + "/work"
      return try await EarlierTree(
        of: top, revision: revision,
        commands: files.map {
          CompileCommand(
            file: "\(top)/\($0)", directory: "\(top)/build",
            arguments: [
              "cc", "-I../inc", "-I\(top)/build", "-DROOT=\"\(top)\"", "-I/x\(top)/no", "-c",
              "../\($0)",
            ])
        }, at: path + "/place")
    }

    /// Every file with its bytes and the moment of its last change.
    func state() throws -> [String: String] {
      var state: [String: String] = [:]
      let names = FileManager.default.enumerator(atPath: path + "/work")?.compactMap {
        $0 as? String
      }
      for name in names ?? [] {
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/work/\(name)")
        let bytes = FileManager.default.contents(atPath: "\(path)/work/\(name)")
        state[name] = "\(attributes[.modificationDate] ?? "") \(bytes?.hashValue ?? 0)"
      }
      return state
    }
  }

  private func read(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }

  @Test func trackedFilesAreTheRevisionsAndAllElseIsTodays() async throws {
    let repository = try await Repository()
    try repository.write("old\n", to: "a.c")
    try repository.write("build/\n", to: ".gitignore")
    try await repository.git("add", "-A")
    try await repository.git("commit", "-qm", "one")
    try repository.write("new\n", to: "a.c")
    try repository.write("more\n", to: "b.c")
    try repository.write("generated\n", to: "build/config.h")
    let before = try repository.state()
    let earlier = try await repository.earlier("HEAD", ["a.c", "b.c"])
    #expect(try repository.state() == before, "the checkout was touched")
    #expect(try read(earlier.root + "/a.c") == "old\n")
    #expect(try read(earlier.root + "/build/config.h") == "generated\n")
    // Up and down again stays there: the directory is no link.
    #expect(try read(earlier.root + "/build/../a.c") == "old\n")
    // What somebody wrote since was not there, though its bytes are, for whoever includes it.
    #expect(earlier.commands.map(\.file) == ["\(earlier.root)/a.c"])
    let command = try #require(earlier.commands.first)
    #expect(command.directory == earlier.root + "/build")
    #expect(
      command.arguments == [
        "cc", "-I../inc", "-I\(earlier.root)/build", "-DROOT=\"\(earlier.root)\"",
        "-I/x\(repository.path)/work/no", "-c", "\(earlier.root)/a.c",
      ])
  }

  @Test func whatIsGeneratedIsOnBothSides() async throws {
    let repository = try await Repository()
    try repository.write("build/\n", to: ".gitignore")
    try await repository.git("add", "-A")
    try await repository.git("commit", "-qm", "one")
    try repository.write("generated\n", to: "build/g.c")
    let earlier = try await repository.earlier("HEAD", ["build/g.c"])
    #expect(earlier.commands.map(\.file) == ["\(earlier.root)/build/g.c"])
  }

  @Test func whatWasRenamedOrDeletedIsThereUnderItsOldName() async throws {
    let repository = try await Repository()
    try FileManager.default.createDirectory(
      atPath: repository.path + "/work/d", withIntermediateDirectories: true)
    let text = (0..<20).map { "int a\($0);\n" }.joined()
    try repository.write(text, to: "a.c")
    try repository.write("int gone;\n", to: "gone.c")
    try repository.write("int alone;\n", to: "d/alone.c")
    try await repository.git("add", "-A")
    try await repository.git("commit", "-qm", "one")
    try await repository.git("mv", "a.c", "z.c")
    try await repository.git("rm", "-q", "gone.c", "d/alone.c")
    let earlier = try await repository.earlier("HEAD", ["z.c"])
    #expect(
      earlier.commands.map(\.file) == ["\(earlier.root)/a.c", "\(earlier.root)/gone.c"])
    #expect(earlier.commands.map(\.arguments.last) == earlier.commands.map(\.file))
    #expect(earlier.unknown == ["d/alone.c"])
  }

  @Test func mistakesAreSentences() async throws {
    let repository = try await Repository()
    try repository.write("\n", to: "a.c")
    try await repository.git("add", "-A")
    try await repository.git("commit", "-qm", "one")
    for name in ["nothing", "--help", ""] {
      let error = await #expect(throws: RevisionError.self) {
        try await repository.earlier(name, [])
      }
      #expect(error?.description.contains("no revision '\(name)'") == true)
    }
    let outside = await #expect(throws: RevisionError.self) {
      try await EarlierTree(of: "/", revision: "HEAD", commands: [], at: repository.path + "/place")
    }
    #expect(outside?.description.contains("--against") == true)
  }
}
