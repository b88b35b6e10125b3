#if !__has_include(<clang-c/Index.h>)
#error "libclang's headers are missing: run 'make setup' (Debian package libclang-19-dev)"
#endif
#include <clang-c/CXCompilationDatabase.h>
#include <clang-c/Index.h>
#include <linux/memfd.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* memfd_create(2), which glibc hides without _GNU_SOURCE; syscall(2) is variadic, which Swift does not import. */
static inline int fdport_memory_file(const char *name) { return (int)syscall(SYS_memfd_create, name, MFD_CLOEXEC); }

/* The operators by which an operand may never be looked at, and those that may have one outcome only. */
enum fdport_operator {
  fdport_operator_other,
  fdport_operator_and,
  fdport_operator_or,
  fdport_operator_less,
  fdport_operator_less_or_equal,
  fdport_operator_greater,
  fdport_operator_greater_or_equal,
};

#if CINDEX_VERSION_MINOR >= 64
static inline enum fdport_operator fdport_binary_operator(CXCursor expression, CXCursor right) {
  (void)right;
  switch (clang_getCursorBinaryOperatorKind(expression)) {
    case CXBinaryOperator_LAnd: return fdport_operator_and;
    case CXBinaryOperator_LOr: return fdport_operator_or;
    case CXBinaryOperator_LT: return fdport_operator_less;
    case CXBinaryOperator_LE: return fdport_operator_less_or_equal;
    case CXBinaryOperator_GT: return fdport_operator_greater;
    case CXBinaryOperator_GE: return fdport_operator_greater_or_equal;
    default: return fdport_operator_other;
  }
}
#else
static inline enum fdport_operator fdport_operator_of(const char *text) {
  static const struct { const char *text; enum fdport_operator meaning; } known[] = {
      {"&&", fdport_operator_and},
      {"||", fdport_operator_or},
      {"<", fdport_operator_less},
      {"<=", fdport_operator_less_or_equal},
      {">", fdport_operator_greater},
      {">=", fdport_operator_greater_or_equal},
  };
  for (unsigned i = 0; i < sizeof known / sizeof known[0]; i++)
    if (strcmp(text, known[i].text) == 0) return known[i].meaning;
  return fdport_operator_other;
}

/* Before libclang 17 nothing tells the operator: it is the last one before the right operand. One that a macro's body
 * brings is not seen. */
static inline enum fdport_operator fdport_binary_operator(CXCursor expression, CXCursor right) {
  CXTranslationUnit unit = clang_Cursor_getTranslationUnit(expression);
  unsigned limit;
  clang_getFileLocation(clang_getRangeStart(clang_getCursorExtent(right)), 0, 0, 0, &limit);
  CXToken *tokens = 0;
  unsigned count = 0;
  clang_tokenize(unit, clang_getCursorExtent(expression), &tokens, &count);
  enum fdport_operator found = fdport_operator_other;
  for (unsigned i = 0; i < count; i++) {
    unsigned offset;
    clang_getFileLocation(clang_getTokenLocation(unit, tokens[i]), 0, 0, 0, &offset);
    if (offset >= limit) break;
    if (clang_getTokenKind(tokens[i]) != CXToken_Punctuation) continue;
    CXString spelling = clang_getTokenSpelling(unit, tokens[i]);
    const char *text = clang_getCString(spelling);
    /* The right operand begins behind its parenthesis. */
    if (strcmp(text, "(") != 0) found = fdport_operator_of(text);
    clang_disposeString(spelling);
  }
  clang_disposeTokens(unit, tokens, count);
  return found;
}
#endif
