internal import CLibclang

/// Which of a unit's files something stands in: to compare, and to ask for, as long as the unit lives. To ask for the
/// path of each node takes longer than all else that is asked of it.
package struct FileIdentity: Hashable, Sendable {
  /// libclang's address of the file.
  private let address: Int

  init(_ file: CXFile) {
    address = Int(bitPattern: file)
  }

  /// Nil for what stands in no file: what the compiler predefines, and the command line.
  init?(of location: CXSourceLocation) {
    var file: CXFile?
    clang_getFileLocation(location, &file, nil, nil, nil)
    guard let file else { return nil }
    self.init(file)
  }

  private var file: CXFile? { CXFile(bitPattern: address) }

  /// As libclang names it; one file may have several names.
  package var path: String? { String(taking: clang_getFileName(file)) }

  /// stat(2)'s numbers.
  package var numbers: (device: UInt64, inode: UInt64)? {
    var identity = CXFileUniqueID()
    guard clang_getFileUniqueID(file, &identity) == 0 else { return nil }
    return (identity.data.0, identity.data.1)
  }
}

extension Cursor {
  /// The file of ``filePlace``.
  package var fileIdentity: FileIdentity? { FileIdentity(of: clang_getCursorLocation(raw)) }
}
