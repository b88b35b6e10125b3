# Writes an image beneath descriptor 4 with the library of this build, and reads it back.
import png

rows = bytes((x * 3 + y * 5) % 256 for y in range(48) for x in range(64))
with open("/dev/fd/4/image.png", "wb") as file:
    png.write(file.fileno(), 64, 48, rows)
with open("/dev/fd/4/image.png", "rb") as file:
    width, height, again = png.read(file.read())
print(width, "x", height, "as it was written:", again == rows)
print("libpng", png.version)
try:
    with open("/dev/fd/3/round.py", "rb") as file:
        png.read(file.read())
except ValueError as error:
    print("not a PNG:", error)
