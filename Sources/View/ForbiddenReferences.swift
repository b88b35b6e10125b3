package import Catalogue
import Foundation

/// Lists what object files refer to and must not: the third law.
package struct ForbiddenReferences: Sendable {
  private let names: HiddenNames

  package init(catalogue: Catalogue, profile: Profile, descending: Bool = false) {
    names = HiddenNames(catalogue: catalogue, profile: profile, keepsDescending: descending)
  }

  /// The forbidden names in object files, archives and executables, sorted.
  ///
  /// In an executable every reference has been resolved: there the names that it defines are
  /// listed. Those that the view renamed are the C library's own business in an executable, and
  /// a way around the view in an object file.
  package func list(objects: [String]) async throws(ViewError) -> [ForbiddenReference] {
    let symbols = try await SymbolTable(objects).symbols
    let executables = Set(objects.filter(Self.isExecutable))
    let readable = Set(symbols.map(\.object))
    if let stripped = executables.subtracting(readable).min() {
      throw .stripped(stripped)
    }
    var definitions: [String: String] = [:]
    for symbol in symbols where symbol.isDefined && !executables.contains(symbol.object) {
      definitions[symbol.name] = definitions[symbol.name] ?? symbol.object
    }
    let references = symbols.compactMap { symbol -> ForbiddenReference? in
      let isInExecutable = executables.contains(symbol.object)
      guard isInExecutable || !symbol.isDefined,
        let function = forbidden(symbol.name, plainOnly: isInExecutable && symbol.isDefined)
      else { return nil }
      return ForbiddenReference(
        object: symbol.object, name: symbol.name, function: function,
        kind: symbol.isDefined ? .defined : .undefined, definition: definitions[symbol.name])
    }
    return Set(references).sorted()
  }

  private func forbidden(_ name: String, plainOnly: Bool) -> String? {
    if let row = names.row(name) { return row.name }
    guard !plainOnly, name.hasPrefix(HiddenNames.prefix) else { return nil }
    let plain = String(name.dropFirst(HiddenNames.prefix.count))
    return names.row(plain)?.name ?? plain
  }

  /// Whether e_type of the ELF header is ET_EXEC or ET_DYN (elf(5)).
  private static func isExecutable(_ path: String) -> Bool {
    guard let file = FileHandle(forReadingAtPath: path),
      let header = try? file.read(upToCount: 18), header.count == 18,
      header.starts(with: [0x7f, 0x45, 0x4c, 0x46])
    else { return false }
    // The field's byte order is the machine's, and its values are below 256: one byte is zero.
    let type = max(header[header.startIndex + 16], header[header.startIndex + 17])
    return type == 2 || type == 3
  }
}
