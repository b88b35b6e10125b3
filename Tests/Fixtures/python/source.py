"""One file that shows its own source and a traceback, from whatever it is read."""

import inspect
import linecache
import sys


def shown():
    return 1 / 0


print("file", __file__)
print("source", inspect.getsource(shown).splitlines()[1].strip())
print("line", linecache.getline(__file__, 1).strip())
sys.stdout.flush()
shown()
