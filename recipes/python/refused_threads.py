"""Threads that end by a refusal, and those who wait for them."""

import sys
import time

from _fdport_refused_processes import ENOTCAPABLE


class _Refusals:
    """The threads that a refusal ended, and what the main thread has not been told of it."""

    def __init__(self, threading):
        self._threading = threading
        self._ended = set()
        self._untold = None
        self.has_woken = False

    def note(self, thread, refusal):
        self._ended = {one for one in self._ended if one.is_alive()} | {thread}
        name = thread.name if thread is not None else "a thread"
        self._untold = f"{refusal.strerror} (so {name} ended, and nobody is left to wait for)"

    def leaves_nobody(self):
        """Whether no thread is left that could wake the main one."""
        main = self._threading.main_thread()
        alive = set(self._threading.enumerate()) - self._ended - {main}
        return self._untold is not None and not alive

    def taken(self):
        untold, self._untold, self.has_woken = self._untold, None, False
        return OSError(ENOTCAPABLE, untold)


def _is_main(threading):
    return threading.get_ident() == threading.main_thread().ident


def _wait_of_main(threading, wait):
    """The Condition for which the main thread waits without an end, and the lock at which it does."""
    frame = sys._current_frames().get(threading.main_thread().ident)
    # A signal's handler may be on top of it.
    while frame is not None and frame.f_code is not wait.__code__:
        frame = frame.f_back
    if frame is None or frame.f_locals.get("timeout") is not None:
        return None, None
    return frame.f_locals["self"], frame.f_locals.get("waiter")


def patch_threading(threading):
    plain = threading.excepthook
    plain_wait = threading.Condition.wait
    refusals = _Refusals(threading)

    def excepthook(arguments):
        plain(arguments)
        refusal = arguments.exc_value
        if not isinstance(refusal, OSError) or refusal.errno != ENOTCAPABLE:
            return
        if sys.stderr is None:
            # Nobody sees why this thread ended, and others may wait for it for ever.
            import signal

            signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
            return
        refusals.note(arguments.thread, refusal)
        if refusals.leaves_nobody():
            wake_main()

    def wake_main():
        """As notify() would."""
        for _ in range(3):
            condition, waiter = _wait_of_main(threading, plain_wait)
            # Meanwhile it may have been told, and wait for something else.
            if condition is None or not refusals.leaves_nobody():
                return
            if waiter in condition._waiters:
                refusals.has_woken = True
                waiter.release()
                return
            # It has been notified, or has not quite begun to wait.
            time.sleep(0.01)

    def wait(self, timeout=None):
        if timeout is not None or not _is_main(threading):
            return plain_wait(self, timeout)
        while not refusals.leaves_nobody():
            result = plain_wait(self, timeout)
            if not refusals.has_woken:
                return result
            refusals.has_woken = False
        raise refusals.taken()

    wait.__doc__ = plain_wait.__doc__
    threading.excepthook = excepthook
    threading.Condition.wait = wait


def patch_multiprocessing_pool(pool):
    """Lets ThreadPool be: all that it takes from processes is a queue, whose locks have names."""
    import threading
    from multiprocessing import connection

    class Queue:
        """multiprocessing.SimpleQueue, between threads."""

        def __init__(self):
            self._reader, self._writer = connection.Pipe(duplex=False)
            self._lock = threading.Lock()

        def put(self, value):
            with self._lock:
                self._writer.send(value)

        def get(self):
            return self._reader.recv()

        def empty(self):
            return not self._reader.poll()

        def close(self):
            self._reader.close()
            self._writer.close()

    class Threads:
        """A context, as far as ThreadPool asks for one."""

        SimpleQueue = Queue

    plain = pool.Pool.__init__

    def __init__(self, processes=None, initializer=None, initargs=()):
        plain(self, processes, initializer, initargs, context=Threads())

    pool.ThreadPool.__init__ = __init__
