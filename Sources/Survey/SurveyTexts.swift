import Foundation
import Inactive
import Lexing
import Preprocessing

/// The texts of a survey as the preprocessor takes them, each read once, with a mark wherever something
/// stands that may be a site.
final class SurveyTexts {
  enum Meaning {
    /// A text that holds ambient names was read, by its number.
    case entered(Int)
    /// The text's ambient name of that number.
    case name(text: Int, number: Int)
    /// What may be a site.
    case site

    var isSite: Bool {
      if case .site = self { true } else { false }
    }
  }

  private(set) var meanings: [Meaning] = [.site]
  private static let site: Int32 = 0
  let spellings = Spellings()
  let definitions = Definitions()
  private let table: TextTable
  private let directories: DirectoryIndex
  private let files: ProjectFiles
  private let inactive: InactiveText
  /// What makes a site.
  private let names: Set<Word>
  /// Those that may be multiplied by.
  private let objects: Set<Word>
  /// Names that are followed, which are of interest where they are declared, too.
  private let traced: Set<Word>
  private let interest: TextsOfInterest
  private var searches: [SearchPath] = []
  private var searchNumbers: [[String]: Int] = [:]
  /// How many texts the survey knew when it was told what may make a site; a further one could add to it.
  private let known: Int
  private var texts: [Int: PreparedText?] = [:]
  private var found: [Look: Found] = [:]

  private struct Look: Hashable {
    let inclusion: DirectiveProgram.Inclusion
    let place: String
    let behind: Int?
    let search: Int
  }

  private struct Found {
    let result: (text: Int, directory: Int?)?
  }

  init(
    table: TextTable, directories: DirectoryIndex, files: ProjectFiles, inactive: InactiveText,
    names: Set<Word>, objects: Set<Word>, traced: Set<Word>, interest: TextsOfInterest
  ) {
    self.table = table
    known = table.texts.count
    self.directories = directories
    self.files = files
    self.inactive = inactive
    self.names = names
    self.objects = objects
    self.traced = traced
    self.interest = interest
  }

  /// The path below the root of a text that is the project's.
  func relativePath(of text: Int) -> String? { files.relativePath(of: table.texts[text].path) }

  /// The number of the search path of these settings; nil if it is not known.
  func search(of settings: [String]) -> Int? { searchNumbers[settings] }

  func add(_ search: SearchPath, of settings: [String]) {
    searchNumbers[settings] = searches.count
    searches.append(search)
  }

  /// In bytes.
  func size(of text: Int) -> Int { Int(table.texts[text].signature.size) }

  func path(of text: Int) -> String { table.texts[text].path }

  /// What the compiler or a command line defines, as a text.
  func preamble(_ lines: String) -> PreparedText {
    prepared(ProgramReader.program(of: Array(lines.utf8), spellings: spellings))
  }

  private func prepared(
    _ program: DirectiveProgram, entry: Int32? = nil, marks: [Mark] = []
  ) -> PreparedText {
    PreparedText(
      program, definitions: program.definitions.map(definitions.number), entry: entry, marks: marks)
  }

  private func note(_ meaning: Meaning) -> Int32 {
    meanings.append(meaning)
    return Int32(meanings.count - 1)
  }

  private func read(_ number: Int) -> PreparedText? {
    let text = table.texts[number]
    guard number < known, !text.summary.isUnreadable,
      let bytes = FileBytes.read(text.path)
    else { return nil }
    let program = ProgramReader.program(of: bytes, spellings: spellings)
    guard text.isOfProject, let path = relativePath(of: number) else { return prepared(program) }
    let uses = inactive.uses(in: path)
    var marks = uses.enumerated().map { place, use in
      Mark(place: use.offset, number: note(.name(text: number, number: place)))
    }
    if interest.contains(number) {
      marks += self.marks(in: bytes)
      marks.sort { $0.place < $1.place }
    }
    return prepared(
      program, entry: uses.isEmpty ? nil : note(.entered(number)), marks: marks)
  }

