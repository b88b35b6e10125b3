import CLibgit2
import Series

/// One changed file as git prints it.
struct FileDiff {
  let path: String
  let old: SourceFile?
  let new: SourceFile?
  let oldID: ObjectID
  let newID: ObjectID

  /// `diff --git` and what follows, with full ids; git-diff(1), "Generating patch text".
  func text() throws(GitError) -> [UInt8] {
    let oldName = QuotedPath.quote("a/" + path)
    let newName = QuotedPath.quote("b/" + path)
    var head = "diff --git \(oldName) \(newName)\n"
    head += modeLines
    guard oldID != newID else { return Array(head.utf8) }
    for file in [old, new] {
      guard file?.bytes.contains(0) != true else { throw .binary(path: path) }
    }
    head += "index \(oldID)..\(newID)\(indexMode)\n"
    let hunks = try LinePatch(old: old?.bytes ?? [], new: new?.bytes ?? []).text()
    guard !hunks.isEmpty else { return Array(head.utf8) }
    let tab = path.contains(" ") ? "\t" : ""
    head += "--- \(old == nil ? "/dev/null" : oldName + tab)\n"
    head += "+++ \(new == nil ? "/dev/null" : newName + tab)\n"
    return Array(head.utf8) + hunks
  }

  private var modeLines: String {
    switch (old, new) {
    case (nil, let new?): "new file mode \(mode(new))\n"
    case (let old?, nil): "deleted file mode \(mode(old))\n"
    case (let old?, let new?) where old.isExecutable != new.isExecutable:
      "old mode \(mode(old))\nnew mode \(mode(new))\n"
    default: ""
    }
  }

  private var indexMode: String {
    guard let old, let new, old.isExecutable == new.isExecutable else { return "" }
    return " " + mode(new)
  }

  private func mode(_ file: SourceFile) -> String {
    (file.isExecutable ? FilePatch.Mode.executable : .regular).rawValue
  }
}
