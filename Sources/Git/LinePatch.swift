import CLibgit2

/// The hunks between two versions of one file.
///
/// git_patch_from_buffers(3) and not the tree diff's own printer: it needs no repository, hence looks
/// up no attributes, so that neither /etc/gitattributes nor a user's changes a byte of a patch.
struct LinePatch: ~Copyable {
  private let patch: Owned

  init(old: [UInt8], new: [UInt8]) throws(GitError) {
    var options = git_diff_options()
    try check(
      git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION)), "git_diff_options_init")
    options.context_lines = 3
    options.interhunk_lines = 0
    // As git-diff has it by default since 2.14: a hunk prefers to start at a blank or outer line.
    options.flags = GIT_DIFF_INDENT_HEURISTIC.rawValue
    patch = try Owned("git_patch_from_buffers", release: git_patch_free) { out in
      old.withUnsafeBytes { old in
        new.withUnsafeBytes { new in
          git_patch_from_buffers(
            out, old.baseAddress, old.count, nil, new.baseAddress, new.count, nil, &options)
        }
      }
    }
  }

  /// The text from the first `@@` on; empty if nothing differs.
  func text() throws(GitError) -> [UInt8] {
    var text: [UInt8] = []
    for hunk in 0..<git_patch_num_hunks(patch.pointer) {
      var header: UnsafePointer<git_diff_hunk>?
      var count = 0
      try check(git_patch_get_hunk(&header, &count, patch.pointer, hunk), "git_patch_get_hunk")
      guard let header else { continue }
      withUnsafeBytes(of: header.pointee.header) { text += $0.prefix(header.pointee.header_len) }
      for number in 0..<count {
        var line: UnsafePointer<git_diff_line>?
        try check(
          git_patch_get_line_in_hunk(&line, patch.pointer, hunk, number),
          "git_patch_get_line_in_hunk")
        guard let line = line?.pointee else { continue }
        // The marker of a missing line feed carries its own text and no sign.
        let sign = UInt8(bitPattern: line.origin)
        if [UInt8(ascii: " "), UInt8(ascii: "+"), UInt8(ascii: "-")].contains(sign) {
          text.append(sign)
        }
        text += UnsafeRawBufferPointer(start: line.content, count: line.content_len)
      }
    }
    return text
  }
}
