# Upstream's own tests of what an interpreter is for, a few seconds of them; `make upstream` runs all.
import sys
import unittest

sys.argv = ["tests"]
# test.support asks where the interpreter is.
sys.executable = ""

# Modules that need no process, no socket and no file of their own.
MODULES = """
    test_dict test_tuple test_set test_int test_functools test_heapq test_textwrap test_copy test_bisect
    test_complex test_fractions test_string test_operator test_html test_contains test_colorsys
""".split()

suite = unittest.TestSuite()
loader = unittest.TestLoader()
for module in MODULES:
    suite.addTests(loader.loadTestsFromName(f"test.{module}"))
result = unittest.TextTestRunner(stream=open(1, "w", closefd=False), verbosity=0).run(suite)
for test, _ in result.errors + result.failures:
    print("BAD", test.id() if hasattr(test, "id") else test)
print(f"{result.testsRun} tests of {len(MODULES)} modules, {len(result.errors + result.failures)} bad")
sys.exit(0 if result.wasSuccessful() else 1)
