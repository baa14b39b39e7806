#!/usr/bin/env bash
# Everything a visitor can try: database, made-up data, worker and server on 127.0.0.1.
# A second run keeps the data. PORT moves it. Mail is written to var/mail and shown at /demo/mail/.
set -euo pipefail
cd "$(dirname "$0")/.."
port="${PORT:-8000}"
data="${FUNADE_DATA_DIR:-$PWD/var}"
# Passkeys work on "localhost" and not on a bare address.
export FUNADE_DEMO=1 FUNADE_ORIGIN="http://localhost:$port" FUNADE_DATA_DIR="$data"
export FUNADE_MAIL_URL="${FUNADE_MAIL_URL:-file://$data/mail}"
funade=(.venv/bin/python -m funade)

"${funade[@]}" migrate
"${funade[@]}" demo prepare
"${funade[@]}" work &
worker=$!
trap 'kill "$worker" 2>/dev/null || true' EXIT
"${funade[@]}" serve --port "$port"