  /// Of what may be a site.
  private func marks(in bytes: [UInt8]) -> [Mark] {
    let occurrences = TextSummarizer.occurrences(
      of: interest.candidates, in: bytes, interest: names
    )
    .sorted { $0.place < $1.place }
    let places = occurrences.map(\.place)
    let starts = EnclosingNames.starts(around: places, in: bytes)
    let locals = LocalNameReader.locals(
      at: places, in: bytes, names: names, objects: objects, spellings: spellings)
    var read: [Int: (tokens: [PreprocessingToken], end: Int)?] = [:]
    return occurrences.indices.map { index in
      let occurrence = occurrences[index]
      let enclosing = starts[index].compactMap { start in
        if read[start] == nil {
          read[start] = .some(
            InvocationReader.invocation(in: bytes, at: start, spellings: spellings))
        }
        return read[start].flatMap { $0 }
      }.filter { $0.end > occurrence.place }
      return mark(
        of: occurrence, in: bytes, enclosing: enclosing.map(\.tokens),
        isAllRead: !enclosing.isEmpty && enclosing.count == starts[index].count,
        locals: locals[index])
    }
  }

  private func mark(
    of occurrence: Occurrence, in bytes: [UInt8], enclosing: [[PreprocessingToken]],
    isAllRead: Bool, locals: LocalNames
  ) -> Mark {
    let place = occurrence.place
    if !occurrence.isMember, traced.contains(occurrence.word) {
      return Mark(place: place, number: SurveyTexts.site)
    }
    let tokens = InvocationReader.tokens(in: bytes, at: place, spellings: spellings)
    let isName = !occurrence.isMember && names.contains(occurrence.word)
    let kind: Mark.Kind =
      if isAllRead, let spelling = tokens?.first?.spelling,
        AliasWord.read(from: place, in: bytes) == .argument
      {
        // Nothing by itself, unless it is a macro.
        .declaration(name: spelling, behind: spelling)
      } else if isName {
        declaration(of: occurrence, tokens, in: bytes) ?? .plain
      } else {
        tokens.map { .invocation($0, isMember: occurrence.isMember) } ?? .plain
      }
    // What is called is hidden by no declaration that is only known by its form.
    let name = isName && tokens?.count == 1 ? tokens?[0].spelling : nil
    return Mark(
      place: place, number: SurveyTexts.site, kind: kind, enclosing: enclosing, name: name,
      locals: locals)
  }

  /// A name that makes a site does so whatever it is expanded to, unless it is being declared.
  private func declaration(
    of occurrence: Occurrence, _ tokens: [PreprocessingToken]?, in bytes: [UInt8]
  ) -> Mark.Kind? {
    guard !objects.contains(occurrence.word),
      let behind = DeclaredBehind.word(before: occurrence.place, in: bytes),
      let name = tokens?.first
    else { return nil }
    return .declaration(name: name.spelling, behind: spellings.number(of: behind))
  }
}

extension SurveyTexts: TextLibrary {
  func text(_ number: Int) -> PreparedText? {
    if let known = texts[number] { return known }
    let text = read(number)
    texts[number] = .some(text)
    return text
  }

  func identity(of number: Int) -> Int {
    let signature = table.texts[number].signature
    return Int(truncatingIfNeeded: signature.inode)
      ^ (Int(truncatingIfNeeded: signature.device) << 48)
  }

  func find(
    _ inclusion: DirectiveProgram.Inclusion, from includer: Int, behind: Int?, search: Int
  ) -> (text: Int, directory: Int?)? {
    let path = table.texts[includer].path
    let place = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    return find(inclusion, beside: place, behind: behind, search: search)
  }

  func find(
    _ inclusion: DirectiveProgram.Inclusion, beside place: String, behind: Int?, search: Int
  ) -> (text: Int, directory: Int?)? {
    let look = Look(inclusion: inclusion, place: place, behind: behind, search: search)
    if let known = found[look] { return known.result }
    let result = lookUp(look)
    found[look] = Found(result: result)
    return result
  }

  private func lookUp(_ look: Look) -> (text: Int, directory: Int?)? {
    let name = look.inclusion.name
    if name.hasPrefix("/") { return table.number(of: name).map { ($0, nil) } }
    if look.inclusion.isQuoted, look.behind == nil,
      let text = directories.file(name, in: look.place).flatMap(table.number)
    {
      return (text, nil)
    }
    let path = searches[look.search]
    let all = path.quoted + path.angled
    let first = look.behind.map { $0 + 1 } ?? (look.inclusion.isQuoted ? 0 : path.quoted.count)
    for directory in all.indices.dropFirst(first) {
      if let text = directories.file(name, in: all[directory]).flatMap(table.number) {
        return (text, directory)
      }
    }
    return nil
  }
}
