internal import CLibclang

extension String {
  /// Takes libclang's string over: copies and frees it. Nil if there is none or it is empty.
  init?(taking string: CXString) {
    defer { clang_disposeString(string) }
    guard let characters = clang_getCString(string) else { return nil }
    self.init(cString: characters)
    guard !isEmpty else { return nil }
  }
}
