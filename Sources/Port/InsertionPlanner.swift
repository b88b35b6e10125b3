import Recipe

/// Places the plan's insertions into the build system and the configuration headers.
struct InsertionPlanner {
  private(set) var edits: [PlannedEdit] = []
  private(set) var recognised = 0

  /// One insertion with the patch that it belongs to.
  struct Request {
    let owner: Int
    let patch: String
    let functions: [String]
    let insertion: PortPlan.Insertion
  }

  /// Whether one of a patch's texts stands already, so that the tree has that patch even if no site
  /// of it is seen: the inserted text itself may decide which branch the host compiles.
  static func stands(_ requests: [Request], in sources: [String: SourceText]) -> Bool {
    requests.contains { request in
      guard let source = sources[request.insertion.file] else { return false }
      return source.bytes.firstRange(of: bytes(of: request, lineBreak: source.lineBreak)) != nil
    }
  }

  init(
    requests: [Request], sources: [String: SourceText], stageCount: Int
  ) throws(PortError) {
    var ends: [String: Int] = [:]
    for (rank, request) in requests.enumerated() {
      let insertion = request.insertion
      guard let source = sources[insertion.file] else {
        if insertion.isOptional { continue }
        throw .missingFile(patch: request.patch, file: insertion.file)
      }
      let anchor = "\(insertion.file)\n\(insertion.after)"
      let position =
        if let known = ends[anchor] { known } else { try Self.place(of: request, in: source) }
      let text = Self.bytes(of: request, lineBreak: source.lineBreak)
      ends[anchor] = position
      if source.bytes[position...].starts(with: text) {
        ends[anchor] = position + text.count
        recognised += 1
      } else if source.bytes[position...].firstRange(of: text) != nil {
        recognised += 1
      } else {
        edits.append(
          Self.edit(
            text, at: position, request: request, rank: rank, source: source,
            stageCount: stageCount))
      }
    }
  }

  private static func edit(
    _ text: [UInt8], at position: Int, request: Request, rank: Int, source: SourceText,
    stageCount: Int
  ) -> PlannedEdit {
    let isAfterOpenLine = position > 0 && source.bytes[position - 1] != 10
    let replacement = isAfterOpenLine ? source.lineBreak + text : text
    let key = IntentKey(rule: .insertion, function: nil, file: source.path, enclosing: nil)
    return PlannedEdit(
      rule: .insertion, file: source.path, range: position..<position, rank: rank,
      owner: request.patch,
      replacements: (0..<stageCount).map { $0 >= request.owner ? replacement : nil },
      intents: (0..<stageCount).map { $0 == request.owner ? [key] : [] })
  }

  /// After the one line that equals the anchor.
  private static func place(
    of request: Request, in source: SourceText
  ) throws(PortError) -> Int {
    let anchor = Array(request.insertion.after.utf8)
    var places: [Int] = []
    var start = 0
    while start < source.bytes.count {
      let end = source.lineEnd(of: start)
      var content = source.bytes[start..<end]
      while content.last?.isLineBreak == true { content.removeLast() }
      if content.elementsEqual(anchor) { places.append(end) }
      start = end
    }
    guard places.count == 1 else {
      throw .anchorCount(
        patch: request.patch, file: source.path, anchor: request.insertion.after,
        count: places.count)
    }
    return places[0]
  }

  /// The text with its placeholders filled in and the file's own line breaks.
  private static func bytes(of request: Request, lineBreak: [UInt8]) -> [UInt8] {
    let functions = request.functions.sorted()
    var text = request.insertion.text
    if text.hasSuffix("\n") { text.removeLast() }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      let named = line.replacing("{names}", with: functions.joined(separator: " "))
      guard named.contains("{name}") || named.contains("{NAME}") else { return [String(named)] }
      return functions.map { function -> String in
        String(named).replacing("{name}", with: function)
          .replacing("{NAME}", with: function.uppercased())
      }
    }
    return lines.flatMap { Array($0.utf8) + lineBreak }
  }
}
