import Testing

@testable import Port

/// Law 5: a second port gives no edit, and taking any one edit out brings exactly that one back.
@Suite struct IdempotenceTests {
  @Test(arguments: PortFixture.all)
  func aSecondPortGivesNoEdit(_ fixture: PortFixture) throws {
    let files = try fixture.files()
    let patched = files.merging(EditList.apply(try fixture.port(files).edits, to: files)) { $1 }
    let second = try fixture.port(patched)
    #expect(second.edits.isEmpty)
    #expect(second.stages.isEmpty)
    #expect(second.leftovers.isEmpty)
    #expect(second.recognised > 0)
  }

  /// An upstream may take the guards and not the platform's patch.
  @Test(arguments: PortFixture.all)
  func theDescendPatchComesBackAlone(_ fixture: PortFixture) throws {
    let files = try fixture.files()
    let first = try fixture.port(files)
    let guarded = try #require(first.stages.last { !$0.isDescend })
    let second = try fixture.port(files.merging(guarded.files) { $1 })
    #expect(second.stages.map(\.name) == ["descend"])
    // The call of two guarded functions at once: one of them has no descending form.
    #expect(second.undescended.map(\.line).count == (fixture.directory == "absent" ? 1 : 0))
    if second.undescended.isEmpty {
      #expect(
        PortFixture.text(second.stages[0].files)
          == PortFixture.text(first.stages[first.stages.count - 1].files))
    }
  }

  @Test(arguments: PortFixture.all)
  func takingOneEditOutBringsItBack(_ fixture: PortFixture) throws {
    let files = try fixture.files()
    let first = try fixture.port(files)
    let complete = files.merging(EditList.apply(first.edits, to: files)) { $1 }
    #expect(first.edits.count > 3)
    for index in first.edits.indices {
      let partial = files.merging(
        EditList.apply(first.edits, to: files, leavingOut: index)
      ) { $1 }
      let again = try fixture.port(partial)
      #expect(again.edits.count == 1, "edit \(index): \(first.edits[index].rule)")
      let restored = partial.merging(EditList.apply(again.edits, to: partial)) { $1 }
      #expect(PortFixture.text(restored) == PortFixture.text(complete))
    }
  }
}
