#!/usr/bin/env bash
# Installs moto and ministack into .venv, from the package index that pip is configured for.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

python="${PYTHON:-python3}"
if ! command -v "$python" >/dev/null; then
  echo "install-emulators: no $python found; install Python 3.10 or later, or name one in PYTHON" >&2
  exit 2
fi
# Made anew where it is absent or was left half made.
[ -x .venv/bin/pip ] || "$python" -m venv --clear .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
  --requirement scripts/emulators-requirements.txt
.venv/bin/python -m pip freeze --disable-pip-version-check | grep -iE '^(moto|ministack)=='
