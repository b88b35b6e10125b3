/// The one list of names by which a text is known to need the parser.
extension Catalogue {
  /// Every identifier that can be part of a site of this profile as the site's text spells it: a unit
  /// without any of them, directly or through macros, has no site and is not parsed. Whoever teaches the
  /// audit a new kind of site adds its words here.
  package func namesOfInterest(in profile: Profile) -> Set<String> {
    var names: Set<String> = [
      // What is inside an assembly statement, or behind a declaration's name for the linker, is
      // read by the parser alone.
      "asm", "__asm", "__asm__", "alias", "__alias__", "weakref", "__weakref__", "ifunc",
      "__ifunc__",
    ]
    // Whether such a call is a site hangs on its arguments.
    names.formUnion(ArgumentRule.bundled.keys)
    for row in rows where row.level(in: profile) != .allowed {
      for name in [row.name] + row.linkAliases {
        names.insert(name)
        // gcc's manual, Other Builtins: it is the function as soon as it is a call.
        names.insert("__builtin_\(name)")
      }
    }
    return names
  }
}
