"""Modules of the library, most of them written in Python, some with a part in C."""
import array
import collections
import datetime
import decimal
import hashlib
import importlib.util
import json
import random
import re
import socket
import struct
import threading
import unittest

print("json:", json.dumps({"a": [1, 2.5, None]}))
print("decimal:", decimal.Decimal(1) / 7)
print("sha256:", hashlib.sha256(b"fd").hexdigest()[:16])
print("re:", re.sub(r"(\w+) (\w+)", r"\2 \1", "only descriptors"))
print("date:", datetime.date(2026, 11, 26).isoformat())
print("missing:", importlib.util.find_spec("no_such_module"))
worker = threading.Thread(target=print, args=("thread: runs",))
worker.start()
worker.join()
left, right = socket.socketpair()
left.send(b"pair")
print("socket:", right.recv(4).decode())
