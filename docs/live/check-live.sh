#!/bin/sh
# Checks what moves in the pages that make book has made, in Chromium and in Firefox,
# from disk.
#
#     docs/live/check-live.sh build
set -eu
build=$1
left_out() {
    echo "check-live: left out, $*"
    exit 0
}
test -s "$build/weave/live/widgets.txt" || left_out "nothing moves in this book"
command -v npm >/dev/null || left_out "npm is not installed (./setup.sh check)"
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome) ||
    left_out "Chromium is not installed (./setup.sh check)"
sh docs/weaver/tools.sh "$build/check" || left_out "playwright-core cannot be fetched"
FIREFOX=$(command -v firefox-esr || command -v firefox || true)
export FIREFOX CHROMIUM="$chromium" NODE_PATH="$build/check/node_modules"
node docs/live/check_live.mjs "$build"
