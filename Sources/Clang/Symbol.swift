internal import CLibclang

/// A function or variable as the linker sees it.
package struct Symbol: Hashable, Sendable {
  package enum Kind: Sendable {
    case function
    case variable
  }

  package enum Storage: Sendable {
    case none, `extern`, `static`
  }

  package let kind: Kind
  package let name: String
  /// What an object file calls it: an asm label or a C++ mangling counts.
  package let linkName: String
  package let isExternal: Bool
  /// True if the unit holds a definition of it.
  package let isDefined: Bool
  package let isInline: Bool
  /// In C++ a function that gets code without being called by name: virtual, a destructor, a template.
  package let isReachedUnnamed: Bool
  package let storage: Storage

  init?(_ declaration: CXCursor) {
    switch SyntaxKind(clang_getCursorKind(declaration)) {
    case .function: kind = .function
    case .variable: kind = .variable
    default: return nil
    }
    let linkage = clang_getCursorLinkage(declaration)
    isExternal = linkage == CXLinkage_External || linkage == CXLinkage_UniqueExternal
    // Local and static variables are most of all references, and nobody links them, unless an attribute makes one
    // stand for another.
    guard isExternal || kind == .function || Symbol.mayStandForAnother(declaration) else {
      return nil
    }
    guard let name = String(taking: clang_getCursorSpelling(declaration)) else { return nil }
    self.name = name
    let mangled = String(taking: clang_Cursor_getMangling(declaration)) ?? name
    linkName = Symbol.linkName(mangled: mangled)
    isDefined = clang_Cursor_isNull(clang_getCursorDefinition(declaration)) == 0
    isInline = clang_Cursor_isFunctionInlined(declaration) != 0
    let declared = clang_getCursorKind(declaration)
    isReachedUnnamed =
      declared == CXCursor_Destructor || declared == CXCursor_FunctionTemplate
      || declared == CXCursor_ConversionFunction || clang_CXXMethod_isVirtual(declaration) != 0
    switch clang_Cursor_getStorageClass(declaration) {
    case CX_SC_Static: storage = .static
    case CX_SC_Extern: storage = .extern
    default: storage = .none
    }
  }

  private static func mayStandForAnother(_ variable: CXCursor) -> Bool {
    let cursor = Cursor(variable)
    return cursor.isStatic && cursor.hasAttributes
  }

  private init(_ symbol: Symbol, linkName: String) {
    kind = symbol.kind
    name = symbol.name
    self.linkName = linkName
    isExternal = true
    isDefined = false
    isInline = symbol.isInline
    isReachedUnnamed = symbol.isReachedUnnamed
    storage = symbol.storage
  }

  /// The same as what a declaration that only stands for `linkName` means.
  package func linked(as linkName: String) -> Symbol { Symbol(self, linkName: linkName) }

  /// True for what C++ alone can name so.
  package var isMangled: Bool { linkName.hasPrefix("_Z") }

  private static func linkName(mangled: String) -> String {
    // clang marks a name that needs no platform prefix by a leading byte 1.
    let name = mangled.hasPrefix("\u{1}") ? String(mangled.dropFirst()) : mangled
    // `__builtin_printf` is printf as soon as it is a call.
    let builtin = "__builtin_"
    return name.hasPrefix(builtin) ? String(name.dropFirst(builtin.count)) : name
  }
}
