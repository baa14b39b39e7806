#!/usr/bin/env bash
# A bounded version of all three benchmarks (at most 10 minutes); data stay in build/bench.
set -euo pipefail
cd "$(dirname "$0")/.."
export FUNADE_DATA_DIR="$PWD/build"
export FUNADE_SECRET_KEY="only for measuring"
funade=(.venv/bin/python -m funade bench)
report=build/bench/report.md
mkdir -p build/bench
part=$(mktemp)
trap 'rm -f "$part"' EXIT

{
  printf '# Benchmark of %s\n\n' "$(date -u +%F)"
  "${funade[@]}" search --openings 60000 --passes 2 --budget 60 --json build/bench/search.json
  "${funade[@]}" visible --changes 100 --scattered 600
  "${funade[@]}" http --openings 10000 --seconds 10
} >"$part"
mv "$part" "$report"
chmod 644 "$report"
cat "$report"
