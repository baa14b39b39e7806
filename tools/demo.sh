#!/usr/bin/env bash
# Everything a visitor can try: database, made-up data, worker and server on 127.0.0.1.
# A second run keeps the data. PORT moves it.
set -euo pipefail
cd "$(dirname "$0")/.."
port="${PORT:-8000}"
export FUNADE_DEMO=1 FUNADE_ORIGIN="http://127.0.0.1:$port"
funade=(.venv/bin/python -m funade)

"${funade[@]}" migrate
"${funade[@]}" demo prepare
"${funade[@]}" work &
worker=$!
trap 'kill "$worker" 2>/dev/null || true' EXIT
"${funade[@]}" serve --port "$port"
