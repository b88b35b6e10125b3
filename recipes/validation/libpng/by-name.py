# The same, asked for images by name. One line an act.
import png


def attempt(name, act):
    try:
        act()
    except OSError as error:
        print(f"{name} refused {error.strerror}")
    else:
        print(f"{name} succeeded")


def read(path):
    with open(path, "rb") as file:
        png.read(file.read())


attempt("read-by-name", lambda: read("/usr/share/pixmaps/image.png"))
attempt("write-by-name", lambda: open("/tmp/image.png", "wb"))
attempt("write-in-the-read-only-grant", lambda: open("/dev/fd/3/image.png", "wb"))
attempt("read-above-the-grant", lambda: read("/dev/fd/3/../secret"))
attempt("read-through-a-link", lambda: read("/dev/fd/4/up"))
attempt("write-to-a-descriptor-that-is-not-held", lambda: png.write(99, 1, 1, b"x"))
