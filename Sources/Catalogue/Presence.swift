/// Which names a view of the sealed C library keeps.
package enum ViewKind: String, Codable, CaseIterable, Sendable {
  /// The default: every name that the profile forbids is absent.
  case strict
  /// Forbidden names stay where the library itself refuses what nobody handed over, so that code
  /// builds unpatched.
  case descending
}

/// What a view has of one name.
package enum Presence: String, Codable, CaseIterable, Sendable {
  /// As in an ordinary C library.
  case present
  /// It exists and does less: docs/descending.md says what.
  case degraded
  /// A use neither compiles nor links.
  case absent
}

extension CatalogueRow {
  package func presence(in view: ViewKind, profile: Profile) -> Presence {
    let answersForLess = isDegraded || descend != nil
    return switch (level(in: profile), view) {
    case (.forbidden, .strict): .absent
    case (.forbidden, .descending): answersForLess ? .degraded : .absent
    case (.noted, _), (.allowed, _): isDegraded ? .degraded : .present
    }
  }
}
