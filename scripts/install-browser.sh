#!/usr/bin/env bash
# Makes sure that there is a Chromium for `npm run test:browser`: one that is there already, or Debian's package.
# Another one can be named in the variable CHROMIUM.
set -euo pipefail

for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
  if [ -n "$name" ] && path=$(command -v "$name"); then
    echo "found $path"
    exit 0
  fi
done

if ! command -v apt-get >/dev/null; then
  echo 'no Chromium found, and no apt-get to install it with: install one, or name it in the variable CHROMIUM' >&2
  exit 1
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then as_root=(sudo -n); fi
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]+"${as_root[@]}"}" apt-get update --quiet --quiet
"${as_root[@]+"${as_root[@]}"}" apt-get install --yes --quiet --no-install-recommends chromium fonts-dejavu-core
command -v chromium
