import Lexing

/// The spellings that conditions are made of, by number.
struct ConditionWords {
  let defined: Int32
  let open: Int32
  let close: Int32
  let comma: Int32
  let openBrace: Int32
  let closeBrace: Int32
  let external: Int32
  let hash: Int32
  let paste: Int32
  let truth: Int32
  /// Predefined where character constants without a prefix, and with `L`, are unsigned.
  let unsignedPlain: Int32
  let unsignedWide: Int32
  /// Any string.
  let string: PreprocessingToken
  /// `__has_include`, and the like of it that looks behind the current directory.
  let hasInclude: Int32
  let hasIncludeNext: Int32
  /// Names that the compiler answers for, with arguments: `__has_builtin(x)`.
  let questions: Set<Int32>
  /// Names whose value hangs on the place.
  let placed: Set<Int32>
  /// Those of them that are strings, and those that are numbers.
  let placedTexts: Set<Int32>
  let placedNumbers: Set<Int32>
  /// A number that hangs on the place; no text spells it so.
  let someNumber: PreprocessingToken
  /// Names without arguments that the compiler answers for.
  let values: Set<Int32>

  /// All names that are defined though no text defines them, as far as the compiler has them.
  static let questionNames = [
    "__has_attribute", "__has_builtin", "__has_c_attribute", "__has_cpp_attribute",
    "__has_constexpr_builtin", "__has_declspec_attribute", "__has_embed", "__has_extension",
    "__has_feature", "__has_warning", "__building_module", "__is_identifier", "__is_target_arch",
    "__is_target_environment", "__is_target_os", "__is_target_variant_environment",
    "__is_target_variant_os", "__is_target_vendor",
  ]
  static let inclusionNames = ["__has_include", "__has_include_next"]
  private static let placedTextNames = [
    "__FILE__", "__BASE_FILE__", "__FILE_NAME__", "__DATE__", "__TIME__", "__TIMESTAMP__",
  ]
  private static let placedNumberNames = ["__LINE__", "__COUNTER__", "__INCLUDE_LEVEL__"]
  static let placedNames =
    placedTextNames + placedNumberNames + ["__MODULE__", "_Pragma", "__pragma", "__identifier"]
  static let valueNames = ["__FLT_EVAL_METHOD__"]

  init(_ spellings: Spellings) {
    defined = spellings.number(of: "defined")
    open = spellings.number(of: "(")
    close = spellings.number(of: ")")
    comma = spellings.number(of: ",")
    openBrace = spellings.number(of: "{")
    closeBrace = spellings.number(of: "}")
    external = spellings.number(of: "extern")
    hash = spellings.number(of: "#")
    paste = spellings.number(of: "##")
    string = PreprocessingToken(kind: .string, spelling: spellings.number(of: "\"\""))
    unsignedPlain = spellings.number(of: "__CHAR_UNSIGNED__")
    unsignedWide = spellings.number(of: "__WCHAR_UNSIGNED__")
    truth = spellings.number(of: "true")
    hasInclude = spellings.number(of: "__has_include")
    hasIncludeNext = spellings.number(of: "__has_include_next")
    questions = Set(Self.questionNames.map { spellings.number(of: $0) })
    placed = Set(Self.placedNames.map { spellings.number(of: $0) })
    placedTexts = Set(Self.placedTextNames.map { spellings.number(of: $0) })
    placedNumbers = Set(Self.placedNumberNames.map { spellings.number(of: $0) })
    someNumber = PreprocessingToken(kind: .number, spelling: spellings.number(of: "1 "))
    values = Set(Self.valueNames.map { spellings.number(of: $0) })
  }
}
