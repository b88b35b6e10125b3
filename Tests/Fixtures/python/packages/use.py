"""What known packages do here, from a granted directory. Descriptor 5 is this directory, 6 may be written."""

import sys

import flask
import jinja2
import requests
import urllib3.connection
import yaml

print("yaml", yaml.safe_load("a: [1, {b: null}]"), yaml.__with_libyaml__)

environment = jinja2.Environment(
    loader=jinja2.FileSystemLoader("/dev/fd/5/templates"),
    bytecode_cache=jinja2.FileSystemBytecodeCache("/dev/fd/6"),
    autoescape=True,
)
print("jinja2", environment.get_template("page.html").render(greeting="<hello>", name="world"))

application = flask.Flask("use", root_path="/dev/fd/5")


@application.route("/<name>")
def page(name):
    return flask.render_template("page.html", greeting=flask.request.args["greeting"], name=name)


answer = application.test_client().get("/flask?greeting=hello")
print("flask", answer.status, answer.text)

# requests has no argument for a connection that is there already; what makes one has.
urllib3.connection.HTTPConnection._new_conn = lambda self: sys.argdata
answer = requests.post("http://granted/data", data="message", timeout=20)
print("requests", answer.status_code, answer.text)
try:
    urllib3.connection.HTTPConnection._new_conn = lambda self: __import__("socket").socket()
    requests.get("http://granted/", timeout=20)
except OSError as error:
    print("refused", "grant one as !socket" in str(error))
