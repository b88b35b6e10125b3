package import Lexing

/// Where the preprocessor's texts come from.
package protocol TextLibrary: AnyObject {
  /// Nil if it cannot be read or followed.
  func text(_ number: Int) -> PreparedText?

  /// What tells one file from another: `#pragma once` holds for a file by whatever name.
  func identity(of number: Int) -> Int

  /// The text that an inclusion finds: beside `includer` if it is quoted and `behind` is nil, then along
  /// the search path from the directory after `behind`, and the directory in which it was found. Nil if
  /// there is none.
  func find(
    _ inclusion: DirectiveProgram.Inclusion, from includer: Int, behind: Int?, search: Int
  ) -> (text: Int, directory: Int?)?
}

/// One unit as the preprocessor takes it.
package struct PreprocessedUnit {
  /// The number of its main text.
  package let main: Int
  /// The number of its search path; units of one number have the same answers too.
  package let search: Int
  /// What the compiler and the command line define.
  package let preamble: [PreparedText]
  /// What `-include` finds, in its order.
  package let included: [(text: Int, directory: Int?)]

  package init(
    main: Int, search: Int, preamble: [PreparedText], included: [(text: Int, directory: Int?)]
  ) {
    self.main = main
    self.search = search
    self.preamble = preamble
    self.included = included
  }
}
