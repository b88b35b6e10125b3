import Findings
import Lexing

/// Which texts of a survey can hold a site, or a name of interest that nothing compiles; most cannot.
struct TextsOfInterest {
  /// What may make a site in any unit, by the macros of all.
  let candidates: Set<Word>
  private let table: TextTable
  /// By the number of a text.
  private let isOfInterest: [Bool]

  init(_ table: TextTable, candidates: Set<Word>, foresight: Foresight) {
    self.table = table
    self.candidates = candidates
    isOfInterest = table.texts.indices.map { foresight.mayHold($0, any: candidates) }
  }

  func contains(_ text: Int) -> Bool { isOfInterest[text] }

  /// Those of `texts`, as files.
  func files(of texts: [Int]) -> [FileReference] {
    texts.filter(contains).map { text in
      let signature = table.texts[text].signature
      return FileReference(
        path: table.texts[text].path, device: signature.device, inode: signature.inode)
    }
  }
}
