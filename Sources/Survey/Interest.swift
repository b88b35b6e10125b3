import Catalogue
import Findings
import Lexing

/// The names by which a text is known to need the parser.
struct Interest {
  /// As a site's text spells them.
  let names: Set<String>
  /// Those of them that are variables: the lexer reports them in skipped text wherever they stand, while
  /// functions must look called or referred to.
  let objects: Set<Word>

  init(_ catalogue: Catalogue, profile: Profile) {
    names = catalogue.namesOfInterest(in: profile)
    objects = Set(AmbientNames(catalogue, profile: profile).objects.map { Word($0) })
  }

  var words: Set<Word> { Set(names.map { Word($0) }) }
}
