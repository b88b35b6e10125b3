"""Files beneath descriptors by paths: 3 may be read, 4 may be changed."""
import os
import shutil

print("read:", open("/dev/fd/3/data.txt").read().strip())
with open("/dev/fd/4/first.txt", "w") as file:
    file.write("one\ntwo\n")
os.mkdir("/dev/fd/4/inner")
os.rename("/dev/fd/4/first.txt", "/dev/fd/4/inner/second.txt")
print("size:", os.stat("/dev/fd/4/inner/second.txt").st_size)
print("list:", sorted(os.listdir("/dev/fd/4/inner")), os.path.isdir("/dev/fd/4/inner"))
shutil.copyfile("/dev/fd/4/inner/second.txt", "/dev/fd/4/copy.txt")
os.unlink("/dev/fd/4/inner/second.txt")
os.rmdir("/dev/fd/4/inner")
print("left:", sorted(name for name in os.listdir("/dev/fd/4") if name.endswith("txt")))
try:
    open("/dev/fd/3/new.txt", "w")
    print("write to the read-only grant: succeeded")
except OSError as error:
    print("write to the read-only grant:", type(error).__name__)
