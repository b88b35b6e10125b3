/// Follows the blocks of a text and finds the parameters and local variables with names of interest.
///
/// It knows declarations by their form and nothing of types, so it passes over all that could be something else:
/// what it says is declared is, unless a macro is at work.
package struct LocalNameReader {
  private var reader: ByteReader
  private let spellings: Spellings
  private let places: [Int]
  private var statement: LocalDeclarationReader
  private var parameters: ParameterReader
  private var result: [LocalNames] = []
  private var locals: [LocalName] = []
  private var uses: [LocalName.Use] = []
  /// How many locals there were where each block began.
  private var blocks: [Int] = []
  private var parentheses = 0
  private var branches: [Int] = []
  /// Blocks and parentheses that were open where each conditional began.
  private var conditionals: [(blocks: Int, parentheses: Int)] = []
  private var nextBranch = 0
  private var isReadable = true
  /// Where the token before the one that is read begins.
  private var last = -1

  /// What is in sight at each of `places`, which ascend. `objects` are what may be multiplied by.
  package static func locals(
    at places: [Int], in bytes: [UInt8], names: Set<Word>, objects: Set<Word>, spellings: Spellings
  ) -> [LocalNames] {
    guard !places.isEmpty else { return [] }
    return ByteReader.reading(bytes) { reader in
      var reader = LocalNameReader(
        reader: reader, spellings: spellings, places: places,
        names: LocalNameWords(spellings, names: names, objects: objects))
      reader.run()
      guard reader.isReadable, !reader.reader.hasBrokenToken else {
        return places.map { _ in .none }
      }
      return reader.result + places[reader.result.count...].map { _ in .none }
    }
  }

  private init(
    reader: ByteReader, spellings: Spellings, places: [Int], names: LocalNameWords
  ) {
    self.reader = reader
    self.spellings = spellings
    self.places = places
    statement = LocalDeclarationReader(words: names)
    parameters = ParameterReader(words: names)
  }

  private mutating func run() {
    var isAtLineStart = true
    reader.passByteOrderMark()
    while isReadable, result.count < places.count {
      isAtLineStart = reader.passSpace() || isAtLineStart
      guard !reader.isAtEnd else { return }
      if isAtLineStart, reader.kind() == .hash {
        readDirective()
        while result.count < places.count, places[result.count] < reader.offset {
          result.append(.none)
        }
        continue
      }
      isAtLineStart = false
      note()
      let start = reader.offset
      guard let token = DirectiveTokens.next(&reader, spellings) else { continue }
      read(token)
      last = start
    }
  }

  /// Says what is in sight if the place that is reached was asked for.
  private mutating func note() {
    while result.count < places.count, places[result.count] <= reader.offset {
      // What is outside may be declared again in a branch that is compiled.
      let visible = locals.filter { !$0.isLocal || branches.starts(with: $0.branches) }
      result.append(visible.isEmpty ? .none : LocalNames(all: visible, uses: uses))
    }
  }

  private mutating func read(_ token: PreprocessingToken) {
    let bytes = spellings[token.spelling]
    let byte = token.kind == .punctuator && bytes.count == 1 ? bytes[bytes.startIndex] : 0
    if blocks.isEmpty {
      parameters.read(token, byte, parentheses: parentheses)
    } else {
      if token.kind == .identifier {
        uses.append(LocalName.Use(spelling: token.spelling, depth: branches.count))
      }
      if parentheses == 0, let found = statement.read(token, byte) {
        declare(found)
        // Where it is declared it is in sight itself.
        if let place = result.indices.last, places[place] == last {
          result[place] = LocalNames(all: result[place].all + locals.suffix(1), uses: uses)
        }
      }
    }
    switch byte {
    case UInt8(ascii: "("): parentheses += 1
    case UInt8(ascii: ")"): parentheses -= 1
    case UInt8(ascii: "{"):
      blocks.append(locals.count)
      if blocks.count == 1 {
        for parameter in parameters.found { declare(parameter) }
        parameters.reset()
      }
      statement.begin()
    case UInt8(ascii: "}"):
      if let count = blocks.popLast() { locals.removeSubrange(count...) }
      statement.begin()
    default: break
    }
    if blocks.isEmpty { uses.removeAll(keepingCapacity: true) }
  }

  private mutating func declare(_ found: LocalDeclarationReader.Found) {
    locals.append(
      LocalName(
        name: found.name, words: found.words, start: uses.count, depth: branches.count,
        isLocal: found.isLocal, branches: branches))
  }

  private mutating func readDirective() {
    reader.offset += 1
    reader.passBlanks()
    let start = reader.offset
    _ = reader.passWord()
    let name = reader.text(from: start)
    reader.passLine()
    switch name {
    case "if", "ifdef", "ifndef":
      conditionals.append((blocks.count, parentheses))
      branches.append(nextBranch)
      nextBranch += 1
    case "else", "elif", "elifdef", "elifndef":
      endBranch()
      branches.append(nextBranch)
      nextBranch += 1
    case "endif":
      endBranch()
      _ = conditionals.popLast()
    case "define", "undef", "include", "include_next", "import", "embed":
      // What was a macro before it may be none behind it, and it may bring anything.
      locals.removeAll(keepingCapacity: true)
      blocks = blocks.map { _ in 0 }
      parameters.reset()
    default: break
    }
  }

  /// A branch that opens what it does not close is followed no further.
  private mutating func endBranch() {
    guard branches.popLast() != nil, let start = conditionals.last,
      start.blocks == blocks.count, start.parentheses == parentheses
    else {
      isReadable = false
      return
    }
  }
}
