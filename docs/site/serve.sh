#!/bin/sh
# serve.sh SITE [PORT]: serves the site on this machine with whatever is there, and says
# the address. A page of a file on disk may start no worker, so it has to be served.
set -eu
site=$1 port=${2:-8000}
[ -f "$site/index.html" ] || { echo "make serve: there is no site yet: make site" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }
echo "The site is at http://localhost:$port/ (Ctrl-C ends it)."
if has python3; then
    exec python3 -m http.server "$port" --bind 127.0.0.1 --directory "$site" 2>/dev/null
elif has busybox; then
    exec busybox httpd -f -p "127.0.0.1:$port" -h "$site"
elif has npx; then
    exec npx --yes serve --listen "tcp://127.0.0.1:$port" "$site"
fi
echo "make serve: python3, busybox or npx is needed" >&2
exit 1
