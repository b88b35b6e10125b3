/* Macros that name what their own file does not declare. */
#define OPEN_ELSEWHERE(name) open(name, 0)
#define JOIN(a, b) a##b
#define CALL(a, b) JOIN(a, b)
