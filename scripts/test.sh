#!/usr/bin/env bash
# test.sh all | fast | shots: what "make test", "make test-fast" and "make shots" run. pytest speaks last.
set -uo pipefail
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"
which=${1:-all}
workers=${OCHAG_TEST_WORKERS:-2}

case $which in
  fast)
    scripts/install.sh || exit
    exec pytest -n "$workers" -m "not journey" --reuse-db
    ;;
  shots)
    scripts/install.sh browser services || exit
    exec env OCHAG_SHOTS=docs/screens python scripts/services.py pytest -m journey
    ;;
  all)
    scripts/install.sh browser services || exit
    echo "== SQLite"
    pytest -n "$workers" -m "not journey"; sqlite=$?
    [ "$sqlite" -gt 1 ] && exit "$sqlite"
    echo "== PostgreSQL, Redis, a worker, a browser"
    python scripts/services.py pytest -n "$workers" --dist loadgroup; postgres=$?
    [ "$sqlite" = 0 ] || echo "The tests on SQLite, further up, did not all pass." >&2
    exit $((sqlite > postgres ? sqlite : postgres))
    ;;
esac
