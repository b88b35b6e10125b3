/// Sets of macros that a token must not be expanded by again (C11 6.10.3.4), each once, by number; 0 is
/// the empty one.
///
/// After D. Prosser's algorithm for the C89 committee, X3J11/86-196.
struct HideSets {
  private var sets: [[Int32]] = [[]]
  private var numbers: [[Int32]: Int32] = [[]: 0]

  func contains(_ set: Int32, _ macro: Int32) -> Bool { sets[Int(set)].contains(macro) }

  mutating func adding(_ macro: Int32, to set: Int32) -> Int32 {
    contains(set, macro) ? set : number(of: (sets[Int(set)] + [macro]).sorted())
  }

  mutating func union(_ one: Int32, _ other: Int32) -> Int32 {
    if one == other || other == 0 { return one }
    if one == 0 { return other }
    return number(of: Set(sets[Int(one)] + sets[Int(other)]).sorted())
  }

  mutating func intersection(_ one: Int32, _ other: Int32) -> Int32 {
    if one == other { return one }
    let both = sets[Int(one)].filter { contains(other, $0) }
    return number(of: both)
  }

  private mutating func number(of set: [Int32]) -> Int32 {
    if let known = numbers[set] { return known }
    let number = Int32(sets.count)
    sets.append(set)
    numbers[set] = number
    return number
  }
}
