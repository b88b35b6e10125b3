"""Programs that were granted as !program: started, waited for and ended (docs/python.md)."""

import os
import sys

import _fdport


def _number(program):
    return sys.grants[program] if isinstance(program, str) else _descriptor(program)


def _descriptor(held):
    return held if isinstance(held, int) else held.fileno()


def _handed(number, held):
    """A granted directory goes by its name, everything else by its descriptor."""
    if isinstance(held, str):
        return number, -1, held
    return number, _descriptor(held), None


class Program:
    """One that runs. It is killed when this object is closed, or goes away, before the end was waited for.

    ``fileno()`` can be polled, and is readable when the program has ended.
    """

    def __init__(self, program, arguments=(), handed={}):
        """``program``: its name in sys.grants, its number or what holds it. ``handed``: for each number in the
        program that is started a file, a socket or a number of ours, or the name of a granted directory."""
        self._held = None
        self.returncode = None
        sent = [_handed(number, held) for number, held in handed.items()]
        for held in handed.values():
            if hasattr(held, "flush"):
                held.flush()
        self._held = _fdport._start(_number(program), [os.fsencode(one) for one in arguments], sent)

    def _running(self):
        if self._held is None:
            raise ValueError("the program has ended, or this object is closed")
        return self._held

    def fileno(self):
        return self._running()[0]

    def wait(self):
        """The exit status, or a signal's number below zero, as of subprocess."""
        if self.returncode is None:
            status = _fdport._wait(*self._running())
            self._held = None
            self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def send_signal(self, signal):
        _fdport._signal(*self._running(), int(signal))

    def close(self):
        held, self._held = self._held, None
        if held is not None:
            _fdport._end(*held)

    __del__ = close

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()
