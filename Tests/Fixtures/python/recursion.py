"""Recursion without end, in Python and in C: each way ends in an exception, and the program goes on."""

import ast
import json
import marshal
import pickle
import re
import sys
import threading


def python():
    python()


def representation():
    class Deep:
        def __repr__(self):
            return repr(self)

    repr(Deep())


def nested(depth=200_000):
    value = []
    for _ in range(depth):
        value = [value]
    return value


def tree():
    value = ast.Constant(1)
    for _ in range(100_000):
        value = ast.UnaryOp(ast.USub(), value)
    compile(ast.fix_missing_locations(ast.Expression(value)), "tree", "eval")


def key(value):
    return sorted([value], key=key)


WAYS = {
    "python": python,
    "representation": representation,
    "nested lists": lambda: repr(nested()),
    "comparison": lambda: nested() == nested(),
    "pickle": lambda: pickle.dumps(nested()),
    "json": lambda: json.loads("[" * 200_000),
    "marshal": lambda: marshal.loads((b"(" + bytes([1, 0, 0, 0])) * 100_000),
    "expression": lambda: re.compile("(" * 50_000 + ")" * 50_000),
    "match": lambda: re.match("(a|b)*c", "a" * 1_000_000),
    "parentheses": lambda: eval("(" * 100_000 + ")" * 100_000),
    "minuses": lambda: eval("-" * 100_000 + "1"),
    "tree": tree,
    "sort": lambda: key(1),
}


def run(name):
    try:
        WAYS[name]()
    except Exception as error:
        print(f"{name}: {type(error).__name__}")
    else:
        print(f"{name}: it has an end")


def both(names):
    """In the main thread, and in another."""
    for name in names:
        run(name)
        thread = threading.Thread(target=run, args=[name])
        thread.start()
        thread.join()


both(WAYS)

# Who lifts the limit gets it, and the stack of C is still watched.
sys.setrecursionlimit(10**8)


class Sum:
    def __add__(self, other):
        return self.__class__() + other


LIFTED = {
    "lifted": lambda: Sum() + 1,
    "lifted sort": lambda: key(1),
    "lifted comparison": lambda: nested() == nested(),
}
WAYS.update(LIFTED)
both(LIFTED)
