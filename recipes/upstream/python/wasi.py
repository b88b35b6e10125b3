"""What CPython's own WASI port skips, from the decorators of Lib/test: a line of TSV each module.

Run by the plain build, with what `fdport upstream python --format json` printed, of which it takes how many
tests differ in the runtime: bin/python -B -I -X utf8 wasi.py report.json >wasi-3.13.tsv

Each module is loaded twice, in processes of their own: as it is, and with sys.platform == "wasi" from the
start, which is what test.support derives is_wasi and its has_..._support from. Nothing is run, so that what a
test finds out by itself (hasattr(os, "umask"), a call that fails) is not in here: WASI skips at least these.
"""

import json
import os
import sys
import sysconfig
import unittest

sys.path.insert(0, os.path.dirname(__file__))

import run as suite


def skips(test):
    method = getattr(type(test), getattr(test, "_testMethodName", ""), None)
    return getattr(type(test), "__unittest_skip__", False) or getattr(
        method, "__unittest_skip__", False
    )


def flat(tests):
    for test in tests:
        if isinstance(test, unittest.TestSuite):
            yield from flat(test)
        else:
            yield test


def count(module, platform):
    """Tests, and those among them that are skipped; nothing if the module as a whole is; None if it cannot be
    loaded, which is no skip of upstream's, but due to looking at it from another platform."""
    # By the name of this platform there is a file of them.
    sysconfig.get_config_vars()
    sys.platform = platform
    suite.prepare(60)
    loader = unittest.TestLoader()
    try:
        imported = __import__(module, fromlist=["*"])
        tests = list(flat(loader.loadTestsFromModule(imported)))
        set_up = getattr(imported, "setUpModule", None)
        if platform == "wasi" and set_up is not None and "requires_" in str(
            set_up.__code__.co_names
        ):
            set_up()
    except unittest.SkipTest:
        return []
    except Exception:
        return None
    return len(tests), sum(bool(skips(test)) for test in tests)


def in_child(function, *arguments):
    """What `function` returns, by a process of its own: test.support looks at the platform once."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        null = os.open(os.devnull, os.O_RDWR)
        for descriptor in range(3):
            os.dup2(null, descriptor)
        try:
            with os.fdopen(write, "w") as file:
                file.write(json.dumps(function(*arguments)))
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as file:
        text = file.read()
    os.waitpid(child, 0)
    return json.loads(text) if text else None


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        report = json.load(file)
    differing = {module["module"]: module["differing"] for module in report["modules"]}
    print("module\ttests\tskipped-by-wasi\tdiffering-here")
    for module in in_child(suite.modules):
        here = in_child(count, module, sys.platform)
        there = in_child(count, module, "wasi")
        if not here or there is None:
            continue
        tests, already = here
        skipped = tests - (there[0] - there[1]) if there else tests
        skipped = max(0, skipped - already)
        print(module, tests, skipped, differing.get(module, "-"), sep="\t", flush=True)


if __name__ == "__main__":
    main()
