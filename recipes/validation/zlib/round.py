# Compresses a file beneath descriptor 3 with the library of this build, and back again.
import gzip
import zlib

with open("/dev/fd/3/text.txt", "rb") as file:
    text = file.read()
packed = zlib.compress(text * 1000, 9)
with open("/dev/fd/4/packed.zz", "wb") as file:
    file.write(packed)
with open("/dev/fd/4/packed.zz", "rb") as file:
    print("zlib gives it back:", zlib.decompress(file.read()) == text * 1000)
with gzip.open("/dev/fd/4/packed.gz", "wb") as file:
    file.write(text)
with gzip.open("/dev/fd/4/packed.gz", "rb") as file, open("/dev/fd/4/text.txt", "wb") as out:
    out.write(file.read())
print("compressed by", zlib.ZLIB_RUNTIME_VERSION, "to less than a tenth:", len(packed) < len(text) * 100)
try:
    zlib.decompress(packed[:-1])
except zlib.error as error:
    print("cut short:", error)
