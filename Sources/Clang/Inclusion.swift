internal import CLibclang

/// One time that a file was entered.
package struct Inclusion: Hashable, Sendable {
  package let file: FileIdentity
  /// In the directive; nil for the main file and for what no file includes.
  package let directive: FilePlace?
}

extension TranslationUnit {
  /// In libclang's order; the main file is one of them.
  package var inclusions: [Inclusion] {
    let list = InclusionList()
    clang_getInclusions(
      raw,
      { file, stack, depth, data in
        guard let data, let file else { return }
        let directive = depth > 0 ? stack.flatMap { FilePlace($0[0]) } : nil
        Unmanaged<InclusionList>.fromOpaque(data).takeUnretainedValue().inclusions.append(
          Inclusion(file: FileIdentity(file), directive: directive))
      }, Unmanaged.passUnretained(list).toOpaque())
    return list.inclusions
  }
}

private final class InclusionList {
  var inclusions: [Inclusion] = []
}
