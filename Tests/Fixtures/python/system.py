"""What sys and os tell a program that has descriptors and nothing else."""

import os
import sys
import sysconfig

print("executable", repr(sys.executable))
print("argv", getattr(sys, "argv", "none"), sys.orig_argv)
print("argdata", sys.argdata)
print("grants", {name: sys.grants[name] for name in sorted(sys.grants)})
print("environment", dict(os.environ))
print("directory", os.getcwd())
print("prefixes", {sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix, sys.platlibdir})
print("flags", sys.flags.isolated, sys.flags.no_user_site, sys.flags.utf8_mode)
status = os.stat("/dev/fd/5")
print("owner", status.st_uid, status.st_gid)

# Nothing that is said of the installation is a place of the machine that built or started it.
told = {**sysconfig.get_config_vars(), **sysconfig.get_paths(), "version": sys.version}
print("host paths", [name for name, value in told.items() for place in sys.argdata["host"] if place in str(value)])
print("absolute", sorted({str(value).split("/")[1] for value in sysconfig.get_paths().values()}))
