internal import CLibclang

/// The tree of one parsed main file. What leaves it are plain values, so nothing can point into a
/// tree that is gone.
package struct TranslationUnit: ~Copyable {
  let raw: CXTranslationUnit
  private let index: Index

  init(raw: CXTranslationUnit, index: consuming Index) {
    self.raw = raw
    self.index = index
  }

  deinit {
    // Before the index, which Swift releases after this body.
    clang_disposeTranslationUnit(raw)
  }

  /// What the parser had to say, in its order.
  package var diagnostics: [Diagnostic] {
    (0..<clang_getNumDiagnostics(raw)).map { number in
      let diagnostic = clang_getDiagnostic(raw, number)
      defer { clang_disposeDiagnostic(diagnostic) }
      return Diagnostic(diagnostic)
    }
  }

  /// `x86_64-pc-linux-gnu`.
  package var targetTriple: String {
    let target = clang_getTranslationUnitTargetInfo(raw)
    defer { clang_TargetInfo_dispose(target) }
    return String(taking: clang_TargetInfo_getTriple(target)) ?? ""
  }

  /// Visits every node in the order of the source, parents first; the preprocessor's doings are none.
  package borrowing func walk(_ body: (borrowing Visit) -> Visit.Next) {
    withoutActuallyEscaping(body) { body in
      let walker = Walker(root: clang_getTranslationUnitCursor(raw), body: body)
      walker.visitChildrenOfTop()
    }
  }
}
