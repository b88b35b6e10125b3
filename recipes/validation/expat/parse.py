# Parses a document beneath descriptor 3 with the library of this build, and writes what it saw
# beneath descriptor 4.
from xml.parsers import expat

parser = expat.ParserCreate(namespace_separator=" ")
seen = []
parser.StartElementHandler = lambda name, attributes: seen.append(f"<{name} {attributes}>")
parser.EndElementHandler = lambda name: seen.append(f"</{name}>")
parser.CharacterDataHandler = seen.append
with open("/dev/fd/3/good.xml", "rb") as document:
    parser.ParseFile(document)
with open("/dev/fd/4/seen.txt", "w") as out:
    out.write("".join(seen))
print("parsed by", expat.EXPAT_VERSION)

broken = expat.ParserCreate()
try:
    with open("/dev/fd/3/bad.xml", "rb") as document:
        broken.ParseFile(document)
except expat.ExpatError as error:
    print("not well-formed:", error)
