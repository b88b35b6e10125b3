"""sysconfig's own --generate-posix-vars, whose relative paths are meant beneath the tree, which is descriptor 3."""

import builtins
import os
import runpy


def beneath(call):
    return lambda path, *more, **named: call(os.path.join("/dev/fd/3", path), *more, **named)


builtins.open = beneath(open)
os.makedirs = beneath(os.makedirs)
runpy.run_module("sysconfig", run_name="__main__", alter_sys=True)
