#!/usr/bin/env bash
# Everything the project needs, into .venv, node_modules and build/assets. Safe to run again: what
# is already there, made from the same files, is left alone. PYTHON=/path/to/python picks another.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'setup: %s\n' "$*"; }
die() { printf 'setup: %s\n' "$*" >&2; exit 1; }
checksum() { cat "$@" | cksum; }

# A fresh interpreter must be new enough and able to make a virtual environment: Debian ships
# ensurepip apart, and pyenv's shims exist for versions that are not installed.
usable() {
  "$1" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1
}

find_python() {
  local wanted candidate pyenv="${PYENV_ROOT:-$HOME/.pyenv}/versions"
  wanted="$(cat .python-version)"
  for candidate in "${PYTHON:-}" \
    "python$wanted" "$pyenv/$wanted"*/bin/python \
    python3.13 python3.12 python3.14 python3 \
    "$pyenv"/3.1[2-9]*/bin/python /usr/local/bin/python3.1[2-9]; do
    if [ -n "$candidate" ] && usable "$candidate"; then
      command -v "$candidate"
      return
    fi
  done
  return 1
}

install_python_packages() {
  local stamp=.venv/.funade-setup sum python
  if [ -L .venv ]; then
    say "Python packages: .venv is a link to a shared environment, left alone"
    return
  fi
  sum="$(pwd) $(checksum requirements/dev.txt pyproject.toml .python-version)"
  [ "$(cat "$stamp" 2>/dev/null)" = "$sum" ] && return
  if [ ! -x .venv/bin/python ]; then
    python="$(find_python)" || die "no Python 3.12 or newer with venv was found. On Debian 13:" \
      "apt-get install python3-venv; elsewhere: pyenv install $(cat .python-version)." \
      "Or name one: PYTHON=/path/to/python make setup"
    say "Python: $("$python" --version) at $python"
    "$python" -m venv .venv
  fi
  [ -x .venv/bin/uv ] || .venv/bin/python -m pip install --quiet --disable-pip-version-check uv
  say "Python packages: requirements/dev.txt"
  # The machine's own certificates: a hospital's proxy may sign with a company key.
  VIRTUAL_ENV="$PWD/.venv" UV_NATIVE_TLS=1 .venv/bin/uv pip install --quiet \
    --no-deps --require-hashes -r requirements/dev.txt
  install_funade
  printf '%s\n' "$sum" >"$stamp"
}

# What an editable install comes to, without a build back end: this tree on the path, one command.
install_funade() {
  local packages
  packages="$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')"
  printf '%s\n' "$PWD" >"$packages/funade.pth"
  printf '#!%s\nfrom funade.config.cli import main\n\nmain()\n' "$PWD/.venv/bin/python" \
    >.venv/bin/funade
  chmod +x .venv/bin/funade
}

copy_asset() { # package file... : into build/assets/<last argument>
  local package="node_modules/$1" target="build/assets/${*: -1}" file
  mkdir -p "$target"
  for file in "${@:2:$#-2}"; do cp "$package/$file" "$target/"; done
}

install_browser_assets() {
  local stamp=build/assets/.stamp sum
  sum="$(checksum package-lock.json package.json .npmrc tools/setup.sh \
    tools/build_shapes.py funade/core/masters/outlines.py requirements/dev.txt)"
  [ -d node_modules ] && [ "$(cat "$stamp" 2>/dev/null)" = "$sum" ] && return
  say "browser packages: package-lock.json"
  NODE_USE_SYSTEM_CA=1 .venv/bin/npm ci --ignore-scripts --loglevel=error >/dev/null
  rm -rf build/assets
  copy_asset maplibre-gl dist/maplibre-gl.mjs dist/maplibre-gl-worker.mjs dist/maplibre-gl.css \
    LICENSE.txt maplibre
  PYTHONPATH=. .venv/bin/python tools/build_shapes.py build/assets/map >/dev/null
  copy_asset @digital-go-jp/design-tokens dist/tokens.css LICENSE tokens
  printf '%s\n' "$sum" >"$stamp"
}

install_python_packages
install_browser_assets
say "ready"
