import Testing

@testable import Port

/// Law 5: a second port gives no edit, and taking any one edit out brings exactly that one back.
@Suite struct IdempotenceTests {
  @Test(arguments: [PortFixture.absent, .present])
  func aSecondPortGivesNoEdit(_ fixture: PortFixture) throws {
    let files = try fixture.files()
    let first = try fixture.port(files)
    for stage in first.stages.indices {
      let patched = files.merging(first.stages[stage].files) { $1 }
      let second = try fixture.port(patched)
      let rest = patched.merging(second.stages.last?.files ?? [:]) { $1 }
      #expect(rest == files.merging(first.stages.last?.files ?? [:]) { $1 })
      #expect(stage < first.stages.count - 1 || second.edits.isEmpty)
      #expect(second.recognised > 0)
    }
  }

  @Test(arguments: [PortFixture.absent, .present])
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
      #expect(again.edits.first?.replacement == first.edits[index].replacement)
      #expect(partial.merging(EditList.apply(again.edits, to: partial)) { $1 } == complete)
    }
  }
}
