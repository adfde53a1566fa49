#!/bin/sh
# Fetches vnu, axe and what drives Chromium into a folder, where they stay.
#
#     docs/weaver/tools.sh build/check
set -eu
tools=$1
if ! cmp -s docs/weaver/package.json "$tools/package.json"; then
    mkdir -p "$tools"
    cp docs/weaver/package.json "$tools/package.json"
    npm install --prefix "$tools" --ignore-scripts --no-audit --no-fund --loglevel=error ||
        { rm "$tools/package.json"; exit 1; }
fi
