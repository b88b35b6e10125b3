import Git
import Series
import Testing

@Suite struct DiffApplyTests {
  /// apply(diff(a, b), a) is b, whatever the texts hold.
  @Test(arguments: [UInt64](1...120))
  func applyUndoesDiff(seed: UInt64) throws {
    var random = RandomTree(seed: seed)
    let old = random.files()
    let new = random.change(old)
    let body = try DiffOperation.body(from: old, to: new)
    #expect(try DiffOperation.body(from: old, to: new) == body, "seed \(seed)")
    guard !body.isEmpty else { return }
    let result = try ApplyOperation.run(
      files: old, patches: [PatchText(name: "p", bytes: body.bytes)])
    var tree = Dictionary(uniqueKeysWithValues: old.map { ($0.path, $0) })
    for path in result.deleted { tree[path] = nil }
    for file in result.files { tree[file.path] = file }
    #expect(Set(tree.values) == Set(new), "seed \(seed)")
  }

  @Test func printsFullIdsAndThreeLinesOfContext() throws {
    let old = SourceFile(path: "x.c", bytes: Array("1\n2\n3\n4\n5\n6\n7\n8\n9\n".utf8))
    let new = SourceFile(path: "x.c", bytes: Array("1\n2\n3\n4\nfive\n6\n7\n8\n9\n".utf8))
    let body = try #require(try DiffOperation.bodies(base: [old], stages: [[new]]).first)
    #expect(
      body.text == """
        diff --git a/x.c b/x.c
        index 07193989308c972f8a2d0f1b3a15c29ea4ac565b..4c5701d775286e43e9f53ee570f38b6070b09616 100644
        --- a/x.c
        +++ b/x.c
        @@ -2,7 +2,7 @@
         2
         3
         4
        -5
        +five
         6
         7
         8

        """)
  }

  @Test func stagesBuildOnEachOther() throws {
    let files = ["one\n", "two\n", "three\n"].map {
      SourceFile(path: "x.c", bytes: Array($0.utf8))
    }
    let bodies = try DiffOperation.bodies(base: [files[0]], stages: [[files[1]], [], [files[2]]])
    #expect(bodies.count == 3)
    #expect(bodies[1].isEmpty)
    let result = try ApplyOperation.run(
      files: [files[0]],
      patches: [bodies[0], bodies[2]].map { PatchText(name: "p", bytes: $0.bytes) })
    #expect(result == .init(files: [files[2]], deleted: []))
  }

  @Test func refusesWhatNoTreeHolds() {
    let file = SourceFile(path: "a", bytes: [])
    #expect(throws: GitError.duplicatePath("a")) {
      try DiffOperation.bodies(base: [file, file], stages: [])
    }
    #expect(throws: GitError.fileIsDirectory("a")) {
      try DiffOperation.body(from: [], to: [file, SourceFile(path: "a/b", bytes: [])])
    }
    #expect(throws: GitError.unsafePath("../a")) {
      try DiffOperation.body(from: [], to: [SourceFile(path: "../a", bytes: [])])
    }
    #expect(throws: GitError.binary(path: "b")) {
      try DiffOperation.body(from: [], to: [SourceFile(path: "b", bytes: [65, 0, 10])])
    }
  }
}
