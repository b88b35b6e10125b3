# Fetches two pages with the library of this build over descriptor 6, which is a connection to a server, and a
# file beneath descriptor 3. The cookies of the pages go into a file beneath descriptor 4.
import curl

urls = ["http://example.test/page", "http://example.test/again"]
pages, connections = curl.fetch(urls, 6, "/dev/fd/4/cookies.txt")
for url, (status, body) in zip(urls, pages):
    print(f"{url}: {status}, {len(body)} bytes")
print(f"over {connections} connection")
with open("/dev/fd/4/page.txt", "wb") as file:
    file.write(pages[0][1] + b"\n")
with open("/dev/fd/4/cookies.txt") as file:
    print("kept:", [line.split()[5:] for line in file if "example.test" in line])
[(_, note)], _ = curl.fetch(["file:///dev/fd/3/note.txt"], -1, None)
print(f"a file beneath a descriptor: {len(note)} bytes")
print(curl.version)
