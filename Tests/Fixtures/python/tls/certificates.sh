#!/bin/sh
# Makes an authority (ca.pem), a server's certificate and key (server.pem, server.key), and an authority
# that has signed neither (other.pem), all for a day, in the directory $1.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "$1"
make() {
  openssl req -x509 -config "$here/certificates.cnf" -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 \
    -nodes -days 1 "$@" 2>openssl.log || { cat openssl.log >&2; exit 1; }
}
make -extensions authority -subj /CN=authority -keyout ca.key -out ca.pem
make -extensions authority -subj /CN=other -keyout other.key -out other.pem
make -extensions server -CA ca.pem -CAkey ca.key -keyout server.key -out server.pem
