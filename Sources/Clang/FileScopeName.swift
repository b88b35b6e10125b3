internal import CLibclang

/// A function or a variable at file scope, static ones too: what code of the project can name.
package struct FileScopeName: Hashable, Sendable {
  /// What a call of it yields.
  package enum Value: Sendable {
    case nothing, pointer, other, variable
  }

  package let name: String
  package let value: Value
  /// True if no other unit can link it.
  package let isInternal: Bool
  package let isInline: Bool
  /// Its definition, or a declaration where the unit has none.
  package let place: SourcePlace

  init?(_ declaration: CXCursor) {
    let kind = clang_getCursorKind(declaration)
    guard kind == CXCursor_FunctionDecl || kind == CXCursor_VarDecl else { return nil }
    let linkage = clang_getCursorLinkage(declaration)
    // What is local to a function has no linkage (C11 6.2.2).
    guard linkage == CXLinkage_Internal || linkage == CXLinkage_External else { return nil }
    let definition = clang_getCursorDefinition(declaration)
    let canonical =
      clang_Cursor_isNull(definition) == 0 ? definition : clang_getCanonicalCursor(declaration)
    guard let name = String(taking: clang_getCursorSpelling(declaration)),
      let place = SourcePlace(fileOf: clang_getCursorLocation(canonical))
    else { return nil }
    self.name = name
    self.place = place
    isInternal = linkage == CXLinkage_Internal
    isInline = clang_Cursor_isFunctionInlined(declaration) != 0
    guard kind == CXCursor_FunctionDecl else {
      value = .variable
      return
    }
    switch clang_getCanonicalType(clang_getCursorResultType(declaration)).kind {
    case CXType_Void: value = .nothing
    case CXType_Pointer: value = .pointer
    default: value = .other
    }
  }
}

extension Cursor {
  /// What the node declares.
  package var fileScopeName: FileScopeName? { FileScopeName(raw) }

  /// What a reference refers to.
  package var referencedFileScopeName: FileScopeName? {
    let referenced = clang_getCursorReferenced(raw)
    return clang_Cursor_isNull(referenced) == 0 ? FileScopeName(referenced) : nil
  }
}
