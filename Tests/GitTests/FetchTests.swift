import Foundation
import Git
import Series
import Testing

@Suite struct FetchTests {
  @Test(arguments: ["", "file://"])
  func writesTheTreeOfTheCommit(scheme: String) async throws {
    let scratch = try ScratchRepository()
    let files = [
      SourceFile(path: "a.c", bytes: Array("a\r\n".utf8)),
      SourceFile(path: "lib/run.sh", bytes: [0xff, 0], isExecutable: true),
    ]
    try scratch.write(files)
    try FileManager.default.createSymbolicLink(
      atPath: scratch.work.appending(path: "lib/link").path, withDestinationPath: "../a.c")
    let commit = try await scratch.commit()
    try scratch.removeFiles()
    try scratch.write([SourceFile(path: "later", bytes: [])])
    _ = try await scratch.commit()

    let target = scratch.directory.appending(component: "out")
    let request = GitRequest.fetch(
      url: scheme + scratch.work.path, commit: commit, directory: target.path)
    guard case .fetched(commit) = request.answer() else {
      Issue.record("\(request.answer())")
      return
    }
    let names = try FileManager.default.subpathsOfDirectory(atPath: target.path).sorted()
    #expect(names == ["a.c", "lib", "lib/link", "lib/run.sh"])
    #expect(try Data(contentsOf: target.appending(path: "lib/link")) == Data("a\r\n".utf8))
    let script = target.appending(path: "lib/run.sh").path
    #expect(FileManager.default.contents(atPath: script) == Data([0xff, 0]))
    #expect(FileManager.default.isExecutableFile(atPath: script))
    let beside = try FileManager.default.contentsOfDirectory(atPath: scratch.directory.path)
    #expect(!beside.contains { $0.hasPrefix(".fdport-git-") })
    #expect(throws: GitError.notEmpty(directory: target.path)) {
      try FetchOperation.run(url: scratch.work.path, commit: commit, directory: target.path)
    }
  }

  @Test(arguments: ["/etc/passwd", "../../x", "lib/../../x", "d/.."])
  func refusesLinksThatLeadOut(target: String) async throws {
    let scratch = try ScratchRepository()
    try scratch.write([SourceFile(path: "d/x", bytes: [])])
    try FileManager.default.createSymbolicLink(
      atPath: scratch.work.appending(path: "d/link").path, withDestinationPath: target)
    let commit = try await scratch.commit()
    #expect(throws: GitError.escapingLink(path: "d/link", target: target)) {
      try FetchOperation.run(
        url: scratch.work.path, commit: commit,
        directory: scratch.directory.appending(component: "out").path)
    }
  }

  @Test func saysWhatIsMissing() async throws {
    let scratch = try ScratchRepository()
    try scratch.write([SourceFile(path: "x", bytes: [])])
    _ = try await scratch.commit()
    let url = scratch.work.path
    let out = scratch.directory.appending(component: "out").path
    let absent = String(repeating: "1", count: 40)
    #expect(throws: GitError.noSuchCommit(url: url, commit: absent)) {
      try FetchOperation.run(url: url, commit: absent, directory: out)
    }
    #expect(throws: GitError.notACommitName("main")) {
      try FetchOperation.run(url: url, commit: "main", directory: out)
    }
    let error = #expect(throws: GitError.self) {
      try FetchOperation.run(url: url + "-not-there", commit: absent, directory: out)
    }
    #expect(error?.description.contains("-not-there") == true)
  }

  @Test func namesSubmodules() async throws {
    let scratch = try ScratchRepository()
    try await scratch.git([
      "update-index", "--add", "--cacheinfo", "160000,\(String(repeating: "1", count: 40)),deps/x",
    ])
    try await scratch.git(["commit", "-q", "-m", "x"])
    let commit = try await scratch.head()
    #expect(throws: GitError.submodules(["deps/x"])) {
      try FetchOperation.run(
        url: scratch.work.path, commit: commit,
        directory: scratch.directory.appending(component: "out").path)
    }
  }
}
