internal import CLibclang

/// A node of the tree, lent to the visitor for one step of a walk.
package struct Cursor: ~Copyable {
  let raw: CXCursor

  init(_ raw: CXCursor) {
    self.raw = raw
  }

  package var kind: SyntaxKind { SyntaxKind(clang_getCursorKind(raw)) }

  /// The name as written in its declaration.
  package var name: String? { String(taking: clang_getCursorSpelling(raw)) }

  /// Where the node's name stands, or its first token.
  package var filePlace: SourcePlace? {
    SourcePlace(fileOf: clang_getCursorLocation(raw))
  }

  package var expansionPlace: SourcePlace? {
    SourcePlace(expansionOf: clang_getCursorLocation(raw))
  }

  package var spellingPlace: SourcePlace? {
    SourcePlace(spellingOf: clang_getCursorLocation(raw))
  }

  package var extent: SourceExtent? { SourceExtent(clang_getCursorExtent(raw)) }

  /// What a reference refers to, if it refers to something that an object file could name.
  package var referencedSymbol: Symbol? {
    let referenced = clang_getCursorReferenced(raw)
    guard clang_Cursor_isNull(referenced) == 0 else { return nil }
    guard clang_getCursorKind(referenced) == CXCursor_OverloadedDeclRef else {
      return Symbol(referenced)
    }
    // In a template, one of several; of interest is the one of C.
    let candidates = (0..<clang_getNumOverloadedDecls(referenced)).compactMap {
      Symbol(clang_getOverloadedDecl(referenced, $0))
    }
    return candidates.first { $0.isExternal && $0.linkName == $0.name } ?? candidates.first
  }

  package var hasAttributes: Bool { clang_Cursor_hasAttrs(raw) != 0 }

  package var hasInitialValue: Bool {
    clang_Cursor_isNull(clang_Cursor_getVarDeclInitializer(raw)) == 0
  }

  package var isStatic: Bool { clang_Cursor_getStorageClass(raw) == CX_SC_Static }

  /// What a declaration with the attribute weakref or alias stands for.
  package var aliasTarget: String? {
    let policy = clang_getCursorPrintingPolicy(raw)
    defer { clang_PrintingPolicy_dispose(policy) }
    // libclang does not expose the attributes, but prints them; weakref's target as an alias.
    guard let text = String(taking: clang_getCursorPrettyPrinted(raw, policy)),
      let start = text.firstRange(of: " alias(\"") ?? text.firstRange(of: "(alias(\"")
        ?? text.firstRange(of: "weakref(\"")
    else { return nil }
    let target = text[start.upperBound...].prefix { $0 != "\"" }
    return target.isEmpty ? nil : String(target)
  }

  /// Where the definition of what a reference refers to stands, if the unit holds one.
  package var referencedDefinition: SourcePlace? {
    let definition = clang_getCursorDefinition(clang_getCursorReferenced(raw))
    guard clang_Cursor_isNull(definition) == 0 else { return nil }
    return SourcePlace(fileOf: clang_getCursorLocation(definition))
  }

  /// The symbol that a declaration declares.
  package var symbol: Symbol? { Symbol(raw) }

  /// True for a declaration with a body or an initial value.
  package var isDefinition: Bool { clang_isCursorDefinition(raw) != 0 }

  /// True for a function with its statements.
  package var hasBody: Bool {
    Cursor.children(of: raw).contains { clang_getCursorKind($0) == CXCursor_CompoundStmt }
  }

  /// The value of a constant integer expression.
  package var constantInteger: Int? {
    guard let result = clang_Cursor_Evaluate(raw) else { return nil }
    defer { clang_EvalResult_dispose(result) }
    guard clang_EvalResult_getKind(result) == CXEval_Int else { return nil }
    return Int(clang_EvalResult_getAsLongLong(result))
  }

  /// The operators whose right operand may never be looked at.
  package enum ShortCircuit: Sendable {
    case and
    case or
  }

  /// Set for `&&` and `||`.
  package var shortCircuit: ShortCircuit? {
    let operands = Cursor.children(of: raw)
    guard operands.count == 2 else { return nil }
    switch fdport_binary_operator(raw, operands[1]) {
    case fdport_operator_and: return .and
    case fdport_operator_or: return .or
    default: return nil
    }
  }

  /// The expression's type without typedefs, as text.
  package var canonicalType: String? {
    String(taking: clang_getTypeSpelling(clang_getCanonicalType(clang_getCursorType(raw))))
  }

  /// True for declarations to which libclang gives no kind: assembly at file scope, a lone `;`.
  package var isUnexposedDeclaration: Bool {
    clang_getCursorKind(raw) == CXCursor_UnexposedDecl
  }

  /// True for a structure, a union, an enumeration or a typedef.
  package var isPlainType: Bool {
    switch clang_getCursorKind(raw) {
    case CXCursor_StructDecl, CXCursor_UnionDecl, CXCursor_EnumDecl, CXCursor_TypedefDecl: true
    default: false
    }
  }

  /// True if the declared type is an array whose length is computed when it is reached.
  package var hasVariableLength: Bool {
    let isTypedef = clang_getCursorKind(raw) == CXCursor_TypedefDecl
    let type = isTypedef ? clang_getTypedefDeclUnderlyingType(raw) : clang_getCursorType(raw)
    return clang_getCanonicalType(type).kind == CXType_VariableArray
  }

  /// True if somewhere below stands a label or a case, to which a jump may lead.
  package var containsJumpTarget: Bool {
    Cursor.anyDescendant(of: raw) { cursor in
      let kind = SyntaxKind(clang_getCursorKind(cursor))
      return kind == .label || kind == .case
    }
  }

  /// True if a `const` variable is read somewhere below: clang folds it, gcc at -O0 loads it.
  package var readsConstant: Bool {
    Cursor.anyDescendant(of: raw) { cursor in
      clang_getCursorKind(cursor) == CXCursor_DeclRefExpr
        && clang_getCursorKind(clang_getCursorReferenced(cursor)) == CXCursor_VarDecl
        && clang_isConstQualifiedType(clang_getCursorType(cursor)) != 0
    }
  }

  private final class Search {
    let matches: (CXCursor) -> Bool
    var found = false

    init(_ matches: @escaping (CXCursor) -> Bool) {
      self.matches = matches
    }
  }

  private static func anyDescendant(
    of cursor: CXCursor, matches: (CXCursor) -> Bool
  ) -> Bool {
    withoutActuallyEscaping(matches) { matches in
      let search = Search(matches)
      _ = clang_visitChildren(
        cursor,
        { cursor, _, data in
          guard let data else { return CXChildVisit_Break }
          let search = Unmanaged<Search>.fromOpaque(data).takeUnretainedValue()
          guard !search.matches(cursor) else {
            search.found = true
            return CXChildVisit_Break
          }
          return CXChildVisit_Recurse
        }, Unmanaged.passUnretained(search).toOpaque())
      return search.found
    }
  }
}
