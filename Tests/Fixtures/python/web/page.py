"""What both applications answer: a page whose script fetches a second thing from the same place."""

PAGE = b"""<!DOCTYPE html>
<title>fdport</title>
<p id="shown">nothing yet</p>
<script>
fetch("/data", {method: "POST", body: "from the page"}).then(r => r.text()).then(text => {
  document.getElementById("shown").textContent = text;
});
</script>
"""


def answer(kind, method, path, body):
    """Status, content type and body."""
    if path == "/":
        return "200 OK", "text/html", PAGE
    if path == "/data":
        return "200 OK", "text/plain", b"%s said %s %s" % (kind, method.encode(), body)
    return "404 Not Found", "text/plain", b"no such page"
