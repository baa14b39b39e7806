#!/usr/bin/env bash
# Makes sure that a Chromium and a Japanese font are there for the browser tests.
set -euo pipefail

have_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
have_font() { command -v fc-list && [ -n "$(fc-list :lang=ja family)" ]; }

packages=()
have_chromium >/dev/null || packages+=(chromium)
have_font >/dev/null || packages+=(fonts-noto-cjk fontconfig)
[ ${#packages[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
  echo "browser: the browser tests need these packages: ${packages[*]}." >&2
  echo "browser: on Debian: sudo apt-get install ${packages[*]}" >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
echo "browser: installing ${packages[*]}"
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
