/// One name in an object file or program that only the C library outside the view has.
package struct ForbiddenReference: Codable, Comparable, Hashable, Sendable {
  package enum Kind: String, Codable, Sendable {
    /// The object wants it from elsewhere.
    case undefined
    /// The program holds it: it was linked with another C library, or has a function of that name.
    case defined
  }

  /// The file as given, with `[member]` for an archive.
  package let object: String
  /// As spelled in the file: a link alias such as `open64`, or `__fdport_hidden_open`.
  package let name: String
  /// The catalogue's name.
  package let function: String
  package let kind: Kind
  /// The first of the examined files that defines it: then it is a function of the project's own.
  package let definition: String?

  package init(object: String, name: String, function: String, kind: Kind, definition: String?) {
    self.object = object
    self.name = name
    self.function = function
    self.kind = kind
    self.definition = definition
  }

  package static func < (left: ForbiddenReference, right: ForbiddenReference) -> Bool {
    (left.object, left.name) < (right.object, right.name)
  }
}
