internal import CLibclang

/// A quick look through functions for what a walk would stop at.
///
/// A walk that knows every parent takes ten times as long as libclang's own recursion, and most functions hold
/// nothing of interest.
package struct ReferenceSkim {
  /// libclang's address of a declaration; it stays where it is as long as the unit lives.
  private typealias Declaration = UnsafeMutableRawPointer

  /// What was asked of each declaration that was referred to.
  private var answers: [Declaration: Bool] = [:]

  package init() {}

  /// Forgets the answers: something else is of interest from here on.
  package mutating func forget() { answers = [:] }

  /// True if below the node stands assembly, a declaration of something external with an attribute, a reference to one
  /// of several C++ functions, or one to a symbol for which `isOfInterest` says so. That is asked once a declaration.
  package mutating func finds(
    in cursor: borrowing Cursor, isOfInterest: (Symbol) -> Bool
  ) -> Bool {
    withoutActuallyEscaping(isOfInterest) { isOfInterest in
      let look = Look(answers: answers, isOfInterest: isOfInterest)
      answers = [:]
      let isBroken = clang_visitChildren(
        cursor.raw,
        { cursor, _, data in
          guard let data else { return CXChildVisit_Break }
          let look = Unmanaged<Look>.fromOpaque(data).takeUnretainedValue()
          return look.stops(at: cursor) ? CXChildVisit_Break : CXChildVisit_Recurse
        }, Unmanaged.passUnretained(look).toOpaque())
      swap(&answers, &look.answers)
      return isBroken != 0
    }
  }

  private final class Look {
    var answers: [Declaration: Bool]
    private let isOfInterest: (Symbol) -> Bool

    init(answers: [Declaration: Bool], isOfInterest: @escaping (Symbol) -> Bool) {
      self.answers = answers
      self.isOfInterest = isOfInterest
    }

    func stops(at cursor: CXCursor) -> Bool {
      switch clang_getCursorKind(cursor) {
      case CXCursor_GCCAsmStmt, CXCursor_MSAsmStmt: return true
      // Inside a function, too, a declaration may give a name another one to link by.
      case CXCursor_FunctionDecl, CXCursor_VarDecl:
        return clang_Cursor_hasAttrs(cursor) != 0
          && clang_getCursorLinkage(cursor) == CXLinkage_External
      case CXCursor_DeclRefExpr: break
      default: return false
      }
      let referenced = clang_getCursorReferenced(cursor)
      guard let declaration = referenced.data.0 else { return false }
      guard clang_getCursorKind(referenced) != CXCursor_OverloadedDeclRef else { return true }
      let key = Declaration(mutating: declaration)
      if let known = answers[key] { return known }
      let answer = Symbol(referenced).map(isOfInterest) ?? false
      answers[key] = answer
      return answer
    }
  }
}
