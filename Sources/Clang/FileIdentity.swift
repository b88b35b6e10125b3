internal import CLibclang

/// Which of a unit's files something stands in: to compare, as long as the unit lives. To ask for the path
/// each time takes longer than all else that is asked of a node.
package struct FileIdentity: Hashable, Sendable {
  /// libclang's address of the file, never followed.
  private let address: Int

  /// Nil for what stands in no file: what the compiler predefines, and the command line.
  init?(of location: CXSourceLocation) {
    var file: CXFile?
    clang_getFileLocation(location, &file, nil, nil, nil)
    guard let file else { return nil }
    address = Int(bitPattern: file)
  }
}

extension Cursor {
  /// The file of ``filePlace``.
  package var fileIdentity: FileIdentity? { FileIdentity(of: clang_getCursorLocation(raw)) }
}
