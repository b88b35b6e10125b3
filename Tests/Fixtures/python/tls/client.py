"""A client over a granted connection, against `openssl s_server -www`; the authority by its descriptor."""

import ssl
import sys

authority = sys.argdata["authority"]
context = ssl.create_default_context(cafile=f"/dev/fd/{authority.fileno()}")
print("authorities", context.cert_store_stats()["x509_ca"])
# Nothing of the machine is trusted because it lies there.
print("of the machine", len(ssl.create_default_context().get_ca_certs()))
try:
    with context.wrap_socket(sys.argdata["connection"], server_hostname="localhost") as stream:
        print("subject", stream.getpeercert()["subject"][0][0][1], stream.version())
        stream.sendall(b"GET / HTTP/1.0\r\n\r\n")
        with stream.makefile("rb") as answer:
            print("answer", answer.readline().strip().decode())
except ssl.SSLCertVerificationError as error:
    print("refused", error.verify_message)
