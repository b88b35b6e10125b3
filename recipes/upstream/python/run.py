"""Runs one module of CPython's own tests and tells of each test, a line of JSON each.

The same program runs in the runtime and outside; what it is told comes from sys.argdata or, where there
is none, from the file of JSON that its one argument names:

    module   the module, as test.test_os; or nothing: print the names of all modules
    results  an open file, or a path: where the lines go
    skip     tests that an earlier, broken-off run of the module has finished
    only     nothing, or the only tests to run
    limit    seconds a test may take: then the stacks are written to stderr and the process ends

Lines: {"start": ID}, {"test": ID, "is": OUTCOME, "text": TRACEBACK OR REASON}, {"end": true}. A failing
setUpClass or setUpModule, and a module that cannot be imported, have an ID of their own.
"""

import faulthandler
import json
import os
import sys
import traceback
import unittest

# What regrtest calls resources: without networks beyond this machine, and without what takes hours.
RESOURCES = ["decimal", "subprocess"]

# Characters of a traceback that are kept.
TEXT_LIMIT = 6000


class Lines:
    """Where the results go; a forked child's go nowhere."""

    def __init__(self, descriptor):
        self.descriptor = descriptor
        self.process = getattr(os, "getpid", int)()

    def write(self, **line):
        if getattr(os, "getpid", int)() != self.process:
            return
        data = (json.dumps(line) + "\n").encode()
        while data:
            data = data[os.write(self.descriptor, data) :]


def shortened(text):
    """The start and the end of a long text: what is asked and what is answered."""
    if len(text) <= TEXT_LIMIT:
        return text
    return text[: TEXT_LIMIT // 3] + "\n...\n" + text[-TEXT_LIMIT * 2 // 3 :]


class Result(unittest.TestResult):
    """A test with subtests has the worst outcome among them, and its first text."""

    WORST = ["passed", "expected", "skipped", "unexpected", "failed", "error"]

    def __init__(self, lines, limit):
        super().__init__()
        self.lines = lines
        self.limit = limit
        self.current = None
        self.outcome = None
        self.text = ""

    def startTest(self, test):
        super().startTest(test)
        self.current, self.outcome, self.text = test.id(), None, ""
        self.lines.write(start=self.current)
        faulthandler.dump_traceback_later(self.limit, exit=True, file=2)

    def stopTest(self, test):
        super().stopTest(test)
        faulthandler.cancel_dump_traceback_later()
        self.lines.write(
            test=self.current, **{"is": self.outcome or "passed"}, text=self.text
        )
        self.current = None

    def tell(self, test, outcome, text=""):
        if self.current is None:
            # setUpClass, setUpModule, an import.
            self.lines.write(test=test.id(), **{"is": outcome}, text=shortened(text))
        elif self.outcome is None or self.WORST.index(outcome) > self.WORST.index(
            self.outcome
        ):
            self.outcome, self.text = outcome, shortened(text)

    @staticmethod
    def formatted(error):
        return "".join(traceback.format_exception(*error))

    def addSuccess(self, test):
        self.tell(test, "passed")

    def addError(self, test, error):
        self.tell(test, "error", self.formatted(error))

    def addFailure(self, test, error):
        self.tell(test, "failed", self.formatted(error))

    def addSkip(self, test, reason):
        self.tell(test, "skipped", reason)

    def addExpectedFailure(self, test, error):
        self.tell(test, "expected")

    def addUnexpectedSuccess(self, test):
        self.tell(test, "unexpected")

    def addSubTest(self, test, subtest, error):
        if error is not None:
            isFailure = issubclass(error[0], test.failureException)
            self.tell(test, "failed" if isFailure else "error", self.formatted(error))


class Named(unittest.TestCase):
    """Stands for a module that does not get as far as to have tests."""

    def __init__(self, name):
        super().__init__("runTest")
        self.name = name

    def id(self):
        return self.name

    def runTest(self):
        pass


def chosen(suite, skip, only):
    """The suite without the tests to be skipped; of those that occur several times all are."""
    tests = []
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            tests.append(chosen(test, skip, only))
        elif test.id() not in skip and (only is None or test.id() in only):
            tests.append(test)
    # Its own class, since suites of doctests run differently.
    return type(suite)(tests)


def prepare(limit):
    """As regrtest prepares a process, less what is about its own workers."""
    from test import support

    support.use_resources = RESOURCES
    support.verbose = False
    support.record_original_stdout(sys.stdout)
    support.SHORT_TIMEOUT = min(support.SHORT_TIMEOUT, limit / 2)
    support.LONG_TIMEOUT = min(support.LONG_TIMEOUT, limit)
    sys.stdout.reconfigure(errors="backslashreplace")
    faulthandler.enable(file=2)
    os.umask(0o022)
    os.environ.setdefault("PYTHONREGRTEST_UNICODE_GUARD", "\u00e6")


def beneath(depth, call):
    """As far down the stack as regrtest calls tests: test_tracemalloc wants more than ten frames above all that
    is allocated, unittest's own included, and looks at whichever allocation lies first in memory."""
    return beneath(depth - 1, call) if depth else call()


def run(module, lines, skip, only, limit):
    result = Result(lines, limit)
    failed = Named("import " + module)
    faulthandler.dump_traceback_later(limit, exit=True, file=2)
    try:
        prepare(limit)
        imported = __import__(module, fromlist=["*"])
        loader = unittest.TestLoader()
        suite = loader.loadTestsFromModule(imported)
    except unittest.SkipTest as skipped:
        result.tell(failed, "skipped", str(skipped))
    except BaseException:
        result.tell(failed, "error", traceback.format_exc())
    else:
        for error in loader.errors:
            result.tell(failed, "error", error)
        try:
            beneath(10, lambda: chosen(suite, skip, only).run(result))
        except BaseException:
            # A doctest or a test of signals may let one out.
            result.tell(Named("run " + module), "error", traceback.format_exc())
    faulthandler.cancel_dump_traceback_later()
    lines.write(end=True)


def modules():
    """The names of all modules, found by regrtest's own function; packages that it splits are split."""
    try:
        from test.libregrtest.findtests import findtests
    except ImportError:  # 3.11
        from test.libregrtest.runtest import findtests
    names = findtests()
    return [name if name.startswith("test.") else "test." + name for name in names]


def main():
    task = getattr(sys, "argdata", None)
    if task is None:
        with open(sys.argv[1], encoding="utf-8") as file:
            task = json.load(file)
    if isinstance(task["results"], str):
        descriptor = os.open(
            task["results"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644
        )
    else:
        descriptor = os.dup(task["results"].fileno())
    lines = Lines(descriptor)
    if task.get("module") is None:
        lines.write(modules=modules())
        return
    only = task.get("only")
    run(
        task["module"],
        lines,
        set(task.get("skip") or ()),
        None if only is None else set(only),
        float(task.get("limit") or 60),
    )
    # Threads that a test left waiting, and what is registered for the exit, have no say any more.
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
