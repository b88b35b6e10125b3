internal import CLibclang

/// What a node is, as far as fdport asks.
package enum SyntaxKind: Hashable, Sendable {
  // Declarations
  case function, variable, parameter, otherDeclaration
  // Expressions
  case reference, call, parentheses, implicit, cast, unary, binary, conditional, sizeOf, selection
  case statementExpression, otherExpression
  // Statements
  case compound, declarationStatement, `if`, `while`, `do`, `for`, `switch`, `case`, label, jump
  case `return`, assembly, otherStatement
  /// Type references, attributes and the rest.
  case other

  private static let named: [UInt32: SyntaxKind] = [
    CXCursor_FunctionDecl.rawValue: .function,
    CXCursor_CXXMethod.rawValue: .function,
    CXCursor_Constructor.rawValue: .function,
    CXCursor_Destructor.rawValue: .function,
    CXCursor_ConversionFunction.rawValue: .function,
    CXCursor_FunctionTemplate.rawValue: .function,
    CXCursor_VarDecl.rawValue: .variable,
    CXCursor_ParmDecl.rawValue: .parameter,
    CXCursor_DeclRefExpr.rawValue: .reference,
    CXCursor_CallExpr.rawValue: .call,
    CXCursor_ParenExpr.rawValue: .parentheses,
    CXCursor_UnexposedExpr.rawValue: .implicit,
    CXCursor_CStyleCastExpr.rawValue: .cast,
    CXCursor_UnaryOperator.rawValue: .unary,
    CXCursor_BinaryOperator.rawValue: .binary,
    CXCursor_ConditionalOperator.rawValue: .conditional,
    CXCursor_UnaryExpr.rawValue: .sizeOf,
    CXCursor_GenericSelectionExpr.rawValue: .selection,
    CXCursor_StmtExpr.rawValue: .statementExpression,
    CXCursor_CompoundStmt.rawValue: .compound,
    CXCursor_DeclStmt.rawValue: .declarationStatement,
    CXCursor_IfStmt.rawValue: .if,
    CXCursor_WhileStmt.rawValue: .while,
    CXCursor_DoStmt.rawValue: .do,
    CXCursor_ForStmt.rawValue: .for,
    CXCursor_SwitchStmt.rawValue: .switch,
    CXCursor_CaseStmt.rawValue: .case,
    CXCursor_DefaultStmt.rawValue: .case,
    CXCursor_LabelStmt.rawValue: .label,
    CXCursor_GotoStmt.rawValue: .jump,
    CXCursor_IndirectGotoStmt.rawValue: .jump,
    CXCursor_ContinueStmt.rawValue: .jump,
    CXCursor_BreakStmt.rawValue: .jump,
    CXCursor_ReturnStmt.rawValue: .return,
    CXCursor_GCCAsmStmt.rawValue: .assembly,
    CXCursor_MSAsmStmt.rawValue: .assembly,
  ]

  init(_ kind: CXCursorKind) {
    self = SyntaxKind.all[Int(kind.rawValue)]
  }

  /// By libclang's number; a look into a dictionary for each node takes longer than to visit it.
  private static let all: [SyntaxKind] = (0...CXCursor_OverloadCandidate.rawValue).map {
    SyntaxKind(slowly: CXCursorKind($0))
  }

  private init(slowly kind: CXCursorKind) {
    if let known = SyntaxKind.named[kind.rawValue] {
      self = known
    } else if clang_isExpression(kind) != 0 {
      self = .otherExpression
    } else if clang_isStatement(kind) != 0 {
      self = .otherStatement
    } else {
      self = clang_isDeclaration(kind) != 0 ? .otherDeclaration : .other
    }
  }

  package var isExpression: Bool {
    switch self {
    case .reference, .call, .parentheses, .implicit, .cast, .unary, .binary, .conditional, .sizeOf,
      .selection, .statementExpression, .otherExpression:
      true
    default: false
    }
  }

  package var isDeclaration: Bool {
    switch self {
    case .function, .variable, .parameter, .otherDeclaration: true
    default: false
    }
  }
}
