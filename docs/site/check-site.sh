#!/bin/sh
# Checks the site that make site has made: a sample of the known mistakes (ALL=1: all of
# them) graded by the page's code and by make grade, then the pages in Chromium.
#
#     docs/site/check-site.sh build build/site-tools
set -eu
build=$1 tools=$2
if ! ls tests/exercises/*/solution.c >/dev/null 2>&1; then
    echo "check-site: left out, there are no solutions here"
    exit 0
fi
[ "$ALL" = 1 ] || export SAMPLE=60
node docs/site/check_mistakes.mjs "$build" "$tools"
left_out() {
    echo "check-site: the pages are left out, $*"
    exit 0
}
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome) ||
    left_out "Chromium is not installed (./setup.sh check)"
sh docs/weaver/tools.sh "$build/check" || left_out "playwright-core cannot be fetched"
NODE_PATH=$build/check/node_modules CHROMIUM=$chromium node docs/site/check_site.mjs "$build"
