#!/usr/bin/env bash
# Everything `make test` promises, each step even when an earlier one failed, and a plain summary.
set -uo pipefail
cd "$(dirname "$0")/.."

python=.venv/bin/python
summary=()
failed=0

step() { # name command...
  local name=$1 began=$SECONDS outcome=ok
  shift
  printf '\n== %s\n' "$name"
  "$@" || { outcome=FAILED; failed=1; }
  summary+=("$(printf '%-6s %4ds  %s' "$outcome" $((SECONDS - began)) "$name")")
}

step "ruff: rules" "$python" -m ruff check
step "ruff: format" "$python" -m ruff format --check
step "mypy: strict types" "$python" -m mypy
step "import-linter: floors and doors" .venv/bin/lint-imports --no-logo
if [ "${1:-all}" = all ]; then
  step "pytest on SQLite" "$python" -m pytest -q -n 2 -m "not e2e"
  step "pytest on PostgreSQL" env FUNADE_TEST_DATABASE=postgres \
    "$python" -m pytest -q -n 2 -m "django_db and not e2e"
  step "a browser is there" tools/browser.sh
  step "pytest in the browser" "$python" -m pytest -q -n 2 --dist loadfile -m e2e
fi

printf '\n== summary\n'
printf '%s\n' "${summary[@]}"
exit $failed
