internal import CLibclang

/// libclang's shared state for units; here each unit has its own, so that units can be parsed at
/// the same time.
package struct Index: ~Copyable {
  let raw: CXIndex

  package init() throws(ClangError) {
    // Declarations from a precompiled header are not excluded; diagnostics are not printed.
    guard let index = clang_createIndex(0, 0) else { throw .noIndex }
    raw = index
  }

  deinit {
    clang_disposeIndex(raw)
  }

  /// Parses one main file. The unit keeps the index alive. `text`, if given, is taken for the file's.
  package consuming func parse(
    file: String, arguments: [String], text: String? = nil
  ) throws(ClangError) -> TranslationUnit {
    // KeepGoing: a missing header must not hide what stands behind it.
    let options =
      CXTranslationUnit_DetailedPreprocessingRecord.rawValue
      | CXTranslationUnit_KeepGoing.rawValue
    var unit: CXTranslationUnit?
    let status = ArgumentVector.with(arguments) { pointers in
      guard var text else {
        return clang_parseTranslationUnit2(
          raw, file, pointers.baseAddress, Int32(pointers.count), nil, 0, options, &unit)
      }
      return file.withCString { name in
        text.withUTF8 { bytes in
          bytes.withMemoryRebound(to: CChar.self) { content in
            var unsaved = CXUnsavedFile(
              Filename: name, Contents: content.baseAddress, Length: UInt(content.count))
            return clang_parseTranslationUnit2(
              raw, file, pointers.baseAddress, Int32(pointers.count), &unsaved, 1, options, &unit)
          }
        }
      }
    }
    guard status != CXError_Crashed else { throw .crashed }
    // A target that libclang was built without is reported as a damaged precompiled header.
    guard status == CXError_Success, let unit else { throw .refused }
    return TranslationUnit(raw: unit, index: self)
  }
}
